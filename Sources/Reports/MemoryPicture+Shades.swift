// A panel with more buffers or moments than boxes have room for: to scale, in shades, with the numbers of the boxes that
// are wide enough.

import ExecutionPlan

extension MemoryPicture.Panel {
  func shadeLines(columns: Int, margin: Int, usesColor: Bool) -> [String] {
    let rows = isMain ? 24 : 12
    let shades: [Character] = ["█", "▓", "▒", "░"]
    // A line of the lower bound's own would hide boxes; the axis names it.
    let boundRow = row(of: lowerBound, rows: rows)
    let body = (0..<rows).map { row in
      // The middle of the row's addresses; the first row is the topmost.
      let address = Int((Double(rows - 1 - row) + 0.5) / Double(rows) * Double(byteCount))
      let owners = (0..<columns).map { column in
        box(at: address, moment: min(column * moments.count / columns, moments.count - 1))
      }
      var text = ""
      var column = 0
      while column < columns {
        let owner = owners[column]
        var end = column
        while end < columns, owners[end] == owner { end += 1 }
        text += run(owner, length: end - column, shades: shades, usesColor: usesColor)
        column = end
      }
      let label: String? =
        row == 0 ? formatBytes(byteCount) : row == rows - 1 ? "0 B" : row == boundRow ? formatBytes(lowerBound) : nil
      return Self.axis(label, margin: margin) + Self.trimmed(text)
    }
    let first = "\(timeUnit) \(moments.first?.number ?? 0)"
    let last = "\(timeUnit) \(moments.last?.number ?? 0)"
    let gap = String(repeating: " ", count: max(1, columns - first.count - last.count))
    return body + [
      String(repeating: " ", count: margin + 1) + first + gap + last,
      "to scale, with the numbers of the table",
    ]
  }

  /// Cells of one buffer side by side, its number among them where there is room.
  private func run(_ owner: MemoryPicture.Box?, length: Int, shades: [Character], usesColor: Bool) -> String {
    guard let owner else { return String(repeating: " ", count: length) }
    let shade = shades[owner.number % shades.count]
    let label = String(owner.number)
    let text =
      label.count + 2 <= length
      ? " " + label + " " + String(repeating: shade, count: length - label.count - 2)
      : String(repeating: shade, count: length)
    return usesColor ? Self.paint(text, owner.number) : text
  }

  private func box(at address: Int, moment: Int) -> MemoryPicture.Box? {
    boxes.first { $0.bytes.contains(address) && $0.moments.contains(moment) }
  }

  private func row(of address: Int, rows: Int) -> Int {
    rows - 1 - min(rows - 1, Int(Double(address) / Double(max(byteCount, 1)) * Double(rows)))
  }
}
