// Specs to begin with, for `lofting new`: one for each common task. Each runs as it stands where its data is at hand, and
// its comments tell what may be written instead.

public enum SpecTemplate: String, Sendable, CaseIterable {
  case classification, minimal, mnist, sweep, binary, regression

  /// One line for `lofting new --list`.
  public var summary: String {
    switch self {
    case .classification: "classes of images: the built-in digits, with dropout and early stopping"
    case .minimal: "the shortest spec that trains"
    case .mnist: "a good network for MNIST or Fashion-MNIST, or for image files of your own"
    case .sweep: "what to vary, and how trials are compared"
    case .binary: "two classes from a table (CSV)"
    case .regression: "a number from a table (CSV)"
    }
  }

  /// The spec, without a line break at its end.
  public var text: String {
    let body =
      switch self {
      case .classification: Self.classificationText
      case .minimal: Self.minimalText
      case .mnist: Self.mnistText
      case .sweep: Self.sweepText
      case .binary: Self.binaryText
      case .regression: Self.regressionText
      }
    return "\(SpecSchema.modeline)\n\(body)"
  }

  /// The table that the template names, which the user puts theirs for; nil where it needs none.
  public var tableName: String? {
    switch self {
    case .binary, .regression: "table.csv"
    case .classification, .minimal, .mnist, .sweep: nil
    }
  }
}
