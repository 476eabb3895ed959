// Which class has which index. Texts go by `data.classes`, else in alphabetical order; integers are indices. The main
// table decides, and every other table must agree.

import Diagnostics

struct ClassEncoding: Sendable {
  /// In index order.
  let names: [String]
  /// The index of a label's text; nil where labels are indices already.
  private let indexOfText: [String: Int32]?

  /// - Parameter declared: `data.classes`.
  /// - Throws: `badLabel` at each label that is none of the declared classes.
  init(
    _ targets: SourceTable.Targets, declared: [String]?, at range: Diagnostics.SourceRange
  ) throws(Failure) {
    if let declared {
      let repeated = Dictionary(declared.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }.keys.min()
      if let repeated {
        throw Failure(.badLabel, "data.classes names '\(repeated)' twice", at: .spec(range), help: "name each once")
      }
    }
    switch targets {
    case .numbers:
      names = []
      indexOfText = nil
    case .indices(let indices):
      let count = Int(indices.values.max() ?? 0) + 1
      names = Self.names(declared ?? indices.names, atLeast: count, isDeclared: declared != nil)
      indexOfText = nil
    case .labels(_, let labels, let path, let column):
      let texts = Set(labels.texts)
      if let declared, texts.isSubset(of: declared) {
        names = declared
        indexOfText = Self.indices(of: declared)
      } else if labels.texts.allSatisfy({ Self.integer($0) != nil }) {
        names = try Self.indexNames(labels, declared: declared, path: path, column: column)
        indexOfText = nil
      } else {
        names = declared ?? texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        indexOfText = Self.indices(of: names)
      }
    }
  }

  /// Each row's class: int32, [rows].
  ///
  /// - Throws: `badLabel` at each label that is no class, up to twenty.
  func encode(_ targets: SourceTable.Targets) throws(Failure) -> [Int32] {
    switch targets {
    case .numbers: return []
    case .indices(let indices):
      guard let row = indices.values.firstIndex(where: { Int($0) >= names.count }) else { return indices.values }
      throw Failure(
        .badLabel, "target \(row) is class \(indices.values[row]), but there are \(names.count) classes",
        at: indices.place(ofRow: row), help: "classes count from 0; name all of them in data.classes")
    case .labels(let codes, let labels, let path, let column):
      var errors = CellErrors(path: path)
      var indexOfCode: [Int32] = []
      for (text, line) in zip(labels.texts, labels.firstLines) {
        let index = indexOfText.map { $0[text] } ?? Self.integer(text).flatMap { Int32(exactly: $0) }
        if let index, index >= 0, Int(index) < names.count {
          indexOfCode.append(index)
          continue
        }
        indexOfCode.append(0)
        errors.add(
          "'\(text.prefix(40))' is none of the \(names.count) classes", code: .badLabel, line: line, column: column + 1,
          help: DidYouMean.help(for: text, in: Array(names.prefix(30)), naming: "the classes are"))
      }
      try errors.throwIfAny()
      return codes.map { indexOfCode[Int($0)] }
    }
  }

  /// Integer labels are indices.
  private static func indexNames(
    _ labels: LabelTable, declared: [String]?, path: String, column: Int
  ) throws(Failure) -> [String] {
    var errors = CellErrors(path: path)
    var largest = 0
    for (text, line) in zip(labels.texts, labels.firstLines) {
      let index = integer(text) ?? 0
      largest = max(largest, index)
      if index < 0 {
        errors.add(
          "class index \(index) is negative", code: .badLabel, line: line, column: column + 1,
          help: "class indices count from 0; to use these labels as names, list them: `classes: [\"\(text)\", ...]`")
      } else if index >= DataLimits.classes {
        errors.add(
          "class index \(index) is beyond \(DataLimits.classes) classes", code: .badLabel, line: line,
          column: column + 1,
          help: "for numbers choose a loss such as mse")
      }
    }
    try errors.throwIfAny()
    return names(declared, atLeast: largest + 1, isDeclared: declared != nil)
  }

  /// The names as given, else as many numbers as there are classes. Declared names are never added to: a class beyond them
  /// is reported where it stands.
  private static func names(_ given: [String]?, atLeast count: Int, isDeclared: Bool) -> [String] {
    if let given, isDeclared || given.count >= count { return given }
    return (0..<count).map(String.init)
  }

  private static func indices(of names: [String]) -> [String: Int32] {
    Dictionary(names.enumerated().map { ($1, Int32(truncatingIfNeeded: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// `3`, and `3.0`, which tools write for a column of integers with gaps.
  private static func integer(_ text: String) -> Int? {
    if let value = Int(text) { return value }
    guard text.utf8.allSatisfy({ $0 >= 0x2B && $0 <= 0x39 }), let value = Double(text) else { return nil }
    return Int(exactly: value)
  }
}
