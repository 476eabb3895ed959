// Events -> a tree of nodes, with aliases and merge keys expanded, in one recursive descent.
//
// A mistake that leaves the rest readable is reported and what it spoils is left out of the tree (`Composed.node` is
// nil), so that the decoder doesn't report it again as something else. Syntax errors and exceeded limits end the walk.
// Aliases share their anchor's storage: only a count of what they stand for grows, and that count is limited.

import Diagnostics

struct Composer: ~Copyable {
  /// The walk can't go on; the reason has been reported.
  struct Stop: Error {}

  /// What a node's events came to.
  struct Composed {
    /// Nil where a reported mistake has spoilt it.
    var node: Node?
    /// Levels of collections in it: 0 for a scalar.
    var height = 0
    /// The end of its text, also where there is no node.
    var end: SourcePosition
  }

  let text: SourceText
  private var parser: EventParser
  private(set) var diagnostics = DiagnosticList()
  var anchors = AnchorTable()
  private var writtenNodes = 0
  var expandedNodes = 0
  var depth = 0
  /// How many of the open collections are flow collections.
  private(set) var flowDepth = 0
  /// The column of the innermost open block collection, from 0; -1 outside of all.
  private(set) var blockColumn = -1
  /// In a flow collection, what begins before this offset belongs to an unquoted expression that has been reported.
  private var swallowedUntil = 0
  /// Scalars and tags, in the order of the text: where a `#` begins no comment.
  private(set) var opaque: [Range<Int>] = []
  /// How far the events have come.
  private var readUntil = 0

  /// A text's one document. Its `root` is nil when there is none or it can't be read, which is then reported.
  static func compose(_ text: SourceText, diagnostics: inout DiagnosticList) -> WrittenText {
    guard DocumentLimits.admit(text, diagnostics: &diagnostics) else { return WrittenText(path: text.path) }
    let parser: EventParser
    do throws(SyntaxProblem) {
      parser = try EventParser(text)
    } catch {
      diagnostics.append(SyntaxErrors.diagnostic(for: error, in: text))
      return WrittenText(path: text.path)
    }
    var composer = Composer(text: text, parser: parser)
    let root = composer.composeStream()
    let comments = CommentScanner.comments(in: text, outside: composer.opaque, until: composer.readUntil)
    composer.report(comments.touching.map(CommentSpacing.finding))
    diagnostics.append(contentsOf: composer.diagnostics.items)
    return WrittenText(path: text.path, root: root, anchors: composer.anchors.written, comments: comments.all)
  }

  private init(text: SourceText, parser: consuming EventParser) {
    self.text = text
    self.parser = parser
  }

  // MARK: - The stream and its document

  private mutating func composeStream() -> Node? {
    do throws(Stop) {
      var event = try next()
      while case .streamStart = event.content { event = try next() }
      guard case .documentStart = event.content else {
        try report(.emptyDocument(text))
        return nil
      }
      let root = try compose(try next())
      try finishDocument(try next())
      if let scalar = root.node?.scalar, scalar.isPlain, scalar.text.isEmpty {
        try report(.emptyDocument(text))
        return nil
      }
      return root.node
    } catch {
      return nil
    }
  }

  /// Sees to it that nothing follows the document. Directives are not given to libyaml again, since it is quadratic in
  /// their number: what begins another document is recognized here.
  private mutating func finishDocument(_ event: Event) throws(Stop) {
    guard case .documentEnd(let isExplicit) = event.content else { return }
    var rest = text.offsetAfterBlanksAndComments(from: event.end.offset)
    while isExplicit, text.bytes[rest...].starts(with: "...".utf8) {
      rest = text.offsetAfterBlanksAndComments(from: rest + 3)
    }
    readUntil = max(readUntil, rest)
    guard let byte = text.byte(at: rest) else { return }
    if isExplicit || byte == UInt8(ascii: "%") || text.bytes[rest...].starts(with: "---".utf8) {
      let start = text.position(from: event.end, to: rest)
      try report(
        .secondDocument, "a second document begins here", at: text.rangeOfRest(from: start),
        help: "a file holds one spec; put the second into a file of its own")
      return
    }
    // Anything else is a syntax error, which libyaml words.
    _ = try next()
  }

  // MARK: - Nodes

  mutating func compose(_ event: Event) throws(Stop) -> Composed {
    writtenNodes += 1
    expandedNodes += 1
    if writtenNodes > DocumentLimits.nodes {
      throw stop(
        .tooManyNodes, "the document has more than \(DocumentLimits.nodes) nodes",
        at: text.rangeOfCharacter(at: event.start), help: "keep data in files of its own and name them under 'data'")
    }
    try checkPlace(of: event)
    switch event.content {
    case .alias(let name): return try expand(name, event)
    case .scalar(let string, let properties, let style): return try composeScalar(string, properties, style, event)
    case .sequenceStart(let properties, let isFlow):
      return try composeCollection(properties, isFlow: isFlow, from: event) { composer, start throws(Stop) in
        try composer.composeItems(from: start, isFlow: isFlow)
      }
    case .mappingStart(let properties, let isFlow):
      return try composeCollection(properties, isFlow: isFlow, from: event) { composer, start throws(Stop) in
        try composer.composeEntries(from: start, isFlow: isFlow)
      }
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
      // Not where a node is wanted: libyaml balances its events.
      return Composed(node: nil, end: event.end)
    }
  }

  private mutating func composeScalar(
    _ string: String, _ properties: Event.Properties, _ style: Event.ScalarStyle, _ event: Event
  ) throws(Stop) -> Composed {
    let places = places(of: event, properties)
    let (start, tag) = (places.start, places.tag)
    // The line of a block scalar's `|` may end in a comment.
    noteOpaque(from: style == .block ? text.offsetOfBreak(ofLine: start.line) : start.offset, to: event.end.offset)
    let end = style == .block ? text.positionWithoutTrailingBlanks(event.end, after: start) : event.end
    let range = SourceRange(path: text.path, start: start, end: end)
    try checkName(places.anchor)
    try checkScalar(string, style, at: range, from: event)
    if style == .plain, flowDepth > 0, let expression = UnquotedExpression(in: text, at: range, plain: string) {
      if !isSwallowed(start) { try report(expression.diagnostic) }
      swallowedUntil = max(swallowedUntil, expression.range.end.offset)
      declare(properties.anchor, at: places.anchor, as: .spoilt)
      return Composed(node: nil, end: end)
    }
    var scalar = Scalar(text: string, isPlain: style == .plain, value: .string(string))
    if let name = properties.tag {
      do throws(CoreTag.Mismatch) {
        scalar = try CoreTag.apply(name, toScalar: scalar)
      } catch {
        try report(.tagNotAllowed, error.message, at: tag ?? range, help: error.help)
      }
    } else if style == .plain {
      scalar.value = CoreSchema.value(ofPlain: string)
    }
    let node = Node(.scalar(scalar), at: range)
    declare(properties.anchor, at: places.anchor, as: .complete(node, height: 0, nodes: 1))
    return Composed(node: node, end: end)
  }

  private mutating func composeCollection(
    _ properties: Event.Properties, isFlow: Bool, from event: Event,
    _ body: (inout Composer, SourcePosition) throws(Stop) -> Composed
  ) throws(Stop) -> Composed {
    let places = places(of: event, properties)
    let (scalars, outerColumn) = (opaque.count, blockColumn)
    depth += 1
    flowDepth += isFlow ? 1 : 0
    if !isFlow { blockColumn = places.start.column - 1 }
    defer {
      depth -= 1
      flowDepth -= isFlow ? 1 : 0
      blockColumn = outerColumn
    }
    try checkName(places.anchor)
    let opening = text.rangeOfCharacter(at: places.start)
    if depth > DocumentLimits.depth { throw tooDeep(at: opening) }
    let anchor = declare(properties.anchor, at: places.anchor, as: .open(opening))
    let nodesBefore = expandedNodes
    let composed = try body(&self, places.start)
    if isFlow, flowDepth == 1 { try checkFlow(composed.node, from: event, to: composed.end, scalars: scalars) }
    if let name = properties.tag, let node = composed.node {
      do throws(CoreTag.Mismatch) {
        try CoreTag.check(name, on: node)
      } catch {
        try report(.tagNotAllowed, error.message, at: places.tag ?? opening, help: error.help)
      }
    }
    if let anchor {
      anchors.settle(
        anchor,
        as: composed.node.map {
          .complete($0, height: composed.height, nodes: expandedNodes - nodesBefore + 1)
        } ?? .spoilt)
    }
    return composed
  }

  private mutating func composeItems(from start: SourcePosition, isFlow: Bool) throws(Stop) -> Composed {
    var items: [Node] = []
    var height = 0
    var end = start
    while true {
      let event = try next()
      if case .sequenceEnd = event.content {
        if closes(event, isFlow, start) { end = event.end }
        break
      }
      let isSwallowed = isFlow && isSwallowed(event.start)
      let item = try compose(event)
      end = item.end
      height = max(height, item.height)
      if let node = item.node, !isSwallowed { items.append(node) }
    }
    let range = SourceRange(path: text.path, start: start, end: end)
    return Composed(node: Node(.sequence(items), at: range), height: height + 1, end: end)
  }

  // MARK: - Places and reports

  /// Where a node's own text begins, and its properties.
  private mutating func places(
    of event: Event, _ properties: Event.Properties
  ) -> (start: SourcePosition, tag: SourceRange?, anchor: SourceRange?) {
    if properties.isEmpty { return (event.start, nil, nil) }
    let found = NodeProperties(
      in: text, from: event.start.offset, limit: text.bytes.count, wantsAnchor: properties.anchor != nil,
      wantsTag: properties.tag != nil)
    let range = { [text] (offsets: Range<Int>) in
      text.range(from: text.position(from: event.start, to: offsets.lowerBound), to: offsets.upperBound)
    }
    if let tag = found.tag { noteOpaque(from: tag.lowerBound, to: tag.upperBound) }
    // The mark of an absent value is the end of its properties.
    let start = event.isAbsentScalar ? event.end : text.position(from: event.start, to: found.contentStart)
    return (start, found.tag.map(range), found.anchor.map(range))
  }

  /// Notes a node's anchor; its index in the table.
  @discardableResult
  private mutating func declare(_ name: String?, at range: SourceRange?, as target: AnchorTable.Target) -> Int? {
    guard let name, let range else { return nil }
    return anchors.declare(name, at: range, as: target)
  }

  private mutating func noteOpaque(from start: Int, to end: Int) {
    opaque.append(min(start, end)..<end)
  }

  /// Whether a collection's last event stands at its bracket. A block collection's, and that of a `key: value` pair in
  /// a list, stand wherever the next token begins.
  func closes(_ event: Event, _ isFlow: Bool, _ start: SourcePosition) -> Bool {
    let opening = text.byte(at: start.offset)
    let hasBracket = opening == UInt8(ascii: "[") || opening == UInt8(ascii: "{")
    return isFlow && hasBracket && event.end.offset > event.start.offset
  }

  func isSwallowed(_ position: SourcePosition) -> Bool { position.offset < swallowedUntil }

  mutating func next() throws(Stop) -> Event {
    do throws(SyntaxProblem) {
      let event = try parser.next()
      readUntil = max(readUntil, event.end.offset)
      return event
    } catch {
      // What an unquoted expression breaks inside itself has been reported with it.
      if error.position.offset >= swallowedUntil {
        diagnostics.append(SyntaxErrors.diagnostic(for: error, in: text))
      }
      throw Stop()
    }
  }

  mutating func tooDeep(at range: SourceRange) -> Stop {
    stop(
      .tooDeep, "lists and mappings are nested more than \(DocumentLimits.depth) deep", at: range,
      help: "no spec needs this; is a bracket or an indentation repeated by mistake?")
  }

  /// Reports what ends the walk: the last word, also when the list is full, as it says why there is no tree.
  mutating func stop(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, help: String
  ) -> Stop {
    diagnostics.error(code, message, at: range, help: help)
    return Stop()
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, help: String
  ) throws(Stop) {
    try report(Diagnostic(.error, code, message, at: .spec(range), help: help))
  }

  /// Reports mistakes that were found after the walk, as far as there is room for them.
  private mutating func report(_ findings: [Diagnostic]) {
    let room = max(0, DocumentLimits.findings - diagnostics.items.count)
    diagnostics.append(contentsOf: Array(findings.prefix(room)))
  }

  /// Reports a mistake; ends the walk when there are too many.
  mutating func report(_ diagnostic: Diagnostic) throws(Stop) {
    var diagnostic = diagnostic
    let isLast = diagnostics.items.count + 1 >= DocumentLimits.findings
    if isLast {
      diagnostic.notes.append(
        Note("reading stops here, at \(DocumentLimits.findings) mistakes; is this the right file?"))
    }
    diagnostics.append(diagnostic)
    if isLast { throw Stop() }
  }
}

extension Event {
  var isAbsentScalar: Bool {
    if case .scalar(let text, _, .plain) = content { text.isEmpty } else { false }
  }
}
