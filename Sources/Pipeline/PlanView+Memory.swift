// The placed memories of a plan: as pictures with tables for the terminal, and as an SVG file.

import Diagnostics
import ExecutionPlan
import Files
import Reports

extension PlanView {
  /// Each memory as a picture, and under it every buffer with its number, address and lifetime.
  var memoryLines: [String] {
    let picture = MemoryPicture(plan)
    return picture.panels.flatMap { panel -> [String] in
      [panel.heading, ""] + panel.lines(columns: columns, usesColor: usesColor) + [""] + bufferTable(panel) + [""]
    } + picture.notes
  }

  /// Writes the picture of all memories.
  ///
  /// - Throws: `R111` where the file cannot be written.
  public func writeMemoryPicture(to path: String) throws(Failure) {
    try Files.AtomicFile.write(MemoryPicture(plan).svg, to: path)
  }

  private func bufferTable(_ panel: MemoryPicture.Panel) -> [String] {
    guard !panel.boxes.isEmpty else { return [] }
    return table(
      ["#", "offset", "bytes", "\(panel.timeUnit)s", "buffer"],
      panel.boxes.map { box in
        let moments = (panel.moments[box.moments.lowerBound].number, panel.moments[box.moments.upperBound].number)
        return [
          String(box.number), String(box.bytes.lowerBound), String(box.bytes.count), "\(moments.0)...\(moments.1)",
          box.name,
        ]
      })
  }
}
