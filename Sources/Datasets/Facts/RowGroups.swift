// Rows of a table in groups of equal ones: a hash table with open addressing. A hash only says where to look; rows are
// in one group when the caller has compared their bytes.

/// Groups of equal rows.
struct RowGroups {
  struct Group {
    let hash: UInt64
    /// The group's first row in its table.
    let row: UInt32
    /// Its rows.
    var count: Int
    /// The first training row that equals them, once one is found.
    var trainingRow: UInt32?
  }

  private(set) var groups: [Group] = []
  /// Numbers of groups plus one, 0 for a free place. A power of two, at least twice the groups, so that searches end.
  private var places: [UInt32]

  /// - Parameter capacity: at least as many rows as will be added.
  init(capacity: Int) {
    var size = 2
    while size < 2 * capacity { size *= 2 }
    places = [UInt32](repeating: 0, count: size)
  }

  /// Adds a row to its group, or makes one for it.
  ///
  /// - Parameter isEqual: whether the row equals another one that was added.
  mutating func add(_ row: UInt32, hash: UInt64, _ isEqual: (UInt32) -> Bool) {
    let (place, group) = find(hash, isEqual)
    if let group {
      groups[group].count += 1
    } else {
      groups.append(Group(hash: hash, row: row, count: 1))
      places[place] = UInt32(truncatingIfNeeded: groups.count)
    }
  }

  /// Notes that the group whose rows equal this training row has one.
  ///
  /// - Returns: whether there is such a group.
  @discardableResult
  mutating func match(_ trainingRow: UInt32, hash: UInt64, _ isEqual: (UInt32) -> Bool) -> Bool {
    guard let group = find(hash, isEqual).group else { return false }
    if groups[group].trainingRow == nil { groups[group].trainingRow = trainingRow }
    return true
  }

  /// Where the search ends, and the group that it finds.
  private func find(_ hash: UInt64, _ isEqual: (UInt32) -> Bool) -> (place: Int, group: Int?) {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0 {
      let group = Int(places[place]) - 1
      if groups[group].hash == hash, isEqual(groups[group].row) { return (place, group) }
      place = (place + 1) & mask
    }
    return (place, nil)
  }
}
