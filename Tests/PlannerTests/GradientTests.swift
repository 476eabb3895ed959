// The gradient rule of every operation but activations and losses, each in a tiny model.

import ExecutionPlan
import Figures
import Planner
import Reference
import Testing

@Suite("gradients agree with central differences")
struct GradientTests {
  private let squaredError = LossCall(.meanSquaredError)

  /// A model of 5 rows with number targets [rows, width].
  private func model(_ inputShape: [Int], width: Int) -> TinyModel {
    TinyModel(
      rows: 5, inputShape: inputShape, targets: .numbers(SampleNumbers.values(5 * width, stream: 101, scale: 4)))
  }

  @Test("of a product and a bias")
  func productAndBias() throws {
    var model = model([4], width: 3)
    let bias = model.parameter("bias", [3])
    let product = model.product(model.input, "kernel", units: 3)
    model.finish(model.append(.addBias, product, bias), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of products over positions, which sum over rows and positions")
  func positions() throws {
    var model = model([3, 4], width: 6)
    let bias = model.parameter("bias", [5])
    let hidden = model.product(model.input, "hidden", units: 5)
    let output = model.product(model.append(.addBias, hidden, bias), "output", units: 2)
    model.finish(model.append(.reshape, output, shape: .batched([6])), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of a reshape between two products of different axes")
  func reshape() throws {
    var model = model([6], width: 2)
    let hidden = model.product(model.input, "first", units: 6)
    let positions = model.product(
      model.append(.reshape, hidden, shape: .batched([2, 3])), "second", units: 2)
    let flat = model.append(.reshape, positions, shape: .batched([4]))
    model.finish(model.product(flat, "third", units: 2), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of dropout, whose mask is that of the step")
  func dropout() throws {
    var model = model([4], width: 2)
    let rate = model.builder.scalar("rate", 0.4)
    let stream = model.builder.randomStream()
    let hidden = model.product(model.input, "hidden", units: 6)
    let dropped = model.append(.dropout(rate: rate, stream: stream), hidden)
    model.finish(model.product(dropped, "output", units: 2), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of gaussian noise, through which the gradient passes")
  func gaussianNoise() throws {
    var model = model([4], width: 2)
    let deviation = model.builder.scalar("deviation", 0.5)
    let stream = model.builder.randomStream()
    let hidden = model.product(model.input, "hidden", units: 3)
    let noisy = model.append(.gaussianNoise(deviation: deviation, stream: stream), hidden)
    let squashed = model.append(.activation(ActivationCall(.tanh)), noisy)
    model.finish(model.product(squashed, "output", units: 2), squaredError)
    try expectGradientsAgree(model)
  }

  /// With gamma and beta, with one of them and with none.
  static let scaleAndOffset = [(true, true), (true, false), (false, true), (false, false)]

  @Test("of batch normalization with its own statistics", arguments: scaleAndOffset, [[4], [3, 2]])
  func batchNormalize(parts: (hasGamma: Bool, hasBeta: Bool), hiddenShape: [Int]) throws {
    let (hasGamma, hasBeta) = parts
    var model = model([4], width: 2)
    let count = hiddenShape.reduce(1, *)
    let features = hiddenShape.last ?? 1
    let gamma = hasGamma ? [model.parameter("gamma", [features], center: 1)] : []
    let beta = hasBeta ? [model.parameter("beta", [features])] : []
    let flat = model.product(model.input, "hidden", units: count)
    let x = model.append(.reshape, flat, shape: .batched(hiddenShape))
    let statistics = model.append(.batchStatistics, x, shape: .fixed([2, features]))
    let y = model.builder.append(
      .batchNormalize(epsilon: 1e-3, hasGamma: hasGamma, hasBeta: hasBeta), [x, statistics] + gamma + beta,
      shape: .batched(hiddenShape))
    let output = model.product(model.append(.reshape, y, shape: .batched([count])), "output", units: 2)
    model.finish(output, squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of layer normalization", arguments: scaleAndOffset, [[6], [2, 3]])
  func layerNormalize(parts: (hasGamma: Bool, hasBeta: Bool), hiddenShape: [Int]) throws {
    let (hasGamma, hasBeta) = parts
    var model = model([4], width: 2)
    let count = hiddenShape.reduce(1, *)
    let features = hiddenShape.last ?? 1
    let gamma = hasGamma ? [model.parameter("gamma", [features], center: 1)] : []
    let beta = hasBeta ? [model.parameter("beta", [features])] : []
    let flat = model.product(model.input, "hidden", units: count)
    let x = model.append(.reshape, flat, shape: .batched(hiddenShape))
    let y = model.builder.append(
      .layerNormalize(epsilon: 1e-3, hasGamma: hasGamma, hasBeta: hasBeta), [x] + gamma + beta,
      shape: .batched(hiddenShape))
    let output = model.product(model.append(.reshape, y, shape: .batched([count])), "output", units: 2)
    model.finish(output, squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of normalization by frozen moving statistics", arguments: scaleAndOffset)
  func frozenNormalize(parts: (hasGamma: Bool, hasBeta: Bool)) throws {
    let (hasGamma, hasBeta) = parts
    var model = model([4], width: 2)
    let mean = model.parameter("moving_mean", [3], isTrainable: false)
    let variance = model.parameter("moving_variance", [3], center: 2, isTrainable: false)
    let gamma = hasGamma ? [model.parameter("gamma", [3], center: 1, isTrainable: false)] : []
    let beta = hasBeta ? [model.parameter("beta", [3], isTrainable: false)] : []
    let x = model.product(model.input, "hidden", units: 3)
    let y = model.builder.append(
      .movingNormalize(epsilon: 1e-3, hasGamma: hasGamma, hasBeta: hasBeta), [x, mean, variance] + gamma + beta,
      shape: .batched([3]))
    model.finish(model.product(y, "output", units: 2), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of a sum of two values")
  func add() throws {
    var model = model([4], width: 2)
    let left = model.product(model.input, "left", units: 2)
    let right = model.product(model.input, "right", units: 2)
    model.finish(model.append(.add, left, right), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of a value that is used twice: its gradients add up")
  func sharedValue() throws {
    var model = model([4], width: 4)
    let hidden = model.append(
      .activation(ActivationCall(.tanh)), model.product(model.input, "hidden", units: 4))
    let deeper = model.product(hidden, "deeper", units: 4)
    model.finish(model.append(.add, hidden, deeper), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of a parameter that is used twice")
  func sharedParameter() throws {
    var model = model([4], width: 4)
    let once = model.append(
      .activation(ActivationCall(.tanh)), model.product(model.input, "kernel", units: 4))
    model.finish(model.product(once, "kernel", units: 4), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("of a value added to itself")
  func doubledValue() throws {
    var model = model([4], width: 2)
    let hidden = model.product(model.input, "kernel", units: 2)
    model.finish(model.append(.add, hidden, hidden), squaredError)
    try expectGradientsAgree(model)
  }

  @Test(
    "of penalties, which `regularize` adds",
    arguments: [
      RegularizerStrengths(l1: 0.3, l2: 0), RegularizerStrengths(l1: 0, l2: 0.2),
      RegularizerStrengths(l1: 0.1, l2: 0.4),
    ])
  func regularizers(strengths: RegularizerStrengths) throws {
    var model = model([4], width: 2)
    let hidden = model.product(model.input, "hidden", units: 3, regularizer: strengths)
    model.finish(model.product(hidden, "output", units: 2, regularizer: strengths), squaredError)
    try expectGradientsAgree(model)
  }

  @Test("a frozen parameter has no update, those before and behind it do")
  func frozenParameter() throws {
    var model = model([4], width: 2)
    let hidden = model.product(model.input, "first", units: 3)
    let frozen = model.parameter("frozen", [3, 3], isTrainable: false)
    let middle = model.append(.product, hidden, frozen, shape: .batched([3]))
    model.finish(model.product(middle, "last", units: 2), squaredError)
    let graph = differentiate(model.builder.graph)
    let names = updateGradients(graph).keys.map { graph.tables.parameters[$0].name }.sorted()
    #expect(names == ["tiny.first", "tiny.last"])
    try expectGradientsAgree(model)
  }
}
