// The order in which parameters are evaluated: each after those it uses. A depth-first walk with a stack of its own,
// since a chain of parameters may be longer than the machine's stack is deep.

enum ParameterOrder {
  /// - Parameter uses: for each parameter, the parameters that its value names, in a fixed order.
  /// - Returns: every parameter after those it uses; and every circle, as the way round it.
  static func sort(_ names: [String], uses: [String: [String]]) -> (order: [String], cycles: [[String]]) {
    var order: [String] = []
    var cycles: [[String]] = []
    var done: Set<String> = []
    for root in names where !done.contains(root) {
      // The way from the root to where the walk stands, and how many of each one's uses have been followed.
      var path: [(name: String, next: Int)] = [(root, 0)]
      var open: Set<String> = [root]
      while let top = path.last {
        let used = uses[top.name] ?? []
        guard top.next < used.count else {
          path.removeLast()
          open.remove(top.name)
          if done.insert(top.name).inserted { order.append(top.name) }
          continue
        }
        path[path.count - 1].next += 1
        let name = used[top.next]
        if open.contains(name) {
          cycles.append(path.map(\.name).drop { $0 != name } + [name])
        } else if !done.contains(name) {
          path.append((name, 0))
          open.insert(name)
        }
      }
    }
    return (order, cycles)
  }
}
