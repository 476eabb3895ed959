// Which held-out rows are training rows too. The held-out rows, usually the fewer, are put into groups of equal ones; then
// the training rows go by once, and each looks for its group. Time grows with the rows, however many are alike, and memory
// with the held-out rows only.

/// The rows of a table as bytes: inputs and targets.
private struct TableBytes {
  let table: Table
  /// Bytes of a row's inputs and of its target.
  let inputWidth: Int
  let targetWidth: Int

  init(_ table: Table, inputWidth: Int) {
    self.table = table
    self.inputWidth = inputWidth
    switch table.targets {
    case .classes: targetWidth = MemoryLayout<Int32>.size
    case .numbers(_, let width): targetWidth = width * MemoryLayout<Float>.size
    }
  }

  func inputs(_ row: UInt32) -> Range<Int> { Int(row) * inputWidth..<(Int(row) + 1) * inputWidth }
  func target(_ row: UInt32) -> Range<Int> { Int(row) * targetWidth..<(Int(row) + 1) * targetWidth }

  func hasInputs(_ row: UInt32, of other: TableBytes, _ otherRow: UInt32) -> Bool {
    RowHash.areEqual(table.inputs, inputs(row), other.table.inputs, other.inputs(otherRow))
  }

  func hasInputsAndTarget(_ row: UInt32, of other: TableBytes, _ otherRow: UInt32) -> Bool {
    RowHash.areEqual(table.targets.memory, target(row), other.table.targets.memory, other.target(otherRow))
      && hasInputs(row, of: other, otherRow)
  }

  func inputHash(_ row: UInt32, _ hash: RowHash) -> UInt64 { hash.hash(table.inputs, inputs(row)) }

  func targetHash(_ row: UInt32, _ hash: RowHash, after inputHash: UInt64) -> UInt64 {
    hash.hash(table.targets.memory, target(row), after: inputHash)
  }
}

extension Dataset {
  /// What a held-out set shares with the training rows.
  func duplicates(in heldOut: RowSet, _ hash: RowHash) -> DuplicateFacts {
    let rowBytes = featureCount * elementType.size
    let heldOutTable = TableBytes(tables[heldOut.table], inputWidth: rowBytes)
    let trainingTable = TableBytes(tables[training.table], inputWidth: rowBytes)
    var byInputs = RowGroups(capacity: heldOut.count)
    var byBoth = RowGroups(capacity: heldOut.count)
    for row in heldOut.rows {
      let inputHash = heldOutTable.inputHash(row, hash)
      byInputs.add(row, hash: inputHash) { heldOutTable.hasInputs(row, of: heldOutTable, $0) }
      byBoth.add(row, hash: heldOutTable.targetHash(row, hash, after: inputHash)) {
        heldOutTable.hasInputsAndTarget(row, of: heldOutTable, $0)
      }
    }
    for row in training.rows {
      let inputHash = trainingTable.inputHash(row, hash)
      let isKnown = byInputs.match(row, hash: inputHash) { trainingTable.hasInputs(row, of: heldOutTable, $0) }
      guard isKnown else { continue }
      byBoth.match(row, hash: trainingTable.targetHash(row, hash, after: inputHash)) {
        trainingTable.hasInputsAndTarget(row, of: heldOutTable, $0)
      }
    }
    return DuplicateFacts(byInputs, byBoth)
  }
}

extension DuplicateFacts {
  fileprivate init(_ byInputs: RowGroups, _ byBoth: RowGroups) {
    self.init(sameInputs: byInputs.matchedRows, sameInputsAndTarget: byBoth.matchedRows, first: nil)
    // Groups stand in the order of their first rows.
    for group in byInputs.groups {
      guard let trainingRow = group.trainingRow else { continue }
      first = Pair(trainingRow: Int(trainingRow), heldOutRow: Int(group.row))
      return
    }
  }
}

extension RowGroups {
  /// Rows of groups that some training row equals.
  fileprivate var matchedRows: Int { groups.reduce(0) { $1.trainingRow == nil ? $0 : $0 + $1.count } }
}
