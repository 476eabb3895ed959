// What each layer lowers to, and what it refuses. Oracles: the layer's definition in Keras.

import ExecutionPlan
import Planner
import SpecParser
import Testing

@Suite struct LayerTests {
  @Test(arguments: [GraphMode.evaluation, .prediction], ["dropout", "gaussian_noise"])
  func noiseIsTheIdentityOutsideTraining(_ mode: GraphMode, _ name: String) {
    var (builder, x) = makeBuilder(mode, input: [4])
    let field = name == "dropout" ? "rate" : "stddev"
    let y = lowerLayer(makeKind(.layer, name, [field: .number(0.5)]), x, in: &builder)
    #expect(y == x)
  }

  @Test func dropoutLayersHaveStreamsAndRatesOfTheirOwn() {
    var (builder, x) = makeBuilder(input: [4], layer: "dropout")
    _ = lowerLayer(makeKind(.layer, "dropout", ["rate": .number(0.25)]), x, in: &builder)
    builder.enter("dropout_1", at: range(line: 3))
    _ = lowerLayer(makeKind(.layer, "dropout", ["rate": .number(0.5)]), x, in: &builder)
    #expect(builder.operations.suffix(2) == [.dropout(rate: 0, stream: 1), .dropout(rate: 1, stream: 2)])
    #expect(builder.graph.tables.scalars.map(\.value) == [0.25, 0.5])
  }

  @Test(arguments: [([8, 8], [8, 8]), ([-1], [64]), ([4, -1], [4, 16]), ([2, -1, 8], [2, 4, 8])])
  func reshapeFillsTheTargetShape(_ written: [Int], _ expected: [Int]) throws {
    var (builder, x) = makeBuilder(input: [64])
    let lowered = lowerLayer(reshape(written), x, in: &builder)
    let y = try #require(lowered)
    #expect(builder.shape(of: y) == .batched(expected))
  }

  @Test(arguments: [[8, 9], [-1, -1], [-1, 5], [0, 64], [-1, 0], [Int.max, 2], [-1, Int.max, Int.max]])
  func reshapeRefusesShapesThatDoNotHoldTheElements(_ written: [Int]) {
    var (builder, x) = makeBuilder(input: [64])
    let y = lowerLayer(reshape(written), x, in: &builder)
    #expect(y == nil)
    #expect(builder.codes == ["N101"])
    #expect(builder.diagnostics.items.first?.place == .spec(range(line: 6)))
  }

  @Test func batchNormalizationDeclaresItsWeightsInTheOrderOfKeras() {
    for mode in [GraphMode.training, .evaluation] {
      var (builder, x) = makeBuilder(mode, input: [3], layer: "bn")
      _ = lowerLayer(makeKind(.layer, "batch_normalization"), x, in: &builder)
      let parameters = builder.graph.tables.parameters
      #expect(parameters.map(\.name) == ["bn.gamma", "bn.beta", "bn.moving_mean", "bn.moving_variance"])
      #expect(parameters.map(\.isTrainable) == [true, true, false, false])
      #expect(parameters.map(\.initializer) == [.constant(1), .constant(0), .constant(0), .constant(1)])
    }
  }

  @Test func batchNormalizationUsesAndFollowsTheBatchInTraining() {
    var (builder, x) = makeBuilder(input: [3])
    let y = lowerLayer(makeKind(.layer, "batch_normalization"), x, in: &builder)
    #expect(y.map { builder.graph[$0].operation } == .batchNormalize(epsilon: 1e-3, hasGamma: true, hasBeta: true))
    #expect(builder.operations.contains(.movingAverage(parameter: 2, index: 0, momentum: 0.99)))
    #expect(builder.operations.contains(.movingAverage(parameter: 3, index: 1, momentum: 0.99)))
  }

  @Test(arguments: [(GraphMode.evaluation, true), (.prediction, true), (.training, false)])
  func batchNormalizationUsesMovingStatisticsElsewhere(_ mode: GraphMode, _ isTrainable: Bool) {
    var (builder, x) = makeBuilder(mode, input: [3], isTrainable: isTrainable)
    let kind = makeKind(.layer, "batch_normalization", ["scale": .boolean(false)])
    let y = lowerLayer(kind, x, in: &builder)
    #expect(y.map { builder.graph[$0].operation } == .movingNormalize(epsilon: 1e-3, hasGamma: false, hasBeta: true))
    #expect(!builder.operations.contains { $0.hasEffect })
  }

  @Test func layerNormalizationHasOnlyTheWantedWeights() {
    var (builder, x) = makeBuilder(input: [5, 3], layer: "ln")
    let kind = makeKind(.layer, "layer_normalization", ["center": .boolean(false), "epsilon": .number(0.5)])
    let y = lowerLayer(kind, x, in: &builder)
    #expect(y.map { builder.graph[$0].operation } == .layerNormalize(epsilon: 0.5, hasGamma: true, hasBeta: false))
    #expect(builder.graph.tables.parameters.map(\.name) == ["ln.gamma"])
    #expect(builder.graph.tables.parameters.map(\.shape) == [[3]])
  }

  @Test(arguments: ["dense", "batch_normalization", "layer_normalization"])
  func layersOverTheLastAxisRefuseBareNumbers(_ name: String) {
    var (builder, x) = makeBuilder(input: [])
    let y = lowerLayer(makeKind(.layer, name, ["units": .integer(3)]), x, in: &builder)
    #expect(y == nil)
    #expect(builder.codes == ["N101"])
  }

  @Test(arguments: ["orthogonal", "identity"]) func matrixInitializersRefuseABias(_ name: String) {
    var (builder, x) = makeBuilder(input: [4])
    let dense: [String: SpecValue] = [
      "units": .integer(3), "bias_initializer": .kind(makeKind(.initializer, name)),
      "kernel_initializer": .kind(makeKind(.initializer, name)),
    ]
    _ = lowerLayer(makeKind(.layer, "dense", dense), x, in: &builder)
    #expect(builder.codes == ["N108"])
  }

  private func reshape(_ shape: [Int]) -> KindValue {
    makeKind(
      .layer, "reshape", ["target_shape": .list(shape.map { Located(.integer($0), at: range(line: 6)) })])
  }
}
