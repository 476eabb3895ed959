// How editors describe a declared field.

extension FieldDeclaration {
  /// "an integer, at least 1; 32 by default", "a loss; required".
  public var guidance: String {
    if isRequired { return "\(type.boundedPhrase); required" }
    guard let value = defaultValue.flatMap(DefaultText.yaml) else { return type.boundedPhrase }
    return "\(type.boundedPhrase); \(value) by default"
  }
}
