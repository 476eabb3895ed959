// Plain scalars against the tables of YAML 1.2.2, section 10.3.2.

import SpecParser
import Testing

@Suite struct YAMLCoreSchemaTests {
  @Test("null is written in five ways", arguments: ["", "~", "null", "Null", "NULL"])
  func nulls(text: String) {
    #expect(CoreSchema.value(ofPlain: text) == .null)
  }

  @Test(
    "booleans",
    arguments: [("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false)])
  func booleans(text: String, value: Bool) {
    #expect(CoreSchema.value(ofPlain: text) == .boolean(value))
  }

  @Test(
    "integers",
    arguments: [
      ("0", 0), ("010", 10), ("+5", 5), ("-12", -12), ("-0", 0), ("0o17", 15), ("0o0", 0), ("0x1F", 31), ("0xaB", 171),
      ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("0x7FFFFFFFFFFFFFFF", Int.max),
    ])
  func integers(text: String, value: Int) {
    #expect(CoreSchema.value(ofPlain: text) == .integer(value))
  }

  @Test(
    "numbers",
    arguments: [
      ("1e-3", 0.001), (".5", 0.5), ("5.", 5.0), ("-.5", -0.5), ("+1.5", 1.5), ("1E5", 100_000), ("1.25e+2", 125),
      ("5.e1", 50), ("0.1", 0.1), (".inf", Double.infinity), (".Inf", .infinity), ("+.INF", .infinity),
      ("-.INF", -.infinity), ("-.inf", -.infinity),
    ])
  func numbers(text: String, value: Double) {
    #expect(CoreSchema.value(ofPlain: text) == .number(value))
  }

  @Test(
    "an integer too large for an Int is a number",
    arguments: [
      ("9223372036854775808", 9223372036854775808.0), ("-9223372036854775809", -9223372036854775808.0),
      ("0xFFFFFFFFFFFFFFFF", 18446744073709551615.0), ("0o2000000000000000000000", 18446744073709551616.0),
    ])
  func overflow(text: String, value: Double) {
    #expect(CoreSchema.value(ofPlain: text) == .number(value))
  }

  @Test("not a number is written in three ways", arguments: [".nan", ".NaN", ".NAN"])
  func notANumber(text: String) {
    guard case .number(let value) = CoreSchema.value(ofPlain: text) else {
      Issue.record("\(text) is no number")
      return
    }
    #expect(value.isNaN)
  }

  @Test(
    "what only YAML 1.1 or nobody takes for a value is a string",
    arguments: [
      "no", "on", "off", "yes", "y", "n", "No", "nULL", "tRUE", "1_000", "12:30:45", "0b101", "0o8", "0o", "0x", "0xG",
      "+0x1F", "-0o7", "1e", "1e+", ".", "-", "+", "+-1", "e5", ".e5", "1.2.3", "1 2", "-.nan", "inf", "nan",
      "Infinity",
      ".iNF", "1,5", "٣", "2024-01-01", "$x",
    ])
  func strings(text: String) {
    #expect(CoreSchema.value(ofPlain: text) == .string(text))
  }

  @Test("quoted, literal and folded scalars are strings whatever they look like")
  func quoted() {
    let loaded = YAMLLoaded("a: '1'\nb: \"true\"\nc: |-\n  2\nd: >-\n  ~\ne: ''\n")
    #expect(loaded.root?.outline == "{a: '1', b: 'true', c: '2', d: '~', e: ''}")
  }

  @Test("tags of the core schema apply")
  func coreTags() {
    let loaded = YAMLLoaded(
      "a: !!str 10\nb: !!int '10'\nc: !!float 1\nd: !!bool 'true'\ne: !!null ''\nf: !!seq [1]\ng: !!map {x: 1}\n")
    #expect(loaded.findings == [])
    #expect(loaded.root?.outline == "{a: '10', b: 10, c: 1.0, d: true, e: null, f: [1], g: {x: 1}}")
  }
}
