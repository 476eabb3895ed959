// A text of what a `data` section says about rows: the same text for the same meaning, another for another. Texts carry
// their length and doubles their bits, so that no two values can read alike.

import SpecParser

/// A canonical text under construction.
struct CanonicalText {
  private(set) var text = ""
  /// Whether something was written that has no canonical form.
  private(set) var isIncomplete = false

  /// What decides the rows and splits of a section, except for files' content. Preprocessing and shuffling come later.
  init(_ section: DataSection, targetKind: TargetKind) {
    switch targetKind {
    case .classes: write("classes")
    case .numbers: write("numbers")
    }
    write(section.source)
    write(section.test)
    write(section.validation)
    write(section.classes.map { .list($0.map { Located(.string($0), at: section.range) }) } ?? .null)
    write(section.limit.map { .integer($0) } ?? .null)
    write(.integer(section.splitSeed))
  }

  private mutating func write(_ word: String) { text += "\(word.utf8.count):\(word) " }

  private mutating func write(_ rule: SplitRule?) {
    switch rule?.rule {
    case nil: write("none")
    case .last(let count):
      write("last")
      write(.integer(count))
    case .fraction(let fraction, let isStratified):
      write("fraction")
      write(.number(fraction))
      write(.boolean(isStratified))
    case .source(let kind):
      write("source")
      write(kind)
    }
  }

  private mutating func write(_ kind: KindValue) {
    write(kind.name)
    write(kind.arguments)
  }

  /// All fields in the order of their names, defaults too; a source may ask whether a field is written.
  private mutating func write(_ arguments: Arguments) {
    text += "{"
    for (name, value) in arguments.values.sorted(by: { $0.key < $1.key }) {
      write(name)
      text += arguments.ranges[name] == nil ? "default " : "written "
      write(value)
    }
    text += "}"
  }

  private mutating func write(_ value: SpecValue) {
    switch value {
    case .null: text += "null "
    case .boolean(let flag): text += "\(flag) "
    case .integer(let integer): text += "i\(integer) "
    case .number(let number): text += "d\(number.bitPattern) "
    case .string(let string): write(string)
    case .list(let items):
      text += "["
      for item in items { write(item.value) }
      text += "]"
    case .dictionary(let items):
      text += "("
      for (key, value) in items {
        write(key.value)
        write(value.value)
      }
      text += ")"
    case .record(let arguments): write(arguments)
    case .kind(let kind): write(kind)
    case .kindNamed(let name):
      text += "named "
      write(name)
    // A node is what nobody has decoded: no source has a field of that form.
    case .node: isIncomplete = true
    }
  }
}
