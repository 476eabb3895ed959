// `&a:b 1`, `*a: 1`: in YAML 1.2 the name of an anchor goes on to the next blank or bracket (section 6.9.2), so these
// are 'a:b' and 'a:'. libyaml ends it at the sign and reads what follows as a value or as a key's colon. What the two
// read differently is refused.

import Diagnostics

enum AnchorNames {
  /// The finding for an anchor or alias that a further sign follows; nil where a blank, a break or a bracket does.
  static func finding(_ name: SourceRange, in text: SourceText) -> Diagnostic? {
    guard let next = text.byte(at: name.end.offset), !endsName(next) else { return nil }
    let written = text.text(of: name)
    return Diagnostic(
      .error, .syntaxError,
      "the name of an anchor has letters, digits, '-' and '_' only; '\(written)' ends before another sign",
      at: .spec(text.rangeOfCharacter(at: name.end)),
      help: next == UInt8(ascii: ":") ? "write '\(written) :', with a blank, or another name" : "choose another name")
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"): false
    default: true
    }
  }
}
