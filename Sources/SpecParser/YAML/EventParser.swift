// libyaml behind Swift values: the only file that sees CYAML.
//
// The parser owns a copy of the text and libyaml's state, hands out one event at a time, and frees both with itself;
// every libyaml event is copied and deleted before the next is asked for. libyaml counts marks in characters; they
// are turned into byte offsets by a cursor that walks along with them, so that no event costs a whole line.

import CYAML
import Diagnostics

@safe struct EventParser: ~Copyable {
  private let state: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var marks: MarkCursor

  /// Starts on a text, which must be valid UTF-8. Throws only when memory has run out.
  init(_ text: SourceText) throws(SyntaxProblem) {
    marks = MarkCursor(text)
    // The byte order mark is left out: libyaml would count it as a character of line 1 in some places.
    var content = text.bytes[text.contentStart...]
    // A last line of blanks alone is one line of a block scalar, which libyaml sees only by its break.
    if content.last?.isBlank == true, text.isBlank(line: text.lineStarts.count) { content.append(0x0A) }
    unsafe state = .allocate(capacity: 1)
    unsafe input = .allocate(capacity: content.count)
    _ = unsafe input.initialize(from: content)
    guard unsafe yaml_parser_initialize(state) == 1 else {
      unsafe state.deallocate()
      unsafe input.deallocate()
      throw .outOfMemory(at: text.position(offset: 0))
    }
    unsafe yaml_parser_set_encoding(state, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(state, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(state)
    unsafe state.deallocate()
    unsafe input.deallocate()
  }

  /// The next event; after the stream's end or a problem there is none to ask for.
  mutating func next() throws(SyntaxProblem) -> Event {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(state, &event) == 1 else { throw problem() }
    defer { unsafe yaml_event_delete(&event) }
    let start = unsafe marks.position(event.start_mark.cursorMark)
    let end = unsafe marks.position(event.end_mark.cursorMark)
    return Event(content: unsafe Self.content(of: event), start: start, end: max(start, end))
  }

  private static func content(of event: yaml_event_t) -> Event.Content {
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return unsafe .documentEnd(isExplicit: event.data.document_end.implicit == 0)
    case YAML_ALIAS_EVENT: return unsafe .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let text = unsafe String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let style: Event.ScalarStyle =
        switch unsafe scalar.style {
        case YAML_PLAIN_SCALAR_STYLE: .plain
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .quoted
        }
      return unsafe .scalar(text, properties(scalar.anchor, scalar.tag), style)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.data.sequence_start
      return unsafe .sequenceStart(
        properties(sequence.anchor, sequence.tag), isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.data.mapping_start
      return unsafe .mappingStart(
        properties(mapping.anchor, mapping.tag), isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    // YAML_STREAM_END_EVENT, and YAML_NO_EVENT, which libyaml gives when asked once more.
    default: return .streamEnd
    }
  }

  private static func properties(_ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?)
    -> Event.Properties
  {
    unsafe Event.Properties(anchor: string(anchor), tag: string(tag))
  }

  private static func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
  }

  /// The error that libyaml has just stopped with.
  private mutating func problem() -> SyntaxProblem {
    let error = unsafe state.pointee.error
    let text = unsafe state.pointee.problem.map { unsafe String(cString: $0) }
    guard let text, error != YAML_MEMORY_ERROR else { return .outOfMemory(at: marks.current) }
    if error == YAML_READER_ERROR {
      let offset = unsafe marks.text.contentStart + Int(clamping: state.pointee.problem_offset)
      let value = unsafe UInt32(exactly: state.pointee.problem_value)
      return SyntaxProblem(
        problem: text, position: marks.text.position(offset: offset), character: value.flatMap(Unicode.Scalar.init))
    }
    let position = unsafe marks.position(state.pointee.problem_mark.cursorMark)
    var result = SyntaxProblem(problem: text, position: position)
    if let context = unsafe state.pointee.context {
      result.context = unsafe String(cString: context)
      result.contextPosition = unsafe marks.position(state.pointee.context_mark.cursorMark)
    }
    return result
  }
}

extension SyntaxProblem {
  static func outOfMemory(at position: SourcePosition) -> SyntaxProblem {
    SyntaxProblem(problem: "memory has run out", position: position)
  }
}

extension yaml_mark_t {
  fileprivate var cursorMark: MarkCursor.Mark {
    MarkCursor.Mark(index: Int(clamping: index), line: Int(clamping: line), column: Int(clamping: column))
  }
}

/// Turns libyaml's marks into positions.
private struct MarkCursor {
  /// libyaml's mark: characters, lines and columns, all from 0.
  struct Mark {
    var index: Int
    var line: Int
    var column: Int
  }

  let text: SourceText
  private let isASCII: Bool
  private let end: SourcePosition
  private var index = 0
  private var offset: Int
  private(set) var current: SourcePosition

  init(_ text: SourceText) {
    self.text = text
    offset = text.contentStart
    end = text.end
    isASCII = text.bytes[text.contentStart...].allSatisfy { $0 < 0x80 }
    current = text.position(offset: text.contentStart)
  }

  mutating func position(_ mark: Mark) -> SourcePosition {
    if isASCII {
      offset = min(text.contentStart + mark.index, text.bytes.count)
    } else {
      move(to: mark.index)
    }
    // Behind the break that was added to the text.
    if mark.line >= text.lineStarts.count {
      current = end
      return end
    }
    current = SourcePosition(line: mark.line + 1, column: mark.column + 1, offset: offset)
    return current
  }

  /// Marks mostly go forwards; an event's end may lie a little after the next one's start.
  private mutating func move(to target: Int) {
    let bytes = text.bytes
    while index < target, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
    while index > target, offset > text.contentStart {
      offset -= 1
      while offset > text.contentStart, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      index -= 1
    }
  }
}
