// The compiled plan against the float64 interpreter of its graph: the loss of the first steps, and every weight after them.

import Diagnostics
import ExecutionPlan
import LoftingRuntime
import Pipeline
import Planner
import Reference
import Testing

struct PlanReferenceTests {
  @Test("two steps of the plan are those of the graph in float64", arguments: EquivalenceTests.models.keys.sorted())
  func steps(name: String) throws {
    let encoding = name == "clipping by norm" ? "one_hot" : "index"
    let text = """
      seed: 5
      data:
        source: digits
        preprocessing: [{rescaling: {scale: 0.125, offset: -1}}]
        target_encoding: \(encoding)
        shuffle: false
      \(try #require(EquivalenceTests.models[name]))
      """
    let compiled = try TemporarySpec(text).compiled(threads: 2)
    let session = try Session(compiled)
    let batch = compiled.plan.batch
    var reference = try interpreter(compiled, session, rows: batch)

    var trainer = try Trainer(session.model, training: try #require(session.splits[.training]), validation: nil)
    trainer.reportsSteps = true
    var losses: [Double] = []
    var begun = 0
    _ = try trainer.train(
      shouldStop: {
        defer { begun += 1 }
        return begun == 2
      },
      observe: { event in if case .step(_, _, let loss) = event { losses.append(loss) } })
    #expect(losses.count == 2)

    for step in 0..<2 {
      let rows = try digits(compiled, from: step * batch, count: batch)
      reference.inputs = rows.inputs
      reference.targets = .classes(rows.classes)
      try reference.run()
      // A measure's sum over the batch's rows; fp32 arithmetic on a few hundred terms.
      let expected = reference.sums[0] / Double(batch)
      #expect(abs(losses[step] - expected) <= 2e-5 * max(1, abs(expected)), "step \(step + 1)")
    }
    for parameter in compiled.plan.parameters {
      let found = try #require(session.model.parameter(named: parameter.name))
      let expected = try #require(reference.parameter(parameter.name))
      let scale = expected.reduce(0) { max($0, abs($1)) }
      let difference = zip(found, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
      // Adam and RMSprop divide by the gradient's own size, so that a rounding error of a tiny gradient shows in full:
      // the bound is a thousandth of the largest weight.
      #expect(difference <= 1e-3 * scale + 1e-5, "\(parameter.name): off by \(difference) of \(scale)")
    }
  }

  private func interpreter(
    _ compiled: CompiledSpec, _ session: Session, rows: Int
  ) throws -> ReferenceInterpreter {
    let graph = differentiate(compiled.compilation.graph)
    var constants: [String: [Double]] = [:]
    for constant in compiled.plan.constants {
      constants[constant.name] = session.model.constant(named: constant.name)?.map(Double.init)
    }
    let parameters = Dictionary(
      uniqueKeysWithValues: session.model.weights().map { ($0.name, $0.values.map(Double.init)) })
    let first = try digits(compiled, from: 0, count: rows)
    return try ReferenceInterpreter(
      graph: graph, rows: rows, inputs: first.inputs, targets: .classes(first.classes), parameters: parameters,
      constants: constants, seed: 5)
  }

  /// Rows of the training set in their order.
  private func digits(
    _ compiled: CompiledSpec, from first: Int, count: Int
  ) throws -> (inputs: [Double], classes: [Int]) {
    let dataset = try #require(compiled.dataset)
    let table = dataset.tables[dataset.training.table]
    let rows = dataset.training.rows[first..<first + count].map(Int.init)
    let inputs = table.inputs.withBytes { bytes in
      rows.flatMap { row in (0..<64).map { Double(bytes[row * 64 + $0]) } }
    }
    let classes = table.targets.memory.withElements(of: Int32.self) { targets in rows.map { Int(targets[$0]) } }
    return (inputs, classes)
  }
}
