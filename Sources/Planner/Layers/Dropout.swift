// dropout: random zeros in training, the identity elsewhere.

import SpecParser

struct Dropout: Layer {
  static let rate = Field.number("rate", .from(0, below: 1), "Fraction of elements that become zero.")

  static let declaration = KindDeclaration(
    "dropout", main: "rate", fields: [rate.declaration],
    """
    In training, each element becomes 0 with probability `rate` and the others are divided by `1 - rate`, so their sum is \
    expected to stay; drawn anew each step from the spec's `seed`. The identity in evaluation and prediction \
    (Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html).
    """,
    source: "https://keras.io/api/layers/regularization_layers/dropout/",
    example: "- dropout: 0.2")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func lower(_ x: ValueID, in builder: inout GraphBuilder) -> ValueID? {
    guard builder.mode == .training else { return x }
    let rate = builder.scalar("\(builder.layerName).rate", arguments[Self.rate])
    let stream = builder.randomStream()
    return builder.append(.dropout(rate: rate, stream: stream), [x], shape: builder.shape(of: x))
  }
}
