// Looking into a JSON value: each accessor is nil where the value has another form.

extension JSONValue {
  /// The value under a key of an object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == key }?.1
  }

  public var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }
  public var integer: Int? {
    if case .integer(let value) = self { value } else { nil }
  }
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }
  public var array: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }
}
