// A panel of a memory picture in the terminal: boxes of box-drawing characters.
//
// Addresses are not to scale: every stretch between two edges of buffers has at least one line, so that a buffer of 64
// bytes can be read beside one of a megabyte; what lines are left over go to the long stretches. Where boxes have no room
// (many buffers, or many moments in few columns), the panel is drawn to scale in shades instead, see
// MemoryPicture+Shades.swift.

import ExecutionPlan

extension MemoryPicture.Panel {
  /// The picture's lines, without a heading.
  ///
  /// - Parameters:
  ///   - columns: of the terminal; below 40 counts as 40.
  ///   - usesColor: whether names are coloured.
  public func lines(columns: Int, usesColor: Bool) -> [String] {
    guard byteCount > 0, !boxes.isEmpty else { return ["no buffer: nothing lives from \(timeUnit) to \(timeUnit)"] }
    let columns = min(max(columns, 40), 240)
    let margin = 9
    let drawing = columns - margin - 2
    let edges = Set(boxes.flatMap { [$0.bytes.lowerBound, $0.bytes.upperBound] } + [0, lowerBound, byteCount]).sorted()
    let width = min((drawing - 1) / moments.count, 36)
    let body =
      edges.count <= maximumEdges && width >= 2
      ? boxLines(edges: edges, width: width, margin: margin, usesColor: usesColor)
      : shadeLines(columns: drawing, margin: margin, usesColor: usesColor)
    return body + legend(columns: columns)
  }

  /// More edges than this have no lines of their own: the picture would leave the screen.
  private var maximumEdges: Int { isMain ? 24 : 14 }

  private func boxLines(edges: [Int], width: Int, margin: Int, usesColor: Bool) -> [String] {
    let rowOfEdge = rowsFromBelow(edges)
    let height = (rowOfEdge.values.max() ?? 0) + 1
    var canvas = BoxCanvas(columns: moments.count * width + 1, rows: height)
    for box in boxes {
      let top = height - 1 - (rowOfEdge[box.bytes.upperBound] ?? 0)
      let bottom = height - 1 - (rowOfEdge[box.bytes.lowerBound] ?? 0)
      let left = box.moments.lowerBound * width
      let right = (box.moments.upperBound + 1) * width
      canvas.box(left: left, right: right, top: top, bottom: bottom)
      let label = labelLines(of: box, width: right - left - 1, height: bottom - top - 1)
      for (line, text) in label.enumerated() {
        let y = top + 1 + (bottom - top - 1 - label.count) / 2 + line
        canvas.text(text, x: left + 1 + (right - left - 1 > text.count ? 1 : 0), y: y, color: box.number)
      }
    }
    if let row = rowOfEdge[lowerBound] { canvas.dashes(y: height - 1 - row) }
    let drawn = canvas.render { text, color in usesColor ? Self.paint(text, color) : text }
    // An address that reads like the one above it is left out.
    var labels: [Int: String] = [:]
    for (above, edge) in zip([nil] + edges.reversed().map(Optional.some), edges.reversed())
    where above.map(formatBytes) != formatBytes(edge) {
      labels[height - 1 - (rowOfEdge[edge] ?? 0)] = formatBytes(edge)
    }
    let body = drawn.enumerated().map { row, text in Self.axis(labels[row], margin: margin) + Self.trimmed(text) }
    return body + timeAxis(width: width, margin: margin)
  }

  /// The line of each edge, counted from below: lines between edges by bytes, at least one each.
  private func rowsFromBelow(_ edges: [Int]) -> [Int: Int] {
    let stretches = zip(edges, edges.dropFirst()).map { $1 - $0 }
    let spare = max(0, (isMain ? 20 : 8) - 2 * stretches.count)
    var row = 0
    var rows = [edges.first ?? 0: 0]
    for (edge, bytes) in zip(edges.dropFirst(), stretches) {
      // In doubles, since bytes times lines may be large; a share of `spare`.
      row += 2 + Int(Double(spare) * Double(bytes) / Double(max(byteCount, 1)))
      rows[edge] = row
    }
    return rows
  }

  /// The name and the bytes where there is room for them, else the number.
  private func labelLines(of box: MemoryPicture.Box, width: Int, height: Int) -> [String] {
    let bytes = formatBytes(box.bytes.count)
    let whole = "\(box.name)  \(bytes)"
    if whole.count <= width { return [whole] }
    if box.name.count <= width { return height > 1 && bytes.count <= width ? [box.name, bytes] : [box.name] }
    return String(box.number).count <= width ? [String(box.number)] : []
  }

  /// The moments' numbers under their columns, as many as have room.
  private func timeAxis(width: Int, margin: Int) -> [String] {
    let full = moments.map { "\(timeUnit) \($0.number)" }
    let usesUnit = full.allSatisfy { $0.count < width }
    let labels = usesUnit ? full : moments.map { String($0.number) }
    var text = ""
    for (index, label) in labels.enumerated() {
      let start = index * width + max(0, (width - label.count + 1) / 2)
      guard text.isEmpty || start > text.count else { continue }
      text += String(repeating: " ", count: max(0, start - text.count)) + label
    }
    return [Self.axis(usesUnit ? nil : timeUnit, margin: margin) + text]
  }

  /// What the picture leaves open: what happens in each phase, what numbers and dashes mean.
  private func legend(columns: Int) -> [String] {
    var lines: [String] = []
    if timeUnit == "phase" {
      lines = moments.map { moment in
        let text = "\(timeUnit) \(moment.number)  \(moment.text)"
        return text.count <= columns ? text : text.prefix(columns - 1) + "…"
      }
    }
    if lowerBound < byteCount { lines.append("╌ lower bound: \(formatBytes(lowerBound))") }
    return lines
  }

  /// `  412 KiB `
  static func axis(_ label: String?, margin: Int) -> String {
    String(repeating: " ", count: max(0, margin - (label?.count ?? 0))) + (label ?? "") + " "
  }

  static func paint(_ text: String, _ color: Int) -> String {
    "\u{1B}[\([36, 33, 35, 32, 34, 31][color % 6])m\(text)\u{1B}[0m"
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
