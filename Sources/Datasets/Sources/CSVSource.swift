// `csv`: a table of text with one row a sample.

import Diagnostics
import SpecParser

struct CSVSource: DataSource {
  static let path = Field.string("path", "The file.")
  static let target = Field<ColumnReference?>.custom(
    "target", reference, fallback: nil,
    "The column to predict: its name, or its number, from 0 or, negative, from the end."
  ) { .some(ColumnReference($0)) }
  static let header = Field.boolean("header", default: true, "Whether the first row has the columns' names.")
  static let delimiter = Field.string("delimiter", default: ",", "What separates cells: one character.")
  static let features = columns(
    "features", minimumCount: 1, "The columns to predict from; all but the target without it.")
  static let exclude = columns("exclude", "Columns to leave out.")
  static let categorical = columns(
    "categorical",
    "Columns of texts. Each becomes one input for each text that training rows have, in alphabetical order.")
  static let missing = Field.choice(
    "missing", MissingPolicy.allCases.map(\.rawValue), default: MissingPolicy.error.rawValue,
    """
    What stands in for an empty cell (also NA, NaN, null and ?) of a feature: the training rows' mean or median, or zero. \
    A missing category is all zeros.
    """)

  static let declaration = KindDeclaration(
    "csv", main: "path",
    fields: [
      path.declaration, target.declaration, header.declaration, delimiter.declaration, features.declaration,
      exclude.declaration, categorical.declaration, missing.declaration,
    ],
    """
    A file of rows and columns (RFC 4180, UTF-8). As the source of `test` or `validation` it takes the fields that it \
    does not state from `data.source`. Blanks around cells and empty lines don't count.
    """,
    source: "https://www.rfc-editor.org/rfc/rfc4180",
    example: "source: {csv: {path: iris.csv, target: species}}")

  private static let reference = ValueType.oneOf([.integer(.any), .string])

  private static func columns(
    _ name: String, minimumCount: Int = 0, _ documentation: String
  ) -> Field<[Located<ColumnReference>]?> {
    .custom(name, .list(reference, minimumCount: minimumCount), fallback: nil, documentation) { value in
      .some(
        value.list?.compactMap { item in
          ColumnReference(item.value).map { Located($0, at: item.range) }
        })
    }
  }

  private let arguments: Arguments

  init(arguments: Arguments, range: SourceRange) { self.arguments = arguments }

  func files(_ request: ReadRequest) -> [String]? { [path(request)] }

  private func path(_ request: ReadRequest) -> String {
    FilePath.resolve(arguments[Self.path], in: request.context.specFolder)
  }

  func read(_ request: ReadRequest) throws(Failure) -> SourceData {
    let options = try options(request)
    // Columns that this source selects for itself are compared with the training table's when they are encoded.
    let expectation = arguments.isWritten(Self.features) ? nil : request.expectation
    let reader = try CSVReader(options: options, expectation: expectation, targetKind: request.targetKind)
    let csv = try reader.read()
    let targets: SourceTable.Targets =
      switch csv.target {
      case .labels(let codes, let labels):
        .labels(codes, labels, path: csv.path, column: csv.layout.targetColumn)
      case .numbers(let numbers): .numbers(numbers, width: 1)
      }
    let table = SourceTable(path: csv.path, rowCount: csv.rowCount, inputs: .columns(csv), targets: targets)
    return SourceData(table: table, ownTest: nil)
  }

  private func options(_ request: ReadRequest) throws(Failure) -> CSVOptions {
    guard let target = arguments[Self.target] else {
      throw Failure(
        .badSource, "the csv source has no target", at: .spec(arguments.range),
        help: "name the column to predict: `target: NAME`, or `target: -1` for the last")
    }
    let delimiter = Array(arguments[Self.delimiter].utf8)
    guard delimiter.count == 1, delimiter[0] < 0x80, !Array("\"\r\n".utf8).contains(delimiter[0]) else {
      throw Failure(
        .badSource, "the delimiter is one ASCII character, not a quote or a line break",
        at: .spec(arguments.range(of: Self.delimiter)), help: "for tabs write \"\\t\" in double quotes")
    }
    return CSVOptions(
      path: path(request), target: Located(target, at: arguments.range(of: Self.target)),
      hasHeader: arguments[Self.header], delimiter: delimiter[0], features: arguments[Self.features],
      exclude: arguments[Self.exclude] ?? [],
      categorical: arguments[Self.categorical] ?? [],
      missing: MissingPolicy(rawValue: arguments[Self.missing]) ?? .error)
  }
}

extension KindValue {
  /// A `csv` with the fields that it doesn't state taken from another `csv`; anything else as it is.
  func inheriting(_ other: KindValue) -> KindValue {
    guard name == CSVSource.declaration.name, other.name == name else { return self }
    var result = self
    for (field, range) in other.arguments.ranges where result.arguments.ranges[field] == nil {
      result.arguments.values[field] = other.arguments.values[field]
      result.arguments.ranges[field] = range
      result.arguments.keyRanges[field] = other.arguments.keyRanges[field]
    }
    return result
  }
}
