// A memory picture as an SVG document: a panel below the other, to scale, every buffer with a tooltip, the lower bound as
// a dashed line. Buffers whose box has no room for their name carry a number, and a list under the panel names them.

import ExecutionPlan

extension MemoryPicture {
  /// The document; it refers to nothing outside itself.
  public var svg: String {
    var drawing = SVGDrawing(width: 960)
    drawing.text(title, x: 12, y: 24, size: 16, isBold: true)
    for (line, note) in notes.enumerated() { drawing.text(note, x: 12, y: 44 + 16 * line) }
    for panel in panels { panel.draw(on: &drawing, y: drawing.height + 26) }
    return drawing.document(title: "Memory of \(title)")
  }
}

extension MemoryPicture.Panel {
  /// The plot's pixels: its left edge and its width.
  private static let left = 88
  private static let plotWidth = 852
  /// Tall enough that as many buffers as ever lie above one another have a line each, up to a few screens.
  private var plotHeight: Int {
    let stacked = moments.indices.map { moment in boxes.count { $0.moments.contains(moment) } }.max() ?? 0
    return min(max(isMain ? 400 : 150, 14 * stacked), 3000)
  }

  fileprivate func draw(on drawing: inout SVGDrawing, y: Int) {
    drawing.text(heading, x: 12, y: y, size: 13, isBold: true)
    guard byteCount > 0, !boxes.isEmpty else {
      drawing.text("no buffer: nothing lives from \(timeUnit) to \(timeUnit)", x: 12, y: y + 20)
      return
    }
    let top = y + 24
    drawAxes(on: &drawing, top: top)
    let unnamed = boxes.filter { !draw($0, on: &drawing, top: top) }
    drawBound(on: &drawing, top: top)
    let below = drawTimes(on: &drawing, y: top + plotHeight)
    drawList(unnamed, on: &drawing, y: below)
  }

  private func x(_ moment: Int) -> Int { Self.left + moment * Self.plotWidth / moments.count }

  private func y(_ address: Int, top: Int) -> Int {
    top + plotHeight - Int((Double(address) / Double(byteCount) * Double(plotHeight)).rounded())
  }

  /// Addresses at quarters, and a line between moments.
  private func drawAxes(on drawing: inout SVGDrawing, top: Int) {
    let bottom = top + plotHeight
    for quarter in 0...4 {
      let address = byteCount / 4 * quarter + byteCount % 4 * quarter / 4
      let y = y(address, top: top)
      drawing.text(formatBytes(address), x: Self.left - 8, y: y + 4, size: 11, anchor: .end)
      drawing.line(from: (Self.left - 4, y), to: (Self.left, y))
    }
    for moment in 0...moments.count where moments.count <= 64 || moment == 0 || moment == moments.count {
      drawing.line(from: (x(moment), top), to: (x(moment), bottom + 4), width: "0.5")
    }
    drawing.line(from: (Self.left, bottom), to: (x(moments.count), bottom))
  }

  /// Whether the box could show its name.
  private func draw(_ box: MemoryPicture.Box, on drawing: inout SVGDrawing, top: Int) -> Bool {
    let (left, right) = (x(box.moments.lowerBound), x(box.moments.upperBound + 1))
    let (upper, lower) = (y(box.bytes.upperBound, top: top), y(box.bytes.lowerBound, top: top))
    // What is too small for a pixel is still seen.
    let (width, height) = (max(2, right - left), max(2, lower - upper))
    let bytes = formatBytes(box.bytes.count)
    let labels = ["\(box.name), \(bytes)", box.name, String(box.number)]
    let label = height < 13 ? nil : labels.first { SVGDrawing.width(of: $0, size: 11) + 6 <= width }
    drawing.box(
      x: left, y: upper, width: width, height: height, fill: SVGDrawing.fills[box.number % SVGDrawing.fills.count],
      tooltip:
        "\(box.number): \(box.name), \(box.bytes.count) bytes at \(box.bytes.lowerBound), \(lifetimeText(of: box))",
      label: label)
    return label != nil && label != labels[2]
  }

  private func drawBound(on drawing: inout SVGDrawing, top: Int) {
    let y = y(lowerBound, top: top)
    let right = x(moments.count)
    drawing.line(from: (Self.left, y), to: (right, y), color: "#d1495b", dashes: "6 4", width: "1.5")
    drawing.text(
      "lower bound \(formatBytes(lowerBound))", x: right, y: y - 5, size: 11, color: "#d1495b", anchor: .end)
  }

  /// The moments' numbers and, where there is room, what happens in them; returns where it ends.
  private func drawTimes(on drawing: inout SVGDrawing, y: Int) -> Int {
    let width = Self.plotWidth / moments.count
    let usesUnit = width >= 64
    // Every n-th number, so that they do not run into one another.
    let stride = usesUnit ? 1 : max(1, (24 + width) / max(width, 1))
    for (index, moment) in moments.enumerated() where index % stride == 0 {
      drawing.text(
        usesUnit ? "\(timeUnit) \(moment.number)" : String(moment.number), x: (x(index) + x(index + 1)) / 2, y: y + 16,
        size: 11, anchor: .middle)
    }
    if !usesUnit { drawing.text(timeUnit, x: Self.left - 8, y: y + 16, size: 11, anchor: .end) }
    guard timeUnit == "phase", moments.count <= 64 else { return y + 20 }
    for (index, moment) in moments.enumerated() {
      let room = (Self.plotWidth + Self.left - 20) * 100 / (11 * 62)
      let text = "\(timeUnit) \(moment.number), \(moment.text)"
      drawing.text(text.count <= room ? text : text.prefix(room - 1) + "…", x: 12, y: y + 36 + 15 * index, size: 11)
    }
    return y + 24 + 15 * moments.count
  }

  /// Names of the boxes that show a number or nothing, in columns.
  private func drawList(_ unnamed: [MemoryPicture.Box], on drawing: inout SVGDrawing, y: Int) {
    let lines = unnamed.map { "\($0.number): \($0.name), \(formatBytes($0.bytes.count))" }
    guard let widest = lines.map({ SVGDrawing.width(of: $0, size: 10) }).max() else { return }
    let columns = max(1, (drawing.width - 24) / (widest + 16))
    let rows = (lines.count + columns - 1) / columns
    for (index, line) in lines.enumerated() {
      drawing.text(line, x: 12 + index / rows * (widest + 16), y: y + 16 + 13 * (index % rows), size: 10)
    }
  }
}
