// A bench from spec to JSON, on digits and on random rows.

import Datasets
import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Pipeline
import Testing

struct BenchTests {
  private static let root = #filePath.dropLast("/Tests/IntegrationTests/BenchTests.swift".count)

  private func bench(_ spec: String, _ overrides: [String] = []) throws -> BenchReport {
    try Pipeline.bench(
      CompileRequest(path: "\(Self.root)/specs/\(spec)", overrides: overrides, threads: 2),
      BenchOptions(seconds: 0.05, instructionSet: .best))
  }

  @Test func `a bench of digits has every figure`() throws {
    let report = try bench("digits.yaml")
    let json = report.json
    #expect(!report.isSynthetic)
    #expect(json["instruction_set"]?.text == "\"\(InstructionSet.best.rawValue)\"")
    #expect(json["threads"]?.number == 2)
    #expect(try #require(json["peak"]?["flops_per_second"]?.number) > 0)
    #expect(try #require(json["training"]?["epoch_seconds"]?.number) > 0)
    for (name, program) in [
      ("training", report.compiled.plan.training), ("evaluation", report.compiled.plan.evaluation),
    ] {
      let timing = try #require(json[name])
      for key in [
        "median_seconds", "minimum_seconds", "predicted_seconds", "batches_per_second", "rows_per_second", "flops",
        "product_flops", "bytes_read", "bytes_written", "flops_per_second", "peak_share", "product_peak_share",
      ] {
        #expect(try #require(timing[key]?.number, "\(name).\(key)") > 0, "\(name).\(key)")
      }
      let steps = try #require(timing["steps"]?.elements)
      #expect(steps.count == program.steps.count)
      let shares = try steps.map { try #require($0["share"]?.number) }
      let waiting = try #require(timing["clocked"]?["waiting_share"]?.number)
      #expect(abs(shares.reduce(waiting, +) - 1) < 1e-3)
      for key in ["worker_seconds", "flops_per_second", "bytes_per_second", "peak_share", "predicted_seconds", "line"] {
        #expect(steps.allSatisfy { $0[key]?.number != nil }, "\(key) of every step")
      }
    }
  }

  @Test func `the products of a training step are counted by hand`() throws {
    let report = try bench("digits.yaml", ["training.batch_size=50"])
    // 64 -> 64 -> 10: forward and kernel gradients of both layers, the input's gradient of the second.
    let hidden = try #require(report.compiled.plan.parameters.first { $0.name == "dense.kernel" }?.shape)
    #expect(hidden[0] == 64)
    let macs = 2 * (64 * hidden[1] + hidden[1] * 10) + hidden[1] * 10
    #expect(report.json["training"]?["product_flops"]?.number == Double(2 * 50 * macs))
  }

  @Test func `the text has a line for every step`() throws {
    let report = try bench("digits.yaml")
    let lines = report.lines
    let steps = report.compiled.plan.training.steps.count + report.compiled.plan.evaluation.steps.count
    #expect(lines.count(where: { $0.contains(" = ") }) == steps)
    #expect(lines.count(where: { $0.contains("waiting") }) == 2)
  }

  static let isMNISTMissing =
    DataRegistry.all.first { $0.name == "mnist" }.map {
      DataSearch($0, context: LoadContext(specFolder: ".")).find() == nil
    }
    ?? false

  @Test(.enabled(if: isMNISTMissing, "mnist is here"))
  func `without the data random rows are timed`() throws {
    let report = try bench("mnist.yaml", ["hidden_units=16", "data.limit=1000"])
    #expect(report.isSynthetic)
    #expect(report.trainingRows == 1000)
    #expect(try #require(report.json["training"]?["median_seconds"]?.number) > 0)
  }

  @Test func `what is wrong with a spec is reported as always`() throws {
    #expect(throws: SpecFailure.self) { try bench("digits.yaml", ["training.loss=nonsense"]) }
  }

  @Test func `plan --steps has costs by step, by phase and in all`() throws {
    let compiled = try compile(
      CompileRequest(path: "\(Self.root)/specs/digits.yaml", threads: 2), data: .summary)
    let view = PlanView(compiled: compiled, showsMemory: false, showsSteps: true, showsTrace: false)
    let steps = try #require(view.json["steps"]?.elements)
    let phases = try #require(view.json["phase_costs"]?.elements)
    for key in ["flops", "product_flops", "bytes_read", "bytes_written"] {
      let total = try #require(view.json["step_cost"]?[key]?.number)
      #expect(steps.compactMap { $0[key]?.number }.reduce(0, +) == total)
      #expect(phases.compactMap { $0[key]?.number }.reduce(0, +) == total)
    }
    #expect(steps.allSatisfy { ($0["predicted_seconds"]?.number ?? 0) > 0 })
    for step in compiled.plan.training.steps { #expect(view.lines.contains { $0.hasSuffix(step.text) }) }
  }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.0 == key }?.1 } else { nil }
  }

  fileprivate var elements: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value.isFinite ? value : nil
    case .null, .boolean, .string, .array, .object: nil
    }
  }
}
