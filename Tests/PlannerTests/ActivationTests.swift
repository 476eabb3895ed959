// Which function each activation of a spec becomes. Oracle: the options' meaning in Keras.

import ExecutionPlan
import Planner
import SpecParser
import Testing

@Suite struct ActivationTests {
  @Test(
    arguments: [
      (["negative_slope": 0], ActivationCall(.relu)),
      (["negative_slope": 0.1], ActivationCall(.leakyRelu, [0.1])),
      (["max_value": 6], ActivationCall(.relu6)),
      (["max_value": 1], ActivationCall(.reluGeneral, [0, 0, 1])),
      (["threshold": 0.5], ActivationCall(.reluGeneral, [0, 0.5, .infinity])),
      (["max_value": 6, "negative_slope": 0.1], ActivationCall(.reluGeneral, [0.1, 0, 6])),
    ] as [([String: Double], ActivationCall)])
  func reluTakesTheSimplestFunction(_ fields: [String: Double], _ expected: ActivationCall) {
    #expect(operation("relu", fields.mapValues { .number($0) }) == .activation(expected))
  }

  @Test func leakyReluIsSteeperAsALayer() {
    #expect(operation("leaky_relu") == .activation(ActivationCall(.leakyRelu, [0.3])))
    let function = activationFunctions.first { $0.declaration.name == "leaky_relu" }
    #expect(
      function?.call(makeKind(.activation, "leaky_relu").arguments) == ActivationCall(.leakyRelu, [0.2]))
  }

  @Test(arguments: [(false, Activation.gelu), (true, .geluTanh)])
  func geluMayBeApproximate(_ isApproximate: Bool, _ expected: Activation) {
    #expect(operation("gelu", ["approximate": .boolean(isApproximate)]) == .activation(ActivationCall(expected)))
  }

  @Test func linearIsNoOperation() {
    #expect(operation("linear") == .input)
  }

  @Test func activationTakesAnyFunction() {
    #expect(
      operation("activation", ["activation": .kind(makeKind(.activation, "tanh"))])
        == .activation(ActivationCall(.tanh)))
  }

  @Test func gluHalvesTheLastAxisAndRefusesAnOddOne() throws {
    var (builder, x) = makeBuilder(input: [2, 6])
    let lowered = lowerLayer(makeKind(.layer, "glu"), x, in: &builder)
    let y = try #require(lowered)
    #expect(builder.shape(of: y) == .batched([2, 3]))
    var (odd, input) = makeBuilder(input: [5])
    let refused = lowerLayer(makeKind(.layer, "glu"), input, in: &odd)
    #expect(refused == nil)
    #expect(odd.codes == ["N101"])
  }

  /// Every function of the kernels' table but the two that relu and gelu choose by their options has a name in specs.
  @Test func everyFunctionIsReachable() {
    var reached = Set(
      activationFunctions.map {
        $0.call(makeKind(.activation, $0.declaration.name).arguments)?.function ?? .linear
      })
    reached.formUnion([.reluGeneral, .geluTanh])
    #expect(reached == Set(Activation.allCases))
  }

  /// The last operation of the layer: the input where it appends none.
  private func operation(_ name: String, _ fields: [String: SpecValue] = [:]) -> Planner.Operation? {
    var (builder, x) = makeBuilder(input: [4])
    return lowerLayer(makeKind(.layer, name, fields), x, in: &builder).map { builder.graph[$0].operation }
  }
}
