// The plan as text: what will run, where its operands lie, what it costs, and the spec's line behind each step.

/// `40.1 MFLOP`
public func formatFlops(_ flops: Int) -> String {
  for (unit, scale) in [("GFLOP", 1e9), ("MFLOP", 1e6), ("kFLOP", 1e3)] where Double(flops) >= scale {
    let tenths = Int((Double(flops) / scale * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }
  return "\(flops) FLOP"
}

extension Plan {
  /// `plan mnist-mlp  batch 256  arena 412 KiB (...)`
  public var headline: String {
    let arena = largestArena
    let proof = arena.isProvedOptimal ? "proved optimal" : "not proved optimal"
    return "plan \(name)  batch \(batch)  arena \(formatBytes(arena.byteCount)) (lower bound "
      + "\(formatBytes(arena.lowerBound)), \(proof); unshared \(formatBytes(arena.unsharedByteCount)))"
  }

  /// The layout of the program that needs the largest arena.
  public var largestArena: ArenaLayout {
    [training, evaluation, prediction].map(\.arena).max { $0.byteCount < $1.byteCount } ?? .empty
  }

  /// The whole plan, for people; its exact form is the plan file.
  public var text: String {
    let programs = [("training", training), ("evaluation", evaluation), ("prediction", prediction)]
    return ([headline, parametersText] + programs.map { "\($0)\n\(stepsText(of: $1))" }).joined(separator: "\n")
  }

  /// SHA-256 of the encoded plan, of everything that runs but not of where in the spec it comes from: the plan's ID.
  public var hash: String { SHA256.hexadecimal(SHA256.hash(coreBytes.span)) }

  private var parametersText: String {
    (["parameters"]
      + parameters.map { "  \($0.name) \($0.shape) @\($0.offset)\($0.isTrainable ? "" : " not trained")" })
      .joined(separator: "\n")
  }

  /// The steps of a program by phase, one a line.
  public func stepsText(of program: Program) -> String {
    var lines: [String] = program.batch == batch ? [] : ["batch \(program.batch)"]
    for (number, phase) in program.phases.enumerated() {
      lines.append("phase \(number)")
      for group in phase.groups {
        let work =
          switch group.domain {
          case .rows: "rows, blocks of \(program.rowBlock)"
          case .tiles: group.items == 1 ? "1 tile" : "\(group.items) tiles"
          case .once: "once"
          }
        lines.append("  \(work)")
        for index in group.steps { lines.append("  " + line(of: program.steps[index], index, rows: program.batch)) }
      }
    }
    return lines.joined(separator: "\n")
  }

  private func line(of step: Step, _ index: Int, rows: Int) -> String {
    let output = zip(step.kernel.operands, step.operands).first { $0.access != .read && $1 != nil }?.1
    let place =
      switch output?.space {
      case .arena?: "@\(output?.offset ?? 0)"
      case .worker?: "worker@\(output?.offset ?? 0)"
      case .parameters?: "parameters@\(output?.offset ?? 0)"
      case .sums?, .constants?, .data?, .target?, nil: ""
      }
    let origin = origins[step.origin]
    let number = pad(String(index), to: 4, onLeft: true)
    let columns = [
      pad(step.joinsPrevious ? "... " + step.text : step.text, to: 64), pad(place, to: 18),
      pad(formatFlops(step.flops(rows: rows)), to: 12, onLeft: true),
    ]
    return "\(number)  \(columns.joined(separator: "  "))    \(origin.path):\(origin.line)"
  }

  private func pad(_ text: String, to width: Int, onLeft: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.count))
    return onLeft ? spaces + text : text + spaces
  }
}
