// Plan files from end to end: written from specs, opened, trained, evaluated and exported, with the results of the spec.

import Diagnostics
import ExecutionPlan
import Files
import Glibc
import LoftingRuntime
import Pipeline
import SpecParser
import Testing

struct PlanFileTrainingTests {
  static let specs = GoldenTests.planCases + GoldenTests.examples

  /// A folder that lives as long as the value.
  final class TemporaryFolder {
    let path: String

    init() throws {
      path = "/tmp/lofting-test-\(getpid())-\(UInt64.random(in: .min ... .max))"
      try Folder.make(path)
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
      for name in Folder.names(in: path) { remove("\(path)/\(name)") }
      if unsafe unlink(path) != 0 { unsafe rmdir(path) }
    }
  }

  static let digits = """
    seed: 5
    data: {source: digits, preprocessing: [normalization], validation: {last: 200}}
    model: {layers: [flatten, {dense: {units: 12, activation: relu}}, {dropout: 0.2}, {dense: 10}]}
    training:
      optimizer: adam
      loss: sparse_categorical_crossentropy
      metrics: [accuracy]
      class_weight: balanced
      batch_size: 100
      epochs: 2
    """

  static func compiled(_ folder: TemporaryFolder, _ text: String = digits) throws -> CompiledSpec {
    try AtomicFile.write(text, to: "\(folder.path)/small.yaml")
    return try compile(CompileRequest(path: "\(folder.path)/small.yaml", threads: 1), data: .rows)
  }

  /// Trains into a folder; the figures of the epochs and the test set.
  static func train(_ request: CompileRequest, into run: String) throws -> (figures: [Double], run: RunDirectory) {
    let compiled = try openModel(request, data: .rows)
    let result = try Pipeline.train(
      compiled, request: request, options: TrainingOptions(runPath: run, version: "test"), observe: { _ in })
    let epochs = result.history.epochs.flatMap { $0.values.map(\.value) }
    return (epochs + (result.test ?? []).map(\.value), result.run)
  }

  static func code(_ body: () throws -> Void) -> DiagnosticCode? {
    do { try body() } catch let failure as SpecFailure {
      return failure.diagnostics.sorted.first?.code
    } catch let failure as Failure {
      return failure.diagnostics.first?.code
    } catch {}
    return nil
  }

  @Test("every example's plan comes back from its file, and the same spec gives the same bytes", arguments: specs)
  func roundTrip(path: String) throws {
    let root = String(#filePath.dropLast("/Tests/IntegrationTests/PlanFileTrainingTests.swift".count))
    let request = CompileRequest(path: "\(root)/\(path)", threads: 2)
    let compiled = try compile(request, data: .summary)
    let bytes = compiled.planFileBytes
    let file = try PlanFile(bytes: bytes, path: "a.plan")
    #expect(file.plan == compiled.plan)
    #expect(file.configuration == compiled.compilation.configuration)
    #expect(file.summary == compiled.summary)
    #expect(file.bytes == bytes)
    #expect(try compile(request, data: .summary).planFileBytes == bytes)
  }

  @Test("a command that wants a spec says so of a plan file")
  func wantsSpec() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a.plan"
    try AtomicFile.write(try Self.compiled(folder).planFileBytes, to: path)
    #expect(
      lint(CompileRequest(path: path)).diagnostics.items.map(\.message) == ["this is a compiled plan, not a spec"])
  }

  @Test("a plan file is shown as its spec is")
  func shown() throws {
    let folder = try TemporaryFolder()
    let compiled = try Self.compiled(folder)
    let path = "\(folder.path)/any name"
    try AtomicFile.write(compiled.planFileBytes, to: path)
    #expect(isPlanFile(path))
    #expect(!isPlanFile("\(folder.path)/small.yaml"))
    let opened = try openModel(CompileRequest(path: path, threads: 1), data: .summary)
    func lines(_ compiled: CompiledSpec) -> [String] {
      PlanView(compiled: compiled, showsMemory: true, showsSteps: true, showsTrace: false).lines
    }
    #expect(lines(opened) == lines(compiled))
  }

  @Test("training a plan file gives the bits of training its spec; the run is evaluated and exported like any other")
  func training() throws {
    let folder = try TemporaryFolder()
    let plan = "\(folder.path)/p.plan"
    try AtomicFile.write(try Self.compiled(folder).planFileBytes, to: plan)
    let spec = CompileRequest(path: "\(folder.path)/small.yaml", threads: 1)
    let file = CompileRequest(path: plan, threads: 2)
    let (expected, specRun) = try Self.train(spec, into: "\(folder.path)/spec-run")
    // The spec is gone: the plan file is all that is needed.
    unsafe unlink("\(folder.path)/small.yaml")
    let (figures, planRun) = try Self.train(file, into: "\(folder.path)/plan-run")
    #expect(figures == expected)
    #expect(figures.allSatisfy { $0.isFinite } && figures.count == 10)
    func bytes(_ path: String) throws -> [UInt8] { try FileReader.read(path, limit: 1 << 24) }
    #expect(try bytes(planRun.weightsPath) == bytes(specRun.weightsPath))
    #expect(try bytes("\(planRun.path)/trained.plan") == bytes(plan))

    let evaluated = try evaluate(planRun, split: .test)
    #expect(evaluated.map(\.value) == Array(figures.suffix(2)))
    let exported = "\(folder.path)/x.safetensors"
    #expect(try export(planRun.path, request: file, to: exported) == 4)
    #expect(try bytes(exported) == bytes(planRun.weightsPath))
    #expect(try export(plan, request: file, to: exported) == 4, "the initial weights")
    #expect(try bytes(exported) != bytes(planRun.weightsPath))
  }

  @Test("epochs and seed may change in a plan file, and what the plan depends on may not")
  func runTimeValues() throws {
    let folder = try TemporaryFolder()
    let plan = "\(folder.path)/p.plan"
    try AtomicFile.write(try Self.compiled(folder).planFileBytes, to: plan)
    func trained(_ path: String, _ overrides: [String], _ run: String) throws -> [Double] {
      let request = CompileRequest(path: path, overrides: overrides, threads: 1)
      return try Self.train(request, into: "\(folder.path)/\(run)").figures
    }
    let changes = ["training.epochs=1", "seed=9"]
    #expect(
      try trained(plan, changes, "a") == trained("\(folder.path)/small.yaml", changes, "b"))
    for change in ["training.batch_size=10", "hidden=3", "training.optimizer=sgd"] {
      let request = CompileRequest(path: plan, overrides: [change])
      #expect(Self.code { _ = try openModel(request, data: .summary) } == DiagnosticCode("P114", "override-of-plan"))
    }
  }

  @Test("data of another shape or other classes than the plan was compiled for is refused")
  func otherData() throws {
    let folder = try TemporaryFolder()
    let text = """
      name: table
      data: {source: {csv: {path: table.csv, target: y}}}
      model: {layers: [{dense: 2}]}
      training: {loss: sparse_categorical_crossentropy, batch_size: 2, epochs: 1}
      """
    func table(_ text: String, in folder: String) throws { try AtomicFile.write(text, to: "\(folder)/table.csv") }
    try table("a,b,y\n1,2,no\n3,4,yes\n5,6,no\n", in: folder.path)
    let bytes = try Self.compiled(folder, text).planFileBytes
    // Relative paths are those of the plan's own folder.
    let other = try TemporaryFolder()
    let request = CompileRequest(path: "\(other.path)/p.plan", threads: 1)
    try AtomicFile.write(bytes, to: request.path)
    #expect(Self.code { _ = try openModel(request, data: .rows) } != nil, "no table there")
    var elsewhere = request
    elsewhere.dataFolder = folder.path
    #expect(try openModel(elsewhere, data: .rows).dataset != nil, "--data says where")
    let mismatch = DiagnosticCode("P115", "plan-data-mismatch")
    try table("a,b,c,y\n1,2,3,no\n3,4,5,yes\n", in: other.path)
    #expect(Self.code { _ = try openModel(request, data: .rows) } == mismatch)
    try table("a,b,y\n1,2,no\n3,4,perhaps\n", in: other.path)
    #expect(Self.code { _ = try openModel(request, data: .rows) } == mismatch)
    try table("a,b,y\n9,8,no\n7,6,yes\n", in: other.path)
    #expect(Self.code { _ = try openModel(request, data: .rows) } == nil, "other rows of the same kind")
  }

  @Test("a plan that goes under its spec's name alone, and a spec within that does not fit, are refused")
  func foreignSpec() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/p.plan"
    var file = try PlanFile(bytes: Self.compiled(folder).planFileBytes, path: path)
    #expect(file.spec.text.hasPrefix("name: small\n"), "the name of the file is written out")
    file.plan.name = "../elsewhere"
    try AtomicFile.write(file.bytes, to: path)
    let forged = Self.code { _ = try openModel(CompileRequest(path: path), data: .summary) }
    #expect(forged == .planForged)
  }
}
