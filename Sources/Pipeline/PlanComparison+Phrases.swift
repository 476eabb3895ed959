// Parts of plans in words, for comparisons: two parts are the same exactly when their words are.

import ExecutionPlan

extension PlanComparison {
  /// A parameter's shape, and how it begins.
  static func traits(_ parameter: ParameterLayout) -> [(String, String)] {
    [
      (parameter.name, "\(parameter.shape)"),
      (
        "\(parameter.name), initial value",
        phrase(parameter.initializer) + (parameter.isTrainable ? "" : ", not trained")
      ),
    ]
  }

  private static func phrase(_ initializer: Initializer) -> String {
    func seeded(_ text: String, _ seed: Int?) -> String { seed.map { "\(text), seed \($0)" } ?? text }
    return switch initializer {
    case .constant(let value): "constant \(value)"
    case .identity(let gain): "identity times \(gain)"
    case .uniform(let minimum, let maximum, let seed): seeded("uniform \(minimum) to \(maximum)", seed)
    case .normal(let mean, let deviation, let seed): seeded("normal \(mean) ± \(deviation)", seed)
    case .truncatedNormal(let mean, let deviation, let seed):
      seeded("truncated_normal \(mean) ± \(deviation)", seed)
    case .varianceScaling(let scale, let mode, let distribution, let seed):
      seeded("variance_scaling \(scale) \(mode.rawValue) \(distribution.rawValue)", seed)
    case .orthogonal(let gain, let seed): seeded("orthogonal times \(gain)", seed)
    }
  }

  static func phrase(_ source: ConstantLayout.Source) -> String {
    switch source {
    case .preprocessing(let chain, let part): "\(part.rawValue) of \(chain.map(phrase).joined(separator: ", "))"
    case .values(let values): "\(values)"
    case .balancedClassWeights: "balanced class weights"
    }
  }

  private static func phrase(_ element: Preprocessing) -> String {
    switch element {
    case .rescaling(let scale, let offset): "rescaling by \(scale) plus \(offset)"
    case .normalization(let isPerFeature): isPerFeature ? "normalization" : "normalization over all features"
    }
  }

  static func phrase(_ target: TargetSummary) -> String {
    switch target {
    case .classes(let names): "\(names.count) classes: \(names.joined(separator: ", "))"
    case .numbers(let width): "\(width) number\(width == 1 ? "" : "s")"
    }
  }

  static func phrase(_ stopping: EarlyStopping) -> String {
    var words = [
      "\(stopping.monitor) \(stopping.mode.rawValue)", "patience \(stopping.patience)",
      "min_delta \(stopping.minimumDelta)",
    ]
    if let baseline = stopping.baseline { words.append("baseline \(baseline)") }
    if stopping.restoresBestWeights { words.append("restores the best weights") }
    if stopping.startFromEpoch != 0 { words.append("from epoch \(stopping.startFromEpoch)") }
    return words.joined(separator: ", ")
  }
}

extension Step {
  /// The part of its text before the equals sign.
  var resultName: String { parts.first ?? kernel.name }
  /// The part after it.
  var computation: String { parts.last ?? text }

  private var parts: [String] { text.split(separator: " = ", maxSplits: 1).map(String.init) }

  /// Sizes and reals by name, functions by theirs.
  var namedSizes: [(String, String)] {
    zip(kernel.sizes, sizes).map { name, size in
      let function: String? =
        switch name {
        case "activation": Activation(step: size).map { "\($0)" }
        case "loss": Loss(step: size).map { "\($0)" }
        case "metric": Metric(step: size).map { "\($0)" }
        case "rule": UpdateRule(step: size).map { "\($0)" }
        case "source": VectorSource(rawValue: size).map { "\($0)" }
        case "lanes": PanelLanes(rawValue: size).map { "\($0)" }
        default: nil
        }
      return (name, function ?? String(size))
    } + zip(kernel.reals, reals).map { ($0, "\($1)") }
  }
}

extension RawRepresentable where RawValue == UInt8 {
  fileprivate init?(step size: Int) {
    guard let raw = UInt8(exactly: size) else { return nil }
    self.init(rawValue: raw)
  }
}
