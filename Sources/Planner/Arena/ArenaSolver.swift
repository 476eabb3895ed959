// The solver: greedy orders first, then branch and bound where they miss the bound, component by component. The peak is
// the highest of the components'. The budget counts nodes, never time, so results are the same everywhere.

/// Offsets with the lowest peak that the budget finds, deterministic for a problem and a budget.
///
/// - Parameter nodeBudget: placements that branch and bound may try. One takes about as long as there are items.
public func place(_ problem: ArenaProblem, nodeBudget: Int) -> ArenaSolution {
  var solver = ArenaSolver(problem, goal: 0, nodeBudget: nodeBudget)
  solver.minimize()
  return solver.solution
}

/// Whether a problem fits a capacity: stops at the first placement that does.
///
/// - Parameter nodeBudget: placements that branch and bound may try.
public func fit(_ problem: ArenaProblem, capacity: Int, nodeBudget: Int) -> ArenaFit {
  var solver = ArenaSolver(problem, goal: capacity, nodeBudget: nodeBudget)
  solver.fit(capacity)
  let solution = solver.solution
  if solution.byteCount <= capacity { return .fits(solution) }
  return solution.provedBound > capacity ? .impossible(solution) : .undecided(solution)
}

/// Buffers that overlap one another, directly or through others, beyond which only greedy orders are tried.
public let mostSearchedItems = ArenaSearch.mostItems

private struct ArenaSolver {
  /// What is known of a component.
  private struct State {
    let component: ArenaComponent
    var offsets: [Int]
    /// The peak of the offsets, and a bound that no placement beats.
    var peak: Int
    var bound: Int
  }

  private let problem: ArenaProblem
  private let lowerBound: Int
  private var states: [State]
  private var nodeCount = 0
  private let nodeBudget: Int

  /// Places all components greedily.
  ///
  /// - Parameter goal: a peak to stop at; the bound of the whole problem is one in any case.
  init(_ problem: ArenaProblem, goal: Int, nodeBudget: Int) {
    self.problem = problem
    self.nodeBudget = nodeBudget
    let components = problem.components()
    let bounds = components.map(\.lowerBound)
    lowerBound = bounds.max() ?? 0
    let goal = max(goal, lowerBound)
    states = zip(components, bounds).map { component, bound in
      let greedy = component.placedGreedily(goal: goal)
      return State(component: component, offsets: greedy.offsets, peak: greedy.peak, bound: bound)
    }
  }

  var solution: ArenaSolution {
    var offsets = [Int](repeating: 0, count: problem.items.count)
    for state in states {
      for (item, offset) in zip(state.component.items, state.offsets) { offsets[item.index] = offset }
    }
    return ArenaSolution(
      offsets: offsets, byteCount: states.reduce(0) { max($0, $1.peak) }, lowerBound: lowerBound,
      provedBound: states.reduce(0) { max($0, $1.bound) }, nodeCount: nodeCount)
  }

  /// Searches components that are above the capacity, until one is impossible or undecided.
  mutating func fit(_ capacity: Int) {
    for index in states.indices where states[index].peak > capacity {
      if states[index].bound <= capacity, canSearch(states[index].component) {
        search(index, capacity: capacity, nodes: nodeBudget - nodeCount)
      }
      if states[index].peak > capacity { return }
    }
  }

  /// Lowers the highest components' peaks until the budget is used up; nothing is gained below another's peak.
  mutating func minimize() {
    var floor = lowerBound
    for index in states.indices.sorted(by: { (-states[$0].peak, $0) < (-states[$1].peak, $1) }) {
      lowerPeak(of: index, floor: floor)
      floor = max(floor, states[index].peak)
    }
  }

  /// Asks for the bound first, then for capacities halfway to the peak, with more nodes each time around.
  private mutating func lowerPeak(of index: Int, floor: Int) {
    let step = states[index].component.granularity
    var nodes = 16 * states[index].component.items.count
    while canSearch(states[index].component), states[index].peak > max(states[index].bound, floor) {
      var capacity = max(states[index].bound, floor)
      while capacity < states[index].peak, canSearch(states[index].component) {
        switch search(index, capacity: capacity, nodes: min(nodes, nodeBudget - nodeCount)) {
        case .found: break
        case .exhausted: capacity = max(states[index].bound, floor)
        case .outOfBudget:
          // The middle, rounded up to where a peak can be.
          capacity += max(step, (states[index].peak - capacity) / 2 / step * step)
        }
      }
      nodes = nodes < nodeBudget / 4 ? nodes * 4 : nodeBudget
    }
  }

  /// Whether a search of a component can be afforded; with fewer nodes than items it would rarely reach a placement.
  private func canSearch(_ component: ArenaComponent) -> Bool {
    component.items.count <= min(ArenaSearch.mostItems, nodeBudget - nodeCount)
  }

  /// Searches a component with one preference after the other, with doubling budgets; keeps what it learns.
  @discardableResult
  private mutating func search(_ index: Int, capacity: Int, nodes: Int) -> ArenaSearch.Outcome {
    let component = states[index].component
    let end = nodeCount + nodes
    var limit = 2 * component.items.count
    while true {
      for preference in ArenaPreference.all {
        guard nodeCount < end else { return .outOfBudget }
        var search = ArenaSearch(component, capacity: capacity, preference: preference)
        let outcome = search.run(nodeBudget: min(limit, end - nodeCount))
        // A search that is over before its first node counts as one, so that all searches end.
        nodeCount += max(1, search.nodeCount)
        switch outcome {
        case .found:
          states[index].offsets = search.offsets
          states[index].peak = zip(component.items, search.offsets).reduce(0) { max($0, $1.1 + $1.0.size) }
          return .found
        case .exhausted:
          let step = component.granularity
          states[index].bound = capacity / step * step + step
          return .exhausted
        case .outOfBudget: break
        }
      }
      limit *= 2
    }
  }
}
