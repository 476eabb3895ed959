// Comparisons of plans against expectations worked out by hand for a small spec.

import ExecutionPlan
import Pipeline
import Planner
import Testing

struct PlanComparisonTests {
  static func spec(
    units: Int = 12, activation: String = "relu", rate: String = "1e-3", batch: Int = 100, epochs: Int = 2
  ) -> String {
    """
    name: small
    data: {source: digits}
    model: {layers: [flatten, {dense: {units: \(units), activation: \(activation)}}, {dense: 10}]}
    training:
      optimizer: {sgd: {learning_rate: \(rate)}}
      loss: sparse_categorical_crossentropy
      batch_size: \(batch)
      epochs: \(epochs)
    """
  }

  static func comparison(from before: String = spec(), to after: String) throws -> PlanComparison {
    PlanComparison(from: try TemporarySpec(before).compiled(), to: try TemporarySpec(after).compiled())
  }

  private func total(_ name: String, _ comparison: PlanComparison) -> [Int] {
    comparison.quantities.filter { $0.name == name }.flatMap { [$0.before, $0.after] }
  }

  @Test("the same plan twice: nothing changed, and it says so")
  func same() throws {
    let comparison = try Self.comparison(to: Self.spec())
    #expect(comparison.isEmpty)
    #expect(comparison.lines(before: "a.plan", after: "b.yaml") == ["nothing changed: b.yaml is the plan of a.plan"])
    #expect(comparison.json.text.hasPrefix(#"{"schema":1,"changed":false,"#))
  }

  @Test("more units: parameters, shapes and the sizes of the kernels that touch them")
  func units() throws {
    let comparison = try Self.comparison(to: Self.spec(units: 20))
    // 64 * 12 + 12 + 12 * 10 + 10 and 64 * 20 + 20 + 20 * 10 + 10
    #expect(total("parameters", comparison) == [910, 1510])
    #expect(total("batch", comparison) == [100, 100])
    #expect(
      comparison.parameters == [
        PlanComparison.Change(name: "dense.kernel", before: "[64, 12]", after: "[64, 20]"),
        PlanComparison.Change(name: "dense.bias", before: "[12]", after: "[20]"),
        PlanComparison.Change(name: "dense_1.kernel", before: "[12, 10]", after: "[20, 10]"),
      ])
    let training = try #require(comparison.programs.first)
    #expect(training.program == "training")
    let dense = try #require(training.kernels.first { $0.name == "dense" })
    #expect(dense.before == dense.after)
    #expect(dense.sizes == [PlanComparison.Change(name: "outputs", before: "12", after: "20")])
    #expect(comparison.runTimeValues.isEmpty && comparison.others.isEmpty)
    let lines = comparison.lines(before: "a", after: "b")
    #expect(lines.contains("  ~ dense.kernel  [64, 12] -> [64, 20]"))
    #expect(lines.contains("      outputs 12 -> 20"))
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test("a fusion that no longer applies: steps appear, and one computes something else")
  func fusions() throws {
    let spec = try TemporarySpec(Self.spec())
    let without = Fusion.all.filter { $0.name != "bias into dense" && $0.name != "activation into dense" }
    #expect(without.count == Fusion.all.count - 2, "the fusions are called otherwise")
    let comparison = PlanComparison(
      from: try spec.compiled(), to: try spec.compiled(fusions: without))
    let kernels = try #require(comparison.programs.first).kernels
    // dense+bias+relu becomes dense, addBias and activation.
    #expect(kernels.contains { $0.before?.hasPrefix("dense+bias+relu(") == true && $0.after != $0.before })
    #expect(kernels.contains { $0.before == nil && $0.after?.hasPrefix("add_bias(") == true })
    #expect(comparison.parameters.isEmpty)
    let counts = total("kernels a step", comparison)
    #expect(counts.count == 2 && counts[0] < counts[1])
  }

  @Test("run-time values alone: the plan's hash is the same, and the values are told")
  func values() throws {
    let comparison = try Self.comparison(to: Self.spec(rate: "0.5", epochs: 7))
    #expect(comparison.quantities.filter(\.isChanged).isEmpty)
    #expect(comparison.programs.isEmpty && comparison.parameters.isEmpty && comparison.others.isEmpty)
    #expect(
      comparison.runTimeValues == [
        PlanComparison.Change(name: "epochs", before: "2", after: "7"),
        PlanComparison.Change(name: "learning_rate", before: "0.001", after: "0.5"),
      ])
    #expect(!comparison.isEmpty)
    #expect(
      comparison.lines(before: "a", after: "b") == [
        "from a", "to   b", "", "run-time values", "  ~ epochs  2 -> 7", "  ~ learning_rate  0.001 -> 0.5",
      ])
  }

  @Test("another activation: no size changes, the function's name does")
  func activation() throws {
    let comparison = try Self.comparison(to: Self.spec(activation: "tanh"))
    let dense = try #require(comparison.programs.first?.kernels.first { $0.name == "dense" })
    #expect(dense.before?.hasPrefix("dense+bias+relu(") == true)
    #expect(dense.after?.hasPrefix("dense+bias+tanh(") == true)
    #expect(dense.sizes == [PlanComparison.Change(name: "activation", before: "relu", after: "tanh")])
    #expect(total("parameters", comparison) == [910, 910])
  }
}
