// How large a network and how long a training a table calls for, by its rows: rules of thumb that train well without being
// tuned, and that early stopping makes harmless where they are too generous.

struct TrainingSizes {
  let hiddenLayers: Int
  let hiddenUnits: Int
  let batchSize: Int
  let learningRate: String
  let epochs: Int
  let patience: Int
  /// Shares of the rows.
  let testFraction: String
  let validationFraction: String

  /// - Parameter outputs: the model's; no layer should be narrower.
  init(rows: Int, outputs: Int) {
    let units =
      switch rows {
      case ..<300: 16
      case ..<3_000: 32
      case ..<30_000: 64
      default: 128
      }
    var wide = units
    while wide < outputs { wide *= 2 }
    hiddenUnits = wide
    hiddenLayers = rows < 100 ? 1 : 2
    // A fifth goes to the test set, a fifth of the rest to validation.
    let trainingRows = rows * 16 / 25
    batchSize =
      switch rows {
      case ..<25: 4
      case ..<50: 8
      case ..<500: 16
      case ..<5_000: 32
      case ..<50_000: 128
      default: 512
      }
    learningRate = rows < 5_000 ? "3e-3" : "1e-3"
    // About 10,000 steps at most: small tables need many epochs, large ones few.
    let stepsPerEpoch = max(1, trainingRows / batchSize)
    epochs = min(300, max(20, (10_000 / stepsPerEpoch + 9) / 10 * 10))
    patience = max(5, epochs / 10)
    // Beyond some ten thousand rows a smaller share judges as well.
    testFraction = rows < 100_000 ? "0.2" : "0.1"
    validationFraction = testFraction
  }
}
