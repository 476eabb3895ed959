// Branch and bound on one question: does a component fit a capacity?
//
// Only canonical placements are visited (Moffitt, "MiniMalloc", ASPLOS 2023): buffers are placed in ascending order of
// offset, each on top of what lies under it. Every placement can be pushed down into a canonical one, so none is lost.
// At each node:
//   - a buffer below the current offset, or tried before at its own, must first be lifted by another;
//   - in each clique (buffers that are all live at one time) the rest must be stacked: taken in ascending order of their
//     lowest offsets they give the least top, and one above the capacity ends the branch;
//   - a buffer goes nowhere at or above the top that another could have now: that would leave a gap for nothing;
//   - of identical buffers the first goes first;
//   - buffers that no unplaced one connects any more are decided apart. A part that fails takes the search back to the
//     placement that cut it off, past all that other parts have decided since.
//
// The state is a handful of stacks: backtracking undoes changes, and nothing recurses.

struct ArenaSearch {
  enum Outcome: Sendable, Hashable {
    case found
    /// There is no placement: the proof is complete.
    case exhausted
    case outOfBudget
  }

  /// A part of the component that is still to be decided.
  private struct Part {
    /// Its items in `members`, in order of their beginnings.
    var range: Range<Int>
    /// The frame whose placement cut it off, -1 for the whole.
    var parent: Int
    /// The part to decide after this one, -1 for none.
    var next: Int
    /// Offset of the last placement: what follows comes no lower.
    var floor: Int
  }

  /// A choice: which item of a part is placed next.
  private struct Frame {
    var part: Int
    /// The choice tried now, in `choices`; one before the first where none has been.
    var choice: Int
    var choiceEnd: Int
    /// Lengths of the stacks to return to before another choice.
    var memberCount: Int
    var partCount: Int
    var changeCount: Int
  }

  private enum Change {
    case placed(item: Int)
    case blocked(item: Int)
    case lifted(item: Int, from: Int, wasBlocked: Bool)
    case ranked(item: Int, before: Int)
  }

  private let component: ArenaComponent
  private let capacity: Int
  private let preference: ArenaPreference
  /// Of identical items, the one before; -1 for none.
  private let twins: [Int]
  /// Position of each item in the order of preference.
  private var ranks: [Int]
  /// The lowest offset that each item can have above the placed ones; a placed item's offset.
  private(set) var offsets: [Int]
  private(set) var nodeCount = 0
  private var isPlaced: [Bool]
  private var isBlocked: [Bool]

  private var members: [Int] = []
  private var parts: [Part] = []
  private var frames: [Frame] = []
  private var choices: [Int] = []
  private var changes: [Change] = []
  /// Scratch: a part's items by lowest offset, and a figure for each clique.
  private var order: [(offset: Int, item: Int)] = []
  private var tops: [Int]

  /// Components of more items are not searched: the stack of members grows with the square of their number, to 64 MiB.
  static let mostItems = 4096

  init(_ component: ArenaComponent, capacity: Int, preference: ArenaPreference) {
    self.component = component
    self.capacity = capacity
    self.preference = preference
    twins = component.twins
    let count = component.items.count
    ranks = [Int](repeating: 0, count: count)
    offsets = [Int](repeating: 0, count: count)
    isPlaced = [Bool](repeating: false, count: count)
    isBlocked = [Bool](repeating: false, count: count)
    tops = [Int](repeating: 0, count: component.cliqueCount)
  }

  /// Searches until a placement is found, none is left or the budget is used up. A search runs once.
  mutating func run(nodeBudget: Int) -> Outcome {
    members = Array(component.items.indices)
    rank(members.indices)
    changes = []
    guard isPossible(members.indices, floor: 0) else { return .exhausted }
    parts = [Part(range: members.indices, parent: -1, next: -1, floor: 0)]
    var agenda = 0
    while agenda >= 0 {
      openFrame(for: agenda)
      var next: Int?
      while next == nil {
        let top = frames.count - 1
        undo(to: frames[top])
        frames[top].choice += 1
        let frame = frames[top]
        guard frame.choice < frame.choiceEnd else {
          let parent = parts[frame.part].parent
          guard parent >= 0 else { return .exhausted }
          choices.removeLast(choices.count - frames[parent].choiceEnd)
          undo(to: frames[parent])
          frames.removeLast(top - parent)
          block(frame: parent)
          continue
        }
        guard nodeCount < nodeBudget else { return .outOfBudget }
        nodeCount += 1
        next = place(choices[frame.choice], of: frame.part)
        if next == nil {
          undo(to: frame)
          block(frame: top)
        }
      }
      agenda = next ?? -1
    }
    return .found
  }

  /// Takes back all that was done since a frame was opened or last blocked a choice.
  private mutating func undo(to frame: Frame) {
    while changes.count > frame.changeCount {
      switch changes.removeLast() {
      case .placed(let item): isPlaced[item] = false
      case .blocked(let item): isBlocked[item] = false
      case .lifted(let item, let offset, let wasBlocked):
        offsets[item] = offset
        isBlocked[item] = wasBlocked
      case .ranked(let item, let rank): ranks[item] = rank
      }
    }
    members.removeLast(members.count - frame.memberCount)
    parts.removeLast(parts.count - frame.partCount)
  }

  /// A choice that failed stays blocked for the frame's later ones: no solution has the item where it is now.
  private mutating func block(frame: Int) {
    let item = choices[frames[frame].choice]
    isBlocked[item] = true
    changes.append(.blocked(item: item))
    frames[frame].changeCount = changes.count
  }

  /// Pushes a frame with the choices for a part.
  private mutating func openFrame(for part: Int) {
    let first = choices.count
    let lowestTop = parts[part].range.reduce(Int.max) { lowest, index in
      min(lowest, offsets[members[index]] + component.items[members[index]].size)
    }
    for index in parts[part].range {
      let item = members[index]
      let isNext = twins[item] < 0 || isPlaced[twins[item]]
      if isNext, !isBlocked[item], parts[part].floor <= offsets[item], offsets[item] < lowestTop {
        choices.append(item)
      }
    }
    choices[first...].sort { (offsets[$0], ranks[$0]) < (offsets[$1], ranks[$1]) }
    frames.append(
      Frame(
        part: part, choice: first - 1, choiceEnd: choices.count, memberCount: members.count, partCount: parts.count,
        changeCount: changes.count))
  }

  /// Places an item at its lowest offset and lifts those that live with it.
  ///
  /// - Returns: the part to decide next, -1 where all are decided, or nil where some part can't be placed any more.
  private mutating func place(_ chosen: Int, of part: Int) -> Int? {
    let placed = component.items[chosen]
    let floor = offsets[chosen]
    let top = floor + placed.size
    let range = parts[part].range
    var next = parts[part].next
    isPlaced[chosen] = true
    changes.append(.placed(item: chosen))
    let firstPart = parts.count
    var pieces = 1
    var start = members.count
    var end = -1
    for index in range where members[index] != chosen {
      let member = members[index]
      let item = component.items[member]
      if offsets[member] < top, item.cliques.overlaps(placed.cliques) {
        changes.append(.lifted(item: member, from: offsets[member], wasBlocked: isBlocked[member]))
        offsets[member] = top.roundedUp(to: item.alignment)
        isBlocked[member] = false
      }
      // One that begins after all before have ended begins a part.
      if item.cliques.lowerBound > end, members.count > start {
        guard close(start..<members.count, floor, &next) else { return nil }
        start = members.count
        pieces += 1
      }
      end = max(end, item.cliques.upperBound)
      members.append(member)
    }
    guard close(start..<members.count, floor, &next) else { return nil }
    if preference.isRenewed, pieces > 1 {
      for part in firstPart..<parts.count { rank(parts[part].range) }
    }
    return next
  }

  /// Puts a part at the agenda's head unless it is decided at once.
  ///
  /// - Returns: whether the part is still possible.
  private mutating func close(_ range: Range<Int>, _ floor: Int, _ next: inout Int) -> Bool {
    guard isPossible(range, floor: floor) else { return false }
    if range.count > 1 {
      parts.append(Part(range: range, parent: frames.count - 1, next: next, floor: floor))
      next = parts.count - 1
    }
    return true
  }

  /// Numbers a part's items in the order of preference.
  private mutating func rank(_ range: Range<Int>) {
    for (rank, item) in preference.sorted(members[range], of: component, totals: &tops).enumerated() {
      changes.append(.ranked(item: item, before: ranks[item]))
      ranks[item] = rank
    }
  }

  /// Whether no clique's rest is stacked above the capacity.
  private mutating func isPossible(_ range: Range<Int>, floor: Int) -> Bool {
    var smallest = Int.max
    for index in range { smallest = min(smallest, component.items[members[index]].size) }
    order.removeAll(keepingCapacity: true)
    for index in range {
      let member = members[index]
      let item = component.items[member]
      var offset = offsets[member]
      if offset < floor || isBlocked[member] { offset = floor + smallest }
      guard offset <= capacity - item.size else { return false }
      order.append((offset, member))
      for clique in item.cliques { tops[clique] = 0 }
    }
    guard order.count > 1 else { return true }
    order.sort { $0.offset < $1.offset }
    // The topmost of a clique need not be padded.
    let limit = capacity + component.largestPadding
    for (offset, member) in order {
      let item = component.items[member]
      for clique in item.cliques {
        let top = max(tops[clique], offset) + item.paddedSize
        if top > limit { return false }
        tops[clique] = top
      }
    }
    return true
  }
}
