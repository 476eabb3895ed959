// Which column of a table is to be predicted: the one that is named, else a suggestion.

import Datasets
import Diagnostics

public struct TargetChoice {
  private let table: TableDescription

  public init(_ table: TableDescription) { self.table = table }

  /// What people call what they want to know, best first.
  private static let names = [
    "target", "label", "class", "outcome", "species", "diagnosis", "survived", "churn", "price", "medv", "quality",
    "output", "response", "result", "category", "score", "value", "sales", "mpg", "default", "fraud", "is_fraud", "y",
  ]

  /// How the suggested column is named on the command line; nil where no column can be a target.
  public var suggestion: String? {
    let usable = table.columns.indices.filter { index in
      let column = table.columns[index]
      guard column.missing == 0, column.distinct > 1 else { return false }
      if case .excluded = ColumnRoles(table).role(of: column) { return false }
      return true
    }
    let named = Self.names.lazy.compactMap { name in
      usable.first { table.columns[$0].name.lowercased() == name }
    }.first
    // Without a telling name the last column is the likeliest.
    return (named ?? usable.last).map(argument)
  }

  /// Without a header columns go by number.
  private func argument(_ index: Int) -> String { table.hasHeader ? table.columns[index].name : String(index) }

  /// The number of the column of a name or a number, from 0 or, negative, from the end.
  ///
  /// - Throws: `P130` where there is none, with those there are.
  func index(of name: String?) throws(Failure) -> Int {
    let columns = table.columns
    guard let name else {
      throw Failure(
        .noTarget, "which column of \(table.path) is to be predicted?", at: .path(table.path), notes: listing,
        help: suggestion.map { "name it: --target \(Self.quoted($0))" } ?? "name it with --target")
    }
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    if let number = Int(name) {
      let index = number < 0 ? number + columns.count : number
      if columns.indices.contains(index) { return index }
    }
    let near = DidYouMean.nearest(to: name, in: columns.map(\.name))
    throw Failure(
      .noTarget, "\(table.path) has no column '\(name)'", at: .path(table.path), notes: near == nil ? listing : [],
      help: near.map { "did you mean '\($0)'?" } ?? "name one of these, or its number, from 0")
  }

  private var listing: [Note] {
    let shown = table.columns.prefix(30).enumerated().map { index, column in
      let title = table.hasHeader ? SpecLines.comment(column.name) : "column \(index)"
      return Note("\(title): \(column.summary)")
    }
    let hidden = table.columns.count - shown.count
    return shown + (hidden > 0 ? [Note("and \(hidden) more: lofting data show \(table.path)")] : [])
  }

  /// For a shell.
  public static func quoted(_ argument: String) -> String {
    let isPlain = argument.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "_-./".utf8.contains(byte)
      }
    }
    if isPlain, !argument.isEmpty { return argument }
    return "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension TableDescription.Column {
  /// `integers from 0 to 9`, `texts, 3 different`.
  fileprivate var summary: String {
    let absent = missing > 0 ? ", \(missing) missing" : ""
    switch kind {
    case .empty: return "no values"
    case .text: return "texts, \(distinctPhrase) different\(absent)"
    case .number, .integer:
      let noun = kind == .integer ? "integers" : "numbers"
      guard let minimum, let maximum else { return noun + absent }
      return "\(noun) from \(plainFigure(minimum)) to \(plainFigure(maximum))\(absent)"
    }
  }
}
