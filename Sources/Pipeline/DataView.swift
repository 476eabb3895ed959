// What `lofting data show FILE` shows of a table or a tensor.

import Datasets
import Diagnostics
import Reports

public struct DataView: Sendable {
  private let description: FileDescription

  /// - Throws: where the file cannot be read.
  public init(path: String) throws(Failure) { description = try describe(path) }

  public var lines: [String] {
    switch description {
    case .tensor(let tensor):
      return [
        "\(tensor.path): \(tensor.format), \(tensor.elementType), shape \(tensor.shape)",
        "from \(figure(tensor.minimum)) to \(figure(tensor.maximum)), mean \(figure(tensor.mean))"
          + (tensor.notFinite > 0 ? ", \(tensor.notFinite) not finite" : ""),
      ]
    case .table(let tableDescription):
      let rows = tableDescription.columns.map { column in
        [
          column.name, kind(column), figure(column.minimum), figure(column.maximum), figure(column.mean),
          column.missing == 0 ? "-" : String(column.missing),
          column.distinctIsComplete ? String(column.distinct) : "over \(column.distinct)",
          column.commonest.prefix(3).map { "\($0.text) (\($0.count))" }.joined(separator: ", "),
        ]
      }
      return [
        "\(tableDescription.path): \(tableDescription.rowCount) rows, \(tableDescription.columns.count) columns", "",
      ]
        + table(["column", "kind", "smallest", "largest", "mean", "missing", "distinct", "commonest"], rows)
    }
  }

  public var json: JSONValue {
    switch description {
    case .tensor(let tensor):
      .object([
        ("path", .string(tensor.path)), ("format", .string(tensor.format)),
        ("type", .string(tensor.elementType)), ("shape", .array(tensor.shape.map { .integer($0) })),
        ("minimum", number(tensor.minimum)), ("maximum", number(tensor.maximum)), ("mean", number(tensor.mean)),
        ("not_finite", .integer(tensor.notFinite)),
      ])
    case .table(let description):
      .object([
        ("path", .string(description.path)), ("format", .string("CSV")), ("rows", .integer(description.rowCount)),
        (
          "columns",
          .array(
            description.columns.map { column in
              .object([
                ("name", .string(column.name)), ("kind", .string(kind(column))),
                ("minimum", number(column.minimum)), ("maximum", number(column.maximum)),
                ("mean", number(column.mean)), ("missing", .integer(column.missing)),
                ("distinct", .integer(column.distinct)),
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

  private func figure(_ value: Double?) -> String { value.map(formatFigure) ?? "-" }
  private func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
}
