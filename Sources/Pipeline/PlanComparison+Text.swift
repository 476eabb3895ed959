// A comparison as a table and lines, and as one JSON object, schema version 1.

import Diagnostics
import ExecutionPlan

extension PlanComparison {
  /// Columns of a line that tells before and after side by side.
  private static let width = 100

  /// Lines for the terminal.
  ///
  /// - Parameters:
  ///   - before: what the user calls the plan compared against.
  ///   - after: and the other.
  public func lines(before: String, after: String) -> [String] {
    guard !isEmpty else { return ["nothing changed: \(after) is the plan of \(before)"] }
    var lines = ["from \(before)", "to   \(after)"]
    let totals = quantities.filter(\.isChanged)
    if !totals.isEmpty {
      lines.append("")
      lines += table(
        ["", "before", "after", "change"],
        totals.map { [$0.name, $0.text(of: $0.before), $0.text(of: $0.after), $0.difference] })
    }
    lines += Self.section("parameters", parameters)
    for program in programs {
      if !program.kernels.isEmpty {
        lines += ["", "\(program.program): kernels"] + program.kernels.flatMap(Self.lines)
      }
      lines += Self.section("\(program.program): schedule", program.schedule)
    }
    lines += Self.section("what the plan expects and computes", others)
    return lines + Self.section("run-time values", runTimeValues)
  }

  private static func section(_ title: String, _ changes: [Change]) -> [String] {
    changes.isEmpty ? [] : ["", title] + changes.flatMap(lines)
  }

  /// `+ name  text` for what is new, `- name  text` for what is gone, `~ name  before -> after` for what differs.
  private static func lines(_ change: Change) -> [String] {
    switch (change.before, change.after) {
    case (let before?, let after?):
      let line = "  ~ \(change.name)  \(before) -> \(after)"
      return line.count <= width ? [line] : ["  ~ \(change.name)", "      - \(before)", "      + \(after)"]
    case (let before?, nil): return ["  - \(change.name)  \(before)"]
    case (nil, let after?): return ["  + \(change.name)  \(after)"]
    case (nil, nil): return []
    }
  }

  /// Likewise, with what is the same in both written once: `~ name = text` and the sizes under it.
  private static func lines(_ change: KernelChange) -> [String] {
    let sizes = change.sizes.map { "\($0.name) \($0.before ?? "none") -> \($0.after ?? "none")" }
    let sizeLines = sizes.isEmpty ? [] : ["      " + sizes.joined(separator: ", ")]
    switch (change.before, change.after) {
    case (let before?, let after?):
      let texts =
        before == after
        ? ["  ~ \(change.name) = \(after)"] : ["  ~ \(change.name)", "      - \(before)", "      + \(after)"]
      return texts + sizeLines
    case (let before?, nil): return ["  - \(change.name) = \(before)"]
    case (nil, let after?): return ["  + \(change.name) = \(after)"]
    case (nil, nil): return []
    }
  }

  public var json: JSONValue {
    .object([
      ("schema", .integer(1)), ("changed", .boolean(!isEmpty)),
      (
        "totals",
        .array(
          quantities.map {
            .object([
              ("name", .string($0.name)), ("before", .integer($0.before)), ("after", .integer($0.after)),
            ])
          })
      ),
      ("parameters", Self.array(parameters)),
      (
        "programs",
        .array(
          programs.map {
            .object([
              ("program", .string($0.program)), ("kernels", .array($0.kernels.map(Self.object))),
              ("schedule", Self.array($0.schedule)),
            ])
          })
      ),
      ("expectations", Self.array(others)), ("run_time_values", Self.array(runTimeValues)),
    ])
  }

  private static func object(_ change: KernelChange) -> JSONValue {
    .object([
      ("name", .string(change.name)), ("before", change.before.map(JSONValue.string) ?? .null),
      ("after", change.after.map(JSONValue.string) ?? .null), ("sizes", array(change.sizes)),
    ])
  }

  private static func array(_ changes: [Change]) -> JSONValue {
    .array(
      changes.map {
        .object([
          ("name", .string($0.name)), ("before", $0.before.map(JSONValue.string) ?? .null),
          ("after", $0.after.map(JSONValue.string) ?? .null),
        ])
      })
  }
}

extension PlanComparison.Quantity {
  func text(of value: Int) -> String {
    switch unit {
    case .count: grouped(value)
    case .bytes: formatBytes(value)
    case .flops: formatFlops(value)
    }
  }

  /// `-39,760`, `+1.1 MiB`
  var difference: String {
    after < before ? "-" + text(of: before - after) : "+" + text(of: after - before)
  }
}
