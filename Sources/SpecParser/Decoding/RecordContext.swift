// What a mapping with declared keys is: it decides how an error names it and which hints apply.

enum RecordContext: Sendable {
  /// The top level.
  case document
  /// The fields of a kind: `dense`.
  case kind(FamilyName, String)
  /// A section or the value of a field: `training`, `initial_weights`.
  case record(String)

  /// As in "unknown key 'x' in ...".
  var title: String {
    switch self {
    case .document: "a spec"
    case .kind(_, let name), .record(let name): name
    }
  }

  /// Keys that are read before the decoder sees the mapping, and so are accepted beside the declared ones.
  var earlierKeys: [String] {
    switch self {
    case .document: [DocumentFields.extends.name]
    case .kind(let family, _): family == .layer ? ["when"] : []
    case .record: []
    }
  }

  /// The names under which hints are filed.
  var hintScopes: [String] {
    switch self {
    case .document: ["document"]
    case .record(let name): [name]
    case .kind(let family, let name): [name, family.rawValue]
    }
  }
}
