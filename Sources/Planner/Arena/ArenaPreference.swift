// In which order buffers are preferred where several could be placed at the same offset. No order is best for all
// problems, and a search that begins badly rarely recovers: searches go through several orders with growing budgets.

/// Criteria from the most important on; larger values come first, and earlier items where all are equal.
struct ArenaPreference {
  enum Criterion {
    /// Bytes in the fullest of the item's cliques.
    case crowding
    /// Time that the item lives.
    case length
    /// Size times length.
    case area
    /// Cliques that the item is in.
    case span
    /// Size times span.
    case cliqueArea
  }

  var criteria: [Criterion]
  /// Whether crowding is counted anew, from what is unplaced, in every part that a placement cuts off.
  var isRenewed = false

  static let all = [
    ArenaPreference(criteria: [.crowding, .length, .area]),
    ArenaPreference(criteria: [.length, .area, .crowding]),
    ArenaPreference(criteria: [.crowding, .length, .area], isRenewed: true),
    ArenaPreference(criteria: [.crowding, .cliqueArea, .span]),
    ArenaPreference(criteria: [.cliqueArea, .span, .crowding]),
    ArenaPreference(criteria: [.span, .cliqueArea, .crowding]),
  ]

  /// Some of a component's items in order of preference.
  ///
  /// - Parameter totals: scratch, an element for each clique.
  func sorted(_ members: some Sequence<Int>, of component: ArenaComponent, totals: inout [Int]) -> [Int] {
    let members = Array(members)
    for member in members { for clique in component.items[member].cliques { totals[clique] = 0 } }
    for member in members {
      for clique in component.items[member].cliques { totals[clique] += component.items[member].size }
    }
    let values = members.map { member in
      let item = component.items[member]
      return criteria.map { criterion in
        switch criterion {
        case .crowding: Double(item.cliques.reduce(0) { max($0, totals[$1]) })
        case .length: item.length
        case .area: Double(item.size) * item.length
        case .span: Double(item.cliques.count)
        case .cliqueArea: Double(item.size) * Double(item.cliques.count)
        }
      }
    }
    return members.indices.sorted { a, b in
      for (left, right) in zip(values[a], values[b]) where left != right { return left > right }
      return members[a] < members[b]
    }.map { members[$0] }
  }
}
