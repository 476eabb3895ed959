// The plan file: a compiled plan with everything that its training needs beside the data itself.
//
//   magic         8 bytes: 0x89 "LOFTING" (no text begins with 0x89, so no spec is taken for a plan)
//   version       4 bytes
//   kernel table  32 bytes: SHA-256 of the table that the plan was compiled for
//   plan's hash   32 bytes: SHA-256 of the first section
//   sections      each after its length in 8 bytes:
//     plan          everything that runs
//     provenance    texts and origins of the steps
//     run           run-time values, the data's summary, the layers, the spec (which says what the data is)
//   checksum      32 bytes: SHA-256 of all before
//
// Numbers are little-endian. There is no time stamp and no order that chance decides: a spec always gives the same
// bytes. Coding+*.swift have the fields.

/// A layer as plans show it.
public struct LayerSummary: Sendable, Hashable {
  public var name: String
  /// Without the batch dimension.
  public var outputShape: [Int]

  public init(name: String, outputShape: [Int]) {
    self.name = name
    self.outputShape = outputShape
  }
}

/// The spec behind a plan.
public struct PlannedSpec: Sendable, Hashable {
  /// Its file as the user named it.
  public var path: String
  /// The spec as compiled: parameters substituted, overrides applied.
  public var text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// What a plan file holds.
public struct PlanFile: Sendable, Hashable {
  public static let magic: [UInt8] = [0x89] + Array("LOFTING".utf8)
  public static let version: UInt32 = 1
  /// The most bytes that are read: a plan has hundreds of bytes a step.
  public static let largest = 1 << 28

  static let digestBytes = 32

  public var plan: Plan
  public var configuration: RunConfiguration
  /// The data that the plan was compiled for.
  public var summary: DataSummary
  public var layers: [LayerSummary]
  public var spec: PlannedSpec

  public init(
    plan: Plan, configuration: RunConfiguration, summary: DataSummary, layers: [LayerSummary], spec: PlannedSpec
  ) {
    self.plan = plan
    self.configuration = configuration
    self.summary = summary
    self.layers = layers
    self.spec = spec
  }

  /// The file.
  public var bytes: [UInt8] {
    let core = plan.coreBytes
    var run = ByteWriter()
    run.write(configuration)
    run.write(summary)
    run.write(layers)
    run.write(spec)

    var file = ByteWriter()
    file.write(raw: Self.magic)
    file.write(Self.version)
    file.write(raw: Kernel.tableFingerprint)
    file.write(raw: SHA256.hash(core.span))
    file.write(section: core)
    file.write(section: plan.provenanceBytes)
    file.write(section: run.bytes)
    file.write(raw: SHA256.hash(file.bytes.span))
    return file.bytes
  }
}
