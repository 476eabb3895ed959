// Substitution: walks the tree once and puts values in the place of `$name` and `$(expression)`. A parameter's tree is
// shared, not copied, wherever it is used, so what is bounded is the count of nodes that a reader of the result sees.

import Diagnostics

struct Resolver {
  /// The tree grew too large; that has been reported.
  struct Stop: Error {}

  /// A node that a name stands for, with its measures.
  struct Binding {
    var node: Node
    /// Nodes in its tree.
    var count: Int
    /// Levels of collections in it: 0 for a scalar.
    var height: Int
    /// Its value could not be computed.
    var isFailed = false
  }

  /// Names that a `repeat` declares, over the parameters.
  typealias Scope = [String: Binding]

  let sources: SourceMap
  var diagnostics: DiagnosticList
  var unresolved: Set<SourceRange> = []
  private(set) var parameters: [(name: String, value: Node)] = []
  private(set) var definitions: [String: SourceRange] = [:]
  private var bindings: Scope = [:]
  /// Parsed once: the body of a `repeat` is evaluated many times.
  private var parsed: [String: Result<Expression, ExpressionError>] = [:]
  private var nodes = 0
  private var height = 0
  var layerCount = 0
  /// How often each layer name written within a `repeat` has come up.
  var nameCounts: [LayerNameKey: Int] = [:]

  init(sources: SourceMap, diagnostics: DiagnosticList) {
    self.sources = sources
    self.diagnostics = diagnostics
  }

  /// The resolved document; nil when it gets too large.
  mutating func resolve(_ root: Node) -> Node? {
    do throws(Stop) {
      if let section = root[DocumentFields.parameters.name] { try evaluateParameters(section) }
      var entries: [Node.Entry] = []
      for entry in root.mapping ?? [] {
        let key = entry.key.scalar?.text ?? ""
        if key.hasPrefix("x-") { continue }
        entries.append(Node.Entry(key: entry.key, value: try resolveSection(key, entry.value)))
      }
      return Node(.mapping(entries), at: root.range, definition: root.definition)
    } catch {
      return nil
    }
  }

  private mutating func resolveSection(_ key: String, _ value: Node) throws(Stop) -> Node {
    switch key {
    case DocumentFields.parameters.name:
      guard let entries = value.mapping else { return value }
      // The same entries with their values: a name that is declared wrongly stays as it is.
      var resolved = value
      resolved.content = .mapping(
        entries.map { entry in
          let binding = entry.key.scalar.flatMap { bindings[$0.text] }
          return Node.Entry(key: entry.key, value: binding?.node ?? entry.value)
        })
      return resolved
    case DocumentFields.model.name:
      return try resolveModel(value)
    case DocumentFields.sweep.name:
      guard let entries = value.mapping else { return try substitute(value, [:]) }
      var resolved = value
      // Constraints are expressions over the trial's values, not over the defaults.
      var results: [Node.Entry] = []
      for entry in entries {
        let isKept = entry.key.scalar?.text == SweepFields.constraints.name
        results.append(Node.Entry(key: entry.key, value: isKept ? entry.value : try substitute(entry.value, [:])))
      }
      resolved.content = .mapping(results)
      return resolved
    default:
      return try substitute(value, [:])
    }
  }

  // MARK: - Parameters

  private mutating func evaluateParameters(_ section: Node) throws(Stop) {
    guard let entries = section.mapping else {
      if section.scalar?.value != .null {
        diagnostics.error(
          .wrongType, "parameters must be a mapping, is \(section.kindName)", at: section.range,
          help: "write 'name: value' lines under 'parameters:'")
        unresolved.insert(section.range)
      }
      return
    }
    var values: [String: Node] = [:]
    var uses: [String: [String]] = [:]
    for entry in entries {
      guard let name = entry.key.scalar?.text else { continue }
      guard Identifier.isValid(name) else {
        diagnostics.error(
          .invalidName, "'\(name)' can't be the name of a parameter", at: entry.key.range, help: Identifier.help)
        continue
      }
      definitions[name] = entry.key.range
      values[name] = entry.value
      var collector = NameCollector()
      collector.collect(entry.value)
      uses[name] = collector.names.sorted()
    }
    let names = entries.compactMap(\.key.scalar?.text).filter { values[$0] != nil }
    for (name, used) in uses { uses[name] = used.filter { values[$0] != nil } }
    let (order, cycles) = ParameterOrder.sort(names, uses: uses)
    for cycle in cycles {
      guard let name = cycle.first, let value = values[name] else { continue }
      diagnostics.error(
        .parameterCycle, "parameters go round in a circle: \(cycle.joined(separator: " -> "))", at: value.range,
        notes: cycle.dropFirst().dropLast().compactMap { name in
          definitions[name].map { Note("'\(name)' is declared here", at: .spec($0)) }
        },
        help: "give one of them a value of its own")
      for name in cycle { bindings[name] = Binding(node: value, count: 1, height: 0, isFailed: true) }
    }
    for name in order {
      guard let value = values[name], bindings[name] == nil else { continue }
      bindings[name] = try bind(value, [:])
    }
    parameters = names.compactMap { name in bindings[name].map { (name, $0.node) } }
  }

  /// Substitutes in a tree and measures it; the nodes count where it is used.
  mutating func bind(_ node: Node, _ scope: Scope) throws(Stop) -> Binding {
    let before = (nodes: nodes, height: height)
    height = 0
    let result = try substitute(node, scope)
    let binding = Binding(
      node: result, count: nodes - before.nodes, height: height, isFailed: unresolved.contains(result.range))
    (nodes, height) = before
    return binding
  }

  // MARK: - Substitution

  /// The tree with every name and expression replaced by its value.
  mutating func substitute(_ node: Node, _ scope: Scope, depth: Int = 0) throws(Stop) -> Node {
    switch node.content {
    case .scalar(let scalar):
      try count(1, height: depth, at: node)
      return try substitute(scalar, node, scope, depth: depth)
    case .sequence(let items):
      try count(1, height: depth, at: node)
      var results: [Node] = []
      results.reserveCapacity(items.count)
      for item in items { results.append(try substitute(item, scope, depth: depth + 1)) }
      return Node(.sequence(results), at: node.range, definition: node.definition)
    case .mapping(let entries):
      try count(1, height: depth, at: node)
      var results: [Node.Entry] = []
      results.reserveCapacity(entries.count)
      for entry in entries {
        results.append(Node.Entry(key: entry.key, value: try substitute(entry.value, scope, depth: depth + 1)))
      }
      return Node(.mapping(results), at: node.range, definition: node.definition)
    }
  }

  private mutating func substitute(_ scalar: Scalar, _ node: Node, _ scope: Scope, depth: Int) throws(Stop) -> Node {
    switch Substitution(scalar.text) {
    case .none: return node
    case .literal(let text):
      let literal = Scalar(text: text, isPlain: false, value: .string(text))
      return Node(.scalar(literal), at: node.range, definition: node.definition)
    case .name(let name):
      guard let binding = lookup(name, scope) else {
        report(unknown(name, at: 1..<scalar.text.utf8.count, scope), in: node)
        return node
      }
      if binding.isFailed {
        unresolved.insert(node.range)
        return node
      }
      // The scalar itself has been counted.
      try count(binding.count - 1, height: depth + binding.height, at: node)
      let value = binding.node
      return Node(value.content, at: node.range, definition: value.definition ?? value.range)
    case .expression(let part):
      guard let value = evaluate(scalar.text, in: part, node, scope) else { return node }
      // Its text is its definition: what edits a literal leaves it alone.
      return Node(.scalar(Scalar(value)), at: node.range, definition: node.definition ?? node.range)
    case .malformed(let help):
      let suggestion = suggestion(forMalformed: scalar.text, node, names: suggestedNames(scope), orElse: help)
      diagnostics.error(
        .substitutionSyntax, "'\(scalar.text)' begins with a dollar sign but is no parameter", at: node.range,
        help: suggestion.help, fix: suggestion.fix)
      unresolved.insert(node.range)
      return node
    }
  }

  /// The value of an expression in a scalar; nil when it has none, which has then been reported.
  mutating func evaluate(_ text: String, in part: Range<Int>?, _ node: Node, _ scope: Scope) -> ExpressionValue? {
    let result =
      parsed[text]
      ?? Result { () throws(ExpressionError) in try Expression.parse(text, in: part) }
    parsed[text] = result
    do throws(ExpressionError) {
      let expression = try result.get()
      if expression.names.contains(where: { lookup($0.name, scope)?.isFailed ?? false }) {
        unresolved.insert(node.range)
        return nil
      }
      return try expression.evaluate { name, range throws(ExpressionError) in
        try expressionValue(of: name, at: range, scope)
      }
    } catch {
      report(error, in: node)
      return nil
    }
  }

  private func lookup(_ name: String, _ scope: Scope) -> Binding? { scope[name] ?? bindings[name] }

  /// The names that may have been meant; none behind the mistakes that are looked into, since each suggestion looks at all.
  private func suggestedNames(_ scope: Scope) -> [String] {
    if diagnostics.items.count >= DocumentLimits.findings { return [] }
    return (Array(scope.keys) + Array(bindings.keys)).sorted()
  }

  private func unknown(_ name: String, at range: Range<Int>, _ scope: Scope) -> ExpressionError {
    let names = suggestedNames(scope)
    let help =
      names.isEmpty
      ? "declare it: 'parameters: {\(name): ...}'"
      : DidYouMean.help(for: name, in: names, naming: "parameters")
    return ExpressionError(
      .unknownName, "unknown parameter '\(name)'", at: range, help: help,
      nearName: DidYouMean.nearest(to: name, in: names))
  }

  private func expressionValue(
    of name: String, at range: Range<Int>, _ scope: Scope
  ) throws(ExpressionError) -> ExpressionValue {
    guard let binding = lookup(name, scope) else { throw unknown(name, at: range, scope) }
    switch binding.node.scalar?.value {
    case .integer(let value): return .integer(value)
    case .number(let value): return .number(value)
    case .boolean(let value): return .boolean(value)
    case .string(let value): return .string(value)
    case .null, nil:
      throw ExpressionError(
        .expressionType, "'\(name)' is \(binding.node.kindName), which an expression can't compute with", at: range,
        help: "expressions take numbers, booleans and strings")
    }
  }

  /// Reports an error at its part of a scalar, and the scalar as unresolved.
  mutating func report(_ error: ExpressionError, in node: Node) {
    let range = ScalarPositions.range(of: error.range, in: node, sources: sources)
    let fix = error.nearName.flatMap { near in
      sources[range.path].flatMap { renaming(at: range, from: $0.text(of: range), to: near) }
    }
    diagnostics.error(error.code, error.message, at: range, help: error.help, fix: fix)
    unresolved.insert(node.range)
  }

  // MARK: - Limits

  mutating func count(_ more: Int, height reached: Int, at node: Node) throws(Stop) {
    nodes += more
    height = max(height, reached)
    guard nodes > ResolvingLimits.nodes || reached > ResolvingLimits.depth else { return }
    let what =
      reached > ResolvingLimits.depth
      ? "nests more than \(ResolvingLimits.depth) deep" : "has more than \(ResolvingLimits.nodes) nodes"
    throw stop("with its parameters in place the spec \(what)", at: node)
  }

  mutating func stop(_ message: String, at node: Node) -> Stop {
    diagnostics.error(
      .tooLargeAfterSubstitution, message, at: node.range, help: "use fewer repeats, or smaller parameters")
    return Stop()
  }
}

extension Scalar {
  /// What an expression came to, as it would be written.
  init(_ value: ExpressionValue) {
    switch value {
    case .integer(let value): self.init(text: String(value), isPlain: true, value: .integer(value))
    case .number(let value): self.init(text: value.description, isPlain: true, value: .number(value))
    case .boolean(let value): self.init(text: String(value), isPlain: true, value: .boolean(value))
    case .string(let value): self.init(text: value, isPlain: false, value: .string(value))
    }
  }
}
