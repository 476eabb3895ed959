// Reading a plan file, whatever its bytes: first who wrote it, then whether it is whole, then what it says, then whether
// that is a sound plan. Each failure names the file, the byte and the cure.

import Diagnostics

extension PlanFile {
  /// Decodes and verifies. What comes back is as safe to bind and to run as what the planner makes.
  ///
  /// - Parameter path: names the file in failures.
  /// - Throws: `P110` for what is no plan file, `P111` for another version's, `P112` for a damaged one, `P113` for one
  ///   that is whole and holds no sound plan.
  public init(bytes: [UInt8], path: String) throws(Failure) {
    do throws(ByteReader.Problem) {
      self = try Self.read(bytes)
    } catch {
      let help = error.code == .notAPlan ? "write one with" : "compile the spec again"
      throw Failure(
        error.code, error.message, at: .file(path: path, offset: error.offset),
        help: "\(help): lofting plan SPEC -o FILE.plan")
    }
  }

  private static func read(_ bytes: [UInt8]) throws(ByteReader.Problem) -> PlanFile {
    guard bytes.starts(with: magic) else {
      throw ByteReader.Problem(offset: 0, message: "this is not a plan file", code: .notAPlan)
    }
    var reader = ByteReader(bytes[...])
    _ = try reader.take(magic.count, "the magic")
    let version = try reader.version()
    guard version == Self.version else {
      throw ByteReader.Problem(
        offset: magic.count, message: "the file has format version \(version), this program reads \(Self.version)",
        code: .planVersion)
    }
    let tableOffset = reader.offset
    let table = try reader.take(digestBytes, "the hash of the kernel table")
    let hashOffset = reader.offset
    let hash = try reader.take(digestBytes, "the plan's hash")
    let end = bytes.count - digestBytes
    let sealed = bytes.prefix(max(end, 0))
    guard end >= reader.offset, SHA256.hash(sealed.span) == Array(bytes.suffix(digestBytes)) else {
      throw reader.problem("the checksum does not match: the file is cut off or changed", at: max(end, 0))
    }
    guard table.elementsEqual(Kernel.tableFingerprint) else {
      throw ByteReader.Problem(
        offset: tableOffset, message: "the plan was compiled for the kernels of another version", code: .planVersion)
    }
    reader = ByteReader(bytes[reader.offset..<end])
    let core = try reader.section("the plan")
    guard SHA256.hash(core.span) == Array(hash) else {
      throw reader.problem("the plan's hash does not match", at: hashOffset)
    }
    let provenance = try reader.section("the provenance")
    let run = try reader.section("the run")
    try reader.requireEnd(of: "the file")
    let file = try decode(core: core, provenance: provenance, run: run)
    if let fault = file.plan.verify().first.map({ "\($0)" }) ?? RunCheck(file: file).fault() {
      throw ByteReader.Problem(
        offset: hashOffset + digestBytes, message: "the plan is not sound: \(fault)", code: .planForged)
    }
    return file
  }

  private static func decode(
    core: ArraySlice<UInt8>, provenance: ArraySlice<UInt8>, run: ArraySlice<UInt8>
  ) throws(ByteReader.Problem) -> PlanFile {
    let plan = try Plan(core: core, provenance: provenance)
    var reader = ByteReader(run)
    let file = PlanFile(
      plan: plan, configuration: try reader.value(), summary: try reader.value(), layers: try reader.list("layers"),
      spec: try reader.value())
    try reader.requireEnd(of: "the run")
    return file
  }
}

/// What a plan file says beside the plan, against the plan; `Plan.verify` has passed.
private struct RunCheck {
  private static let mostRows = 1 << 32
  private static let mostBytes = 1 << 50

  let file: PlanFile

  func fault() -> String? {
    let (plan, configuration, summary) = (file.plan, file.configuration, file.summary)
    guard configuration.scalars.count == plan.scalarNames.count else {
      return "it has \(plan.scalarNames.count) scalars and \(configuration.scalars.count) values"
    }
    guard ratesAreShares else { return "it drops a share of its elements that is not between 0 and 1" }
    guard configuration.epochs >= 0 else { return "it trains for \(configuration.epochs) epochs" }
    guard summary.inputShape == plan.input.shape, summary.elementType == plan.input.elementType,
      summary.target == plan.input.target
    else { return "its data is not that of its plan" }
    let rows = [summary.trainingRows, summary.validationRows, summary.testRows, summary.storedRows]
    guard rows.allSatisfy({ (0...Self.mostRows).contains($0) }) else {
      return "its data has impossible numbers of rows"
    }
    // Bytes of the data are shown and held against limits.
    let rowBytes = summary.inputShape.reduce(1, *) * 4 + targetBytes
    let (bytes, overflows) = rowBytes.multipliedReportingOverflow(by: max(summary.storedRows, 1))
    return overflows || bytes > Self.mostBytes ? "its data takes an impossible number of bytes" : nil
  }

  /// Dropout turns its rate into a threshold of 32 bits.
  private var ratesAreShares: Bool {
    [file.plan.training, file.plan.evaluation, file.plan.prediction].flatMap(\.steps).allSatisfy { step in
      guard let place = step.kernel.slots.firstIndex(of: "rate"), place < step.slots.count else { return true }
      return (0...1).contains(file.configuration.scalars[step.slots[place]])
    }
  }

  private var targetBytes: Int {
    switch file.summary.target {
    case .classes: 4
    case .numbers(let width): 4 * width
    }
  }
}

extension DiagnosticCode {
  public static let notAPlan = DiagnosticCode("P110", "not-a-plan")
  public static let planVersion = DiagnosticCode("P111", "plan-version")
  public static let planDamaged = DiagnosticCode("P112", "plan-damaged")
  public static let planForged = DiagnosticCode("P113", "plan-forged")
}
