// Vectors that are bound when a run starts: what the plan gives outright, what is fitted on training rows, and what a
// stored run brings back.

import Diagnostics
import ExecutionPlan

extension Model {
  /// Whether a constant is fitted on the inputs' statistics (a `normalization` is in the preprocessing).
  public var needsInputStatistics: Bool {
    plan.constants.contains { constant in
      switch constant.source {
      case .preprocessing(let chain, _):
        chain.contains { element in
          switch element {
          case .normalization: true
          case .rescaling: false
          }
        }
      case .values, .balancedClassWeights: false
      }
    }
  }

  /// Binds every constant that depends on the data: preprocessing statistics and balanced class weights.
  /// - Parameters:
  ///   - statistics: of the inputs over training rows, per feature; needed where `needsInputStatistics`.
  ///   - classCounts: training rows of each class, for balanced weights.
  /// - Throws: `R107` where they are needed and missing or of another size.
  public func bindConstants(statistics: InputStatistics?, classCounts: [Int]) throws(Failure) {
    for constant in plan.constants {
      switch constant.source {
      case .preprocessing(let chain, let part):
        let count = statistics.map { min($0.mean.count, $0.variance.count) }
        guard !needsInputStatistics || count == constant.count else {
          throw Failure(
            .dataMismatch,
            "normalization of \(constant.count) features is fitted on as many means, found \(count ?? 0)",
            help: "fit it on the training rows of the data that the plan was compiled for")
        }
        write(Self.affine(chain, part, constant.count, statistics), to: constant)
      case .values(let values): write(values, to: constant)
      case .balancedClassWeights:
        guard classCounts.count == constant.count else {
          throw Failure(
            .dataMismatch,
            "balanced class weights need the rows of \(constant.count) classes, found \(classCounts.count)",
            help: "use the data that the plan was compiled for")
        }
        write(Self.balancedWeights(classCounts), to: constant)
      }
    }
  }

  /// A constant's values; nil where the plan has none of that name.
  public func constant(named name: String) -> [Float]? {
    plan.constants.first { $0.name == name }
      .map { constant in unsafe Array(constantMemory.floats(at: constant.offset, count: constant.count)) }
  }

  /// Sets a constant, from a run that stored it.
  public func setConstant(named name: String, to values: [Float]) throws(Failure) {
    guard let constant = plan.constants.first(where: { $0.name == name }) else {
      throw Failure(.weightMissing, "the model has no constant \(name)", help: "lofting plan lists them")
    }
    guard values.count == constant.count else {
      throw Failure(
        .weightShape, "constant \(name): expected \(constant.count) values, found \(values.count)",
        help: "use the file of a run with the same preprocessing")
    }
    write(values, to: constant)
  }

  /// Those that need no data; until `bindConstants` normalization leaves values as they are, and classes weigh alike.
  func bindGivenConstants() {
    for constant in plan.constants {
      switch constant.source {
      case .preprocessing(let chain, let part): write(Self.affine(chain, part, constant.count, nil), to: constant)
      case .values(let values): write(values, to: constant)
      case .balancedClassWeights: write([Float](repeating: 1, count: constant.count), to: constant)
      }
    }
  }

  private func write(_ values: [Float], to constant: ConstantLayout) {
    let floats = unsafe constantMemory.floats(at: constant.offset, count: constant.count)
    for index in 0..<min(values.count, constant.count) { unsafe floats[index] = values[index] }
  }

  private static func affine(
    _ chain: [Preprocessing], _ part: ConstantLayout.AffinePart, _ features: Int, _ statistics: InputStatistics?
  ) -> [Float] {
    PreprocessingChain.compose(chain, features: features, statistics: statistics).map { Float($0.part(part)) }
  }

  /// rows / (classes * rows of the class), 0 for a class without rows (scikit-learn's `balanced`).
  private static func balancedWeights(_ counts: [Int]) -> [Float] {
    let rows = Double(counts.reduce(0, +))
    return counts.map { $0 == 0 ? 0 : Float(rows / (Double(counts.count) * Double($0))) }
  }
}
