// A plan's memory as rectangles: time across, address up, a box for every placed buffer. The value that the text and the
// SVG are drawn from; it decides what is shown, and in which order, and nothing of how.

import ExecutionPlan

/// The placed memories of a plan's programs, a panel each.
public struct MemoryPicture: Sendable, Hashable {
  /// A buffer: where it lies and when it holds something.
  public struct Box: Sendable, Hashable {
    /// From 1, in the order of addresses within the panel: what stands for the name where that has no room.
    public var number: Int
    public var name: String
    public var bytes: Range<Int>
    /// Indices of the panel's moments.
    public var moments: ClosedRange<Int>
  }

  /// A column of the picture.
  public struct Moment: Sendable, Hashable {
    /// The number of the phase or step, as `lofting plan --steps` shows it.
    public var number: Int
    /// What happens in it: `rows: preprocessed, dense, loss`.
    public var text: String
  }

  /// One memory of one program.
  public struct Panel: Sendable, Hashable {
    /// `training arena`
    public var title: String
    /// What a moment is: `phase` in the arena, `step` in a worker's memory.
    public var timeUnit: String
    public var moments: [Moment]
    /// In the order of addresses.
    public var boxes: [Box]
    /// The peak, the least that any placement needs, and the sum over all buffers.
    public var byteCount: Int
    public var lowerBound: Int
    public var unsharedByteCount: Int
    /// The first panel is the one that is looked at; the others are drawn smaller.
    public var isMain: Bool

    /// `training arena: 412 KiB, lower bound 412 KiB, unshared 1.1 MiB`
    public var heading: String {
      "\(title): \(formatBytes(byteCount)), lower bound \(formatBytes(lowerBound)), unshared "
        + formatBytes(unsharedByteCount)
    }

    /// `phase 0` or `phases 0 to 2`.
    public func lifetimeText(of box: Box) -> String {
      let (first, last) = (moments[box.moments.lowerBound].number, moments[box.moments.upperBound].number)
      return first == last ? "\(timeUnit) \(first)" : "\(timeUnit)s \(first) to \(last)"
    }
  }

  /// The plan's name and batch.
  public var title: String
  public var panels: [Panel]
  /// Memory that is there all the time, and so has no place in a panel.
  public var notes: [String]

  /// The arena of training, then each worker's memory, then the same of evaluation and prediction; what is empty is left
  /// out, but for the arena of training.
  public init(_ plan: Plan) {
    title = "\(plan.name), batch \(plan.batch)"
    let programs = [("training", plan.training), ("evaluation", plan.evaluation), ("prediction", plan.prediction)]
    panels = programs.flatMap { name, program in
      [Panel(arenaOf: program, title: "\(name) arena"), Panel(workerOf: program, title: "\(name) worker memory")]
    }
    if let first = panels.indices.first { panels[first].isMain = true }
    panels.removeAll { $0.boxes.isEmpty && !$0.isMain }
    let values = plan.parameters.reduce(0) { $0 + $1.byteCount }
    notes = [
      "beside the arena: parameters \(formatBytes(values)), optimizer state and transposed copies "
        + "\(formatBytes(max(0, plan.parameterMemory - values))), constants \(formatBytes(plan.constantMemory))"
    ]
    if plan.workerMemory > 0 { notes.append("each worker has a worker memory of its own, one block of rows large") }
  }
}

extension MemoryPicture.Panel {
  fileprivate init(arenaOf program: Program, title: String) {
    let moments = program.phases.enumerated().map { number, phase in
      MemoryPicture.Moment(number: number, text: Self.text(of: phase, program))
    }
    self.init(program.arena, title: title, timeUnit: "phase", moments: moments)
  }

  /// Only the steps during which the memory holds something.
  fileprivate init(workerOf program: Program, title: String) {
    let first = program.worker.buffers.map(\.lifetime.lowerBound).min() ?? 0
    let last = program.worker.buffers.map(\.lifetime.upperBound).max() ?? 0
    let moments = program.steps.indices.filter { (first...last).contains($0) }.map { index in
      MemoryPicture.Moment(number: index, text: program.steps[index].text)
    }
    self.init(program.worker, title: title, timeUnit: "step", moments: moments)
  }

  private init(_ layout: ArenaLayout, title: String, timeUnit: String, moments: [MemoryPicture.Moment]) {
    self.title = title
    self.timeUnit = timeUnit
    // A layout without a time to show it in still shows its buffers.
    let moments = moments.isEmpty ? [MemoryPicture.Moment(number: 0, text: "")] : moments
    self.moments = moments
    let sorted = layout.buffers.sorted {
      ($0.offset, $0.lifetime.lowerBound, $0.name) < ($1.offset, $1.lifetime.lowerBound, $1.name)
    }
    boxes = sorted.enumerated().map { index, buffer in
      let first = moments.firstIndex { $0.number >= buffer.lifetime.lowerBound } ?? moments.count - 1
      let last = moments.lastIndex { $0.number <= buffer.lifetime.upperBound } ?? 0
      return MemoryPicture.Box(
        number: index + 1, name: buffer.name, bytes: buffer.bytes.clamped(to: 0..<max(0, layout.byteCount)),
        moments: first...max(first, last))
    }
    byteCount = max(0, layout.byteCount)
    lowerBound = min(max(0, layout.lowerBound), byteCount)
    unsharedByteCount = layout.unsharedByteCount
    isMain = false
  }

  /// `rows: preprocessed, dense, loss; tiles: 4 update` from the names that the steps' texts begin with.
  private static func text(of phase: Phase, _ program: Program) -> String {
    var parts: [(domain: String, names: [(name: String, count: Int)])] = []
    for group in phase.groups {
      let domain =
        switch group.domain {
        case .rows: "rows"
        case .tiles: "tiles"
        case .once: "once"
        }
      let part = parts.firstIndex { $0.domain == domain } ?? parts.count
      if part == parts.count { parts.append((domain, [])) }
      for step in program.steps[group.steps] {
        let end = step.text.firstRange(of: " = ")?.lowerBound ?? step.text.endIndex
        let name = String(step.text[..<end])
        if let same = parts[part].names.firstIndex(where: { $0.name == name }) {
          parts[part].names[same].count += 1
        } else {
          parts[part].names.append((name, 1))
        }
      }
    }
    return parts.map { part in
      let names = part.names.map { $0.count == 1 ? $0.name : "\($0.count) \($0.name)" }
      return "\(part.domain): \(names.joined(separator: ", "))"
    }.joined(separator: "; ")
  }
}
