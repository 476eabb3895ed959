// Plan files: as they are, and as a forger would seal them, with the hashes made to fit what the file says. A file that
// reads verifies, is written back byte for byte, and everything that is computed from a plan can be computed; where it is
// small it is bound and trained, and may fail but not crash.

import Diagnostics
import ExecutionPlan

func fuzzPlan(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  if try check(bytes) == .accepted { return .accepted }
  return try check(ForgedPlan.sealed(bytes))
}

private func check(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  let file: PlanFile
  do throws(Failure) { file = try PlanFile(bytes: bytes, path: "fuzz.plan") } catch {
    try ReadInput(bytes, path: "fuzz.plan").check(error)
    return .refused
  }
  try require(file.bytes == bytes, "written back, the file is another")
  if let fault = file.plan.verify().first { throw Violation("read, and not sound: \(fault)") }
  _ = file.plan.text
  for program in [file.plan.training, file.plan.evaluation, file.plan.prediction] {
    _ = file.plan.stepsText(of: program)
    _ = program.cost(rows: program.batch)
    _ = MachineModel.reference(threads: 2).predictedSeconds(of: program, rows: program.batch)
  }
  _ = MemoryEstimate(file.plan, file.summary, file.configuration, threads: 256).total
  try trainIfSmall(file)
  return .accepted
}

enum ForgedPlan {
  /// Magic and version, the hash of the kernel table, the plan's hash, the length of the plan.
  private static let lengths = (prefix: 12, hash: 32, word: 8)

  /// The file's beginning up to the plan's hash, as this version writes it.
  private static let head = Array(PlanFile.empty.bytes.prefix(lengths.prefix + lengths.hash))

  /// The same sections under a header of this version's, with hashes that fit them.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    let begin = lengths.prefix + 2 * lengths.hash
    guard bytes.count >= begin + lengths.word + lengths.hash else { return bytes }
    let sections = bytes[begin..<bytes.count - lengths.hash]
    let length = sections.prefix(lengths.word).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let core = Array(sections.dropFirst(lengths.word).prefix(Int(clamping: length)))
    let body = head + SHA256.hash(core.span) + sections
    return body + SHA256.hash(body.span)
  }
}

extension PlanFile {
  /// A file for its header only.
  fileprivate static var empty: PlanFile {
    let nothing = ArenaLayout(buffers: [], byteCount: 0, lowerBound: 0)
    let program = Program(batch: 1, steps: [], phases: [], rowBlock: 1, arena: nothing, worker: nothing, output: nil)
    let input = InputLayout(shape: [1], elementType: .uint8, target: .numbers(width: 1), outputShape: [1])
    return PlanFile(
      plan: Plan(
        name: "", training: program, evaluation: program, prediction: program, parameters: [], parameterMemory: 0,
        constants: [], constantMemory: 0, scalarNames: [], measures: [], optimizer: nil, origins: [], input: input),
      configuration: RunConfiguration(scalars: [], seed: 0, epochs: 1, shuffle: false, callbacks: []),
      summary: DataSummary(
        inputShape: [1], elementType: .uint8, target: .numbers(width: 1), trainingRows: 1, validationRows: 0,
        testRows: 0), layers: [], spec: PlannedSpec(path: "", text: ""))
  }
}
