// The events of a YAML stream, in Swift's terms: what the composer reads and EventParser makes of libyaml's.

import Diagnostics

/// One event and the stretch of text that libyaml ascribes to it.
struct Event {
  enum ScalarStyle {
    case plain
    case quoted
    /// Literal `|` or folded `>`.
    case block
  }

  /// The anchor and tag of a node.
  struct Properties {
    var anchor: String?
    /// In full, as `tag:yaml.org,2002:str`.
    var tag: String?

    var isEmpty: Bool { anchor == nil && tag == nil }
  }

  enum Content {
    case streamStart
    case streamEnd
    case documentStart
    /// `isExplicit` with a `...` line.
    case documentEnd(isExplicit: Bool)
    case alias(String)
    case scalar(String, Properties, ScalarStyle)
    case sequenceStart(Properties, isFlow: Bool)
    case sequenceEnd
    case mappingStart(Properties, isFlow: Bool)
    case mappingEnd
  }

  var content: Content
  var start: SourcePosition
  var end: SourcePosition
}

/// libyaml's word on what is wrong, in its own terms; `SyntaxErrors` translates it.
struct SyntaxProblem: Error {
  var problem: String
  var position: SourcePosition
  /// What it was doing: "while parsing a block mapping".
  var context: String?
  /// Where that had begun.
  var contextPosition: SourcePosition?
  /// The character that can't be read, of a reader's problem.
  var character: Unicode.Scalar?
}
