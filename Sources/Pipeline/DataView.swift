// What `lofting data show FILE` shows of a table or a tensor.

import Datasets
import Diagnostics

public struct DataView: Sendable {
  private static let textWidth = 16
  private let description: FileDescription

  /// - Throws: where the file cannot be read.
  public init(path: String) throws(Failure) { description = try describe(path) }

  /// What to do next with the file.
  public var hint: String? {
    switch description {
    case .table(let table):
      let path = TargetChoice.quoted(table.path)
      let target = TargetChoice(table).suggestion
      return "a spec for it: lofting new \(path) --target \(target.map(TargetChoice.quoted) ?? "COLUMN") -o spec.yaml"
    case .tensor(let tensor):
      let fields = tensor.format == "IDX" ? "{idx: {images: ..., labels: ...}}" : "{npy: {inputs: ..., targets: ...}}"
      return "in a spec: 'source: \(fields)'; 'lofting new mnist' is one to begin with"
    }
  }

  public var lines: [String] {
    switch description {
    case .tensor(let tensor): lines(tensor)
    case .table(let table): lines(table)
    }
  }

  private func lines(_ tensor: TensorDescription) -> [String] {
    let shape = tensor.shape.map(String.init).joined(separator: " x ")
    var lines = [
      "\(tensor.path): \(tensor.format), \(shape.isEmpty ? "one number" : shape) of \(tensor.elementType)",
      "from \(plainFigure(tensor.minimum)) to \(plainFigure(tensor.maximum)), mean \(plainFigure(tensor.mean))"
        + (tensor.notFinite > 0 ? ", \(tensor.notFinite) not finite" : ""),
    ]
    if !tensor.classes.isEmpty {
      let classes = tensor.classes.map { [$0.text, grouped($0.count)] }
      lines += [""] + numberTable(["value", "rows"], classes, textColumns: 0)
    }
    return lines
  }

  private func lines(_ table: TableDescription) -> [String] {
    var facts = ["CSV \(table.hasHeader ? "with" : "without") a header"]
    if table.delimiter != UInt8(ascii: ",") {
      let isTab = table.delimiter == UInt8(ascii: "\t")
      facts.append(isTab ? "delimited by tabs" : "delimited by '\(Unicode.Scalar(table.delimiter))'")
    }
    facts.append("\(grouped(table.rowCount)) row\(table.rowCount == 1 ? "" : "s")")
    facts.append("\(table.columns.count) column\(table.columns.count == 1 ? "" : "s")")
    let rows = table.columns.map { column in
      [
        Self.shortened(column.name), kind(column), plainFigure(column.minimum), plainFigure(column.maximum),
        plainFigure(column.mean), column.missing == 0 ? "-" : String(column.missing), column.distinctPhrase,
        commonest(column),
      ]
    }
    let commas = table.columns.filter { $0.kind == .text && ColumnRoles.hasDecimalComma($0.firstText ?? "") }
    let remark =
      commas.isEmpty
      ? []
      : ["", "decimal commas make texts of numbers; write 3.5, not 3,5: \(commas.map(\.name).joined(separator: ", "))"]
    let heading = ["column", "kind", "smallest", "largest", "mean", "missing", "distinct", "commonest"]
    return ["\(table.path): \(facts.joined(separator: ", "))", ""] + Pipeline.table(heading, rows) + remark
  }

  /// The classes of a column with few texts; nothing where each stands about once.
  private func commonest(_ column: TableDescription.Column) -> String {
    let isCountable = column.kind == .text || column.distinct <= 20
    guard isCountable, let most = column.commonest.first, most.count > 1 else { return "" }
    let shown = column.commonest.prefix(3).map { "\(Self.shortened($0.text)) (\($0.count))" }
    return shown.joined(separator: ", ") + (column.distinct > 3 ? ", ..." : "")
  }

  /// Within a cell of the table, on one line.
  private static func shortened(_ text: String) -> String {
    let line = SpecLines.comment(text)
    return line.count <= textWidth ? line : line.prefix(textWidth - 3) + "..."
  }

  public var json: JSONValue {
    switch description {
    case .tensor(let tensor):
      .object([
        ("path", .string(tensor.path)), ("format", .string(tensor.format)),
        ("type", .string(tensor.elementType)), ("shape", .array(tensor.shape.map { .integer($0) })),
        ("minimum", number(tensor.minimum)), ("maximum", number(tensor.maximum)), ("mean", number(tensor.mean)),
        ("not_finite", .integer(tensor.notFinite)), ("classes", counts(tensor.classes)),
      ])
    case .table(let table):
      .object([
        ("path", .string(table.path)), ("format", .string("CSV")), ("header", .boolean(table.hasHeader)),
        ("delimiter", .string(String(Unicode.Scalar(table.delimiter)))), ("rows", .integer(table.rowCount)),
        (
          "columns",
          .array(
            table.columns.map { column in
              .object([
                ("name", .string(column.name)), ("kind", .string(kind(column))),
                ("minimum", number(column.minimum)), ("maximum", number(column.maximum)),
                ("mean", number(column.mean)), ("missing", .integer(column.missing)),
                ("distinct", .integer(column.distinct)), ("distinct_is_complete", .boolean(column.distinctIsComplete)),
                ("commonest", counts(Array(column.commonest.prefix(10)))),
              ])
            })
        ),
      ])
    }
  }

  private func kind(_ column: TableDescription.Column) -> String {
    switch column.kind {
    case .number: "number"
    case .integer: "integer"
    case .text: "text"
    case .empty: "empty"
    }
  }

  private func counts(_ counts: [TableDescription.Count]) -> JSONValue {
    .array(counts.map { .object([("value", .string($0.text)), ("count", .integer($0.count))]) })
  }

  private func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
}
