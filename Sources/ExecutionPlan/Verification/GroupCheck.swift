// A phase's groups against their steps: a group runs its steps as its domain says, so every step must be of that domain,
// and a tiles group has exactly the tiles that its kernel cuts its parameter into.

struct GroupCheck {
  let program: Program

  /// Call it once the steps of every group are known to exist, with sizes that are sound.
  func faults() -> [PlanFault] {
    program.phases.enumerated().compactMap { number, phase in
      phase.groups.allSatisfy(isSound) ? nil : .badGroups(phase: number)
    }
  }

  private func isSound(_ group: WorkGroup) -> Bool {
    let steps = group.steps.map { program.steps[$0] }
    guard steps.allSatisfy({ $0.kernel.domain == group.domain }) else { return false }
    return switch group.domain {
    case .rows: group.items == 0
    case .once: group.items == 1
    case .tiles: steps.allSatisfy { group.items == $0.kernel.tileCount(sizes: $0.sizes) }
    }
  }
}
