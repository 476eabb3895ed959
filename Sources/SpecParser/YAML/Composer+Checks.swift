// What libyaml lets pass and YAML 1.2 doesn't: the composer asks the checks of Checks/ at each node. Each is about one
// mistake, looks at the text around the node and costs no more than the node's own length.

import Diagnostics

extension Composer {
  /// Checks the place of a node that has just begun.
  mutating func checkPlace(of event: Event) throws(Stop) {
    guard flowDepth > 0, !event.isAbsentScalar else { return }
    if let finding = FlowIndicators.questionMark(before: event.start, in: text) { try report(finding) }
  }

  /// Checks a scalar; `places` has its properties and its text.
  mutating func checkScalar(
    _ string: String, _ style: Event.ScalarStyle, at range: SourceRange, from event: Event
  ) throws(Stop) {
    switch style {
    case .plain:
      guard flowDepth > 0, let finding = FlowIndicators.loneDash(string, at: range, in: text) else { return }
      try report(finding)
    case .quoted:
      guard flowDepth == 0 else { return }
      try checkIndentation("text", from: event.start, to: range.end, scalars: opaque.suffix(1))
    case .block:
      if let finding = BlockScalarBlankLines.finding(in: text, from: range.start, column: blockColumn) {
        try report(finding)
      }
    }
  }

  /// Checks the lines of a flow collection that stands in no other.
  /// - Parameter scalars: the number of scalars before it.
  mutating func checkFlow(_ node: Node?, from event: Event, to end: SourcePosition, scalars: Int) throws(Stop) {
    let kind = node?.sequence == nil ? "mapping" : "list"
    try checkIndentation(kind, from: event.start, to: end, scalars: opaque[min(scalars, opaque.count)...])
  }

  /// Checks how the name of an anchor or alias ends.
  mutating func checkName(_ name: SourceRange?) throws(Stop) {
    if let name, let finding = AnchorNames.finding(name, in: text) { try report(finding) }
  }

  private mutating func checkIndentation(
    _ kind: String, from start: SourcePosition, to end: SourcePosition, scalars: ArraySlice<Range<Int>>
  ) throws(Stop) {
    let check = FlowIndentation(text: text, kind: kind, start: start, end: end, column: blockColumn)
    if let finding = check.finding(scalars: scalars) { try report(finding) }
  }
}
