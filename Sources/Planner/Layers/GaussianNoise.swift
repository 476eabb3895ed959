// gaussian_noise: normal noise added in training, the identity elsewhere.

import SpecParser

struct GaussianNoise: Layer {
  static let deviation = Field.number("stddev", .atLeast(0), "Standard deviation of the noise.")

  static let declaration = KindDeclaration(
    "gaussian_noise", main: "stddev", fields: [deviation.declaration],
    """
    In training, adds to each element a normal number of mean 0 and deviation `stddev`, drawn anew each step from the \
    spec's `seed`. The identity in evaluation and prediction.
    """,
    source: "https://keras.io/api/layers/regularization_layers/gaussian_noise/",
    example: "- gaussian_noise: 0.1")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    guard builder.mode == .training else { return x }
    let deviation = builder.scalar("\(builder.layerName).stddev", arguments[Self.deviation])
    let stream = builder.randomStream()
    return builder.append(.gaussianNoise(deviation: deviation, stream: stream), [x], shape: builder.shape(of: x))
  }
}
