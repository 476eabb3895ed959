// Plan files as bytes: what is written comes back, and whatever the bytes are, reading ends in a failure or in a plan
// that verifies.

import Diagnostics
import ExecutionPlan
import Testing

struct PlanFileTests {
  static let file: PlanFile = {
    var plan = VerifierTests.plan
    plan.scalarNames = ["learning_rate", "l1"]
    plan.parameterMemory = 256
    plan.parameters = [
      ParameterLayout(
        name: "dense.bias", shape: [16], initializer: .uniform(minimum: -1, maximum: .infinity, seed: 3),
        isTrainable: true, offset: 64, states: [ParameterLayout.State(name: "momentum", offset: 128)],
        transposedOffset: nil)
    ]
    plan.constants = [
      ConstantLayout(
        name: "scale", source: .preprocessing([.rescaling(scale: 0.1, offset: -0.0)], part: .scale), count: 16,
        offset: 0),
      ConstantLayout(name: "weights", source: .values([1, 2.5]), count: 2, offset: 64),
    ]
    plan.constantMemory = 128
    let stopping = EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 1e-3, patience: 4, baseline: nil, restoresBestWeights: true,
      startFromEpoch: 1)
    return PlanFile(
      plan: plan,
      configuration: RunConfiguration(
        scalars: [1e-3, 0], seed: .max, epochs: 3, shuffle: true, callbacks: [.earlyStopping(stopping)]),
      summary: DataSummary(
        inputShape: [16], elementType: .float32, target: .numbers(width: 1), trainingRows: 90, validationRows: 10,
        testRows: 0, storedRows: 120, classCounts: [], featureNames: ["größe", ""]),
      layers: [LayerSummary(name: "dense", outputShape: [16])],
      spec: PlannedSpec(path: "specs/a.yaml", text: "name: p\n"))
  }()

  static func read(_ bytes: [UInt8]) -> Result<PlanFile, Failure> {
    do throws(Failure) { return .success(try PlanFile(bytes: bytes, path: "a.plan")) } catch { return .failure(error) }
  }

  static func code(_ bytes: [UInt8]) -> DiagnosticCode? {
    switch read(bytes) {
    case .success: nil
    case .failure(let failure): failure.diagnostics.first?.code
    }
  }

  /// Where the first section, the plan, begins: after magic, version, two hashes and its own length.
  static let coreOffset = 8 + 4 + 32 + 32 + 8

  /// Unoptimized hashing takes milliseconds a file, so a debug build meets every seventh byte (every byte of a word by and
  /// by), an optimized one all.
  static let step = _isDebugAssertConfiguration() ? 7 : 1

  /// A forger's work: the plan's hash and the checksum made to fit whatever the file says.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let length = bytes[coreOffset - 8..<coreOffset].reversed().reduce(0) { $0 << 8 | Int($1) }
    if length >= 0, length <= bytes.count - coreOffset - 32 {
      let core = Array(bytes[coreOffset..<coreOffset + length])
      bytes.replaceSubrange(44..<76, with: SHA256.hash(core.span))
    }
    let body = Array(bytes.dropLast(32))
    return body + SHA256.hash(body.span)
  }

  @Test("everything comes back")
  func roundTrip() throws {
    let bytes = Self.file.bytes
    let read = try Self.read(bytes).get()
    #expect(read == Self.file)
    #expect(read.bytes == bytes)
    #expect(read.plan.hash == Self.file.plan.hash)
    guard case .preprocessing(let chain, _) = read.plan.constants[0].source, case .rescaling(_, let offset) = chain[0]
    else { return #expect(Bool(false), "the constant is another") }
    #expect(offset.sign == .minus, "the sign of zero")
  }

  @Test("the file begins as documented: magic, version 1 in little-endian, the hash of its first section")
  func header() {
    let bytes = Self.file.bytes
    #expect(bytes.prefix(12).elementsEqual([0x89, 0x4C, 0x4F, 0x46, 0x54, 0x49, 0x4E, 0x47, 1, 0, 0, 0]))
    #expect(SHA256.hexadecimal(Array(bytes[44..<76])) == Self.file.plan.hash)
    #expect(Self.sealed(bytes) == bytes)
  }

  @Test("the hash is of what runs, not of where it comes from")
  func hash() {
    var plan = Self.file.plan
    plan.origins[0] = Origin(path: "elsewhere.yaml", line: 99, layer: "l")
    plan.training.steps[0].text = "another text"
    #expect(plan.hash == Self.file.plan.hash)
    plan.training.steps[1].sizes[2] = 0
    #expect(plan.hash != Self.file.plan.hash)
  }

  @Test("every truncation is a failure at a byte of the file")
  func truncation() {
    let bytes = Self.file.bytes
    for count in Array(stride(from: 0, to: bytes.count, by: Self.step)) + [bytes.count - 1] {
      switch Self.read(Array(bytes.prefix(count))) {
      case .success: Issue.record("\(count) bytes of \(bytes.count) were taken for a plan")
      case .failure(let failure):
        guard case .file(path: "a.plan", offset: 0...count)? = failure.diagnostics.first?.place,
          failure.diagnostics.first?.help != nil
        else {
          Issue.record("\(count) bytes: \(failure)")
          continue
        }
      }
    }
  }

  @Test("the header's mistakes have codes of their own")
  func codes() {
    let bytes = Self.file.bytes
    func changed(_ offset: Int) -> [UInt8] {
      var changed = bytes
      changed[offset] ^= 1
      return changed
    }
    #expect(Self.code(Array("name: p".utf8)) == .notAPlan)
    #expect(Self.code([]) == .notAPlan)
    #expect(Self.code(changed(0)) == .notAPlan)
    #expect(Self.code(changed(8)) == .planVersion)
    #expect(Self.code(Self.sealed(changed(12))) == .planVersion, "another kernel table")
    #expect(Self.code(changed(44)) == .planDamaged)
    #expect(Self.code(changed(bytes.count - 1)) == .planDamaged)
    #expect(Self.code(bytes + [0]) == .planDamaged)
    // The checksum fits, the plan's hash does not.
    var forged = changed(50)
    let body = Array(forged.dropLast(32))
    forged = body + SHA256.hash(body.span)
    #expect(Self.code(forged) == .planDamaged)
  }

  @Test("any byte changed: a failure; changed and sealed anew: a failure or a plan that verifies")
  func flips() {
    let bytes = Self.file.bytes
    var survivors = 0
    for (number, offset) in stride(from: 0, to: bytes.count, by: Self.step).enumerated() {
      for mask: UInt8 in Self.step == 1 ? [0x01, 0x80, 0xFF] : [[0x01, 0x80, 0xFF][number % 3]] {
        var changed = bytes
        changed[offset] ^= mask
        #expect(Self.code(changed) != nil, "byte \(offset)")
        guard offset < bytes.count - 32, case .success(let file) = Self.read(Self.sealed(changed)) else { continue }
        survivors += 1
        Self.compute(from: file)
      }
    }
    #expect(survivors > 0, "a changed letter of a name is no failure")
  }

  /// What shows a plan computes from it: no number of a file may make that overflow.
  private static func compute(from file: PlanFile) {
    _ = file.plan.text
    for program in [file.plan.training, file.plan.evaluation, file.plan.prediction] {
      _ = program.cost(rows: program.batch)
    }
    _ = MemoryEstimate(file.plan, file.summary, file.configuration, threads: 256).total
  }

  @Test("counts beyond the file are refused before anything is taken for them", arguments: [Int.max, -1, 1 << 40])
  func counts(count: Int) {
    let bytes = Self.file.bytes
    var refused = 0
    let word = (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    for offset in stride(from: Self.coreOffset - 8, to: bytes.count - 40, by: Self.step) {
      var changed = bytes
      changed.replaceSubrange(offset..<offset + 8, with: word)
      switch Self.read(Self.sealed(changed)) {
      case .success(let file): Self.compute(from: file)
      case .failure: refused += 1
      }
    }
    #expect(refused > 0)
  }

  @Test("a whole file with an unsound plan is told apart from a damaged one")
  func unsound() {
    var file = Self.file
    file.plan.training.steps[1].sizes[1] = 1 << 20
    #expect(Self.code(file.bytes) == .planForged)
    file = Self.file
    file.configuration.scalars.removeLast()
    #expect(Self.code(file.bytes) == .planForged)
    file = Self.file
    file.summary.storedRows = Int.max
    #expect(Self.code(file.bytes) == .planForged)
    file = Self.file
    file.summary.inputShape = [4, 4]
    #expect(Self.code(file.bytes) == .planForged)
  }

  @Test("a dropout rate is a share", arguments: [(0.0, true), (1, true), (-0.1, false), (1.5, false), (.nan, false)])
  func rates(rate: Double, isSound: Bool) {
    var file = Self.file
    file.plan.training.steps[1].kernel = .dropout
    file.plan.training.steps[1].sizes = [16, 1]
    file.plan.training.steps[1].slots = [0]
    file.configuration.scalars[0] = rate
    #expect(Self.code(file.bytes) == (isSound ? nil : .planForged))
  }
}
