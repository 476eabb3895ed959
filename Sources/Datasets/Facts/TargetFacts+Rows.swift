// The order of the training rows' targets: where they change, how long they stay, whether they only rise or fall.

extension TargetFacts {
  /// - Parameter rows: the training rows, in their order.
  init(_ targets: TableTargets, rows: [UInt32]) {
    switch targets {
    case .classes(let memory):
      self = memory.withElements(of: Int32.self) { classes in
        TargetFacts(rows: rows, width: 1, count: classes.count, numbers: nil) { classes[$0] }
      }
    case .numbers(let memory, let width):
      let figures = ColumnFacts(floats: memory, rows: rows, width: width)
      self = memory.withElements(of: Float.self) { values in
        TargetFacts(rows: rows, width: width, count: values.count, numbers: figures) { values[$0] }
      }
    }
  }

  /// - Parameters:
  ///   - width: the target's elements a row.
  ///   - count: all elements of the table.
  ///   - element: the element at a place, [rows, width].
  private init<Element: Comparable>(
    rows: [UInt32], width: Int, count: Int, numbers: ColumnFacts?, element: (Int) -> Element
  ) {
    self.init(changes: 0, longestRun: 0, areSorted: false, numbers: numbers)
    var (rises, falls) = (0, 0)
    var run = 0
    var previous: Int?
    for row in rows {
      let start = Int(row) * width
      guard start + width <= count else { continue }
      var isChange = false
      if let previous {
        for i in 0..<width {
          let (before, after) = (element(previous + i), element(start + i))
          if before < after { rises += 1 } else if before > after { falls += 1 } else { continue }
          isChange = true
        }
      }
      if isChange { changes += 1 }
      run = isChange ? 1 : run + 1
      longestRun = max(longestRun, run)
      previous = start
    }
    areSorted = width == 1 && changes > 0 && (rises == 0 || falls == 0)
  }
}
