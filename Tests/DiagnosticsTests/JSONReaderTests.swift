import Diagnostics
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String, replacesLoneSurrogates: Bool = false) throws -> String {
    try JSONReader.read(Array(text.utf8)[...], replacesLoneSurrogates: replacesLoneSurrogates).text
  }

  @Test(arguments: [
    "null", "[true,false]", #"{"b":1,"a":[-2,0.5]}"#, #""a\"b""#, "\"é😀\"", "9223372036854775807",
  ])
  func whatIsWrittenAsItIsReadReadsBack(_ text: String) throws { #expect(try read(text) == text) }

  @Test func escapesAreTheCharactersThatTheyStandFor() throws {
    #expect(try read(#" "\u0041\ud83d\ude00\/" "#) == "\"A😀/\"")
  }

  @Test(arguments: [
    "", "1 2", "[1,]", "{\"a\":1,\"a\":2}", "01", "1e999", "9223372036854775808", "\"\u{1}\"", "\"\\x\"", "\"\\ud83d\"",
    "\"\\ude00\"", "nul", "\"a",
  ])
  func whatIsNotJSONIsRefused(_ text: String) { #expect(throws: JSONError.self) { try read(text) } }

  @Test func nestingIsLimited() {
    let deep = String(repeating: "[", count: JSONReader.largestDepth + 1)
    #expect(throws: JSONError.self) { try read(deep + String(repeating: "]", count: JSONReader.largestDepth + 1)) }
  }

  @Test(arguments: [#""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\u0041""#])
  func halvesOfSurrogatePairsCanBeReplaced(_ text: String) throws {
    #expect(try read(text, replacesLoneSurrogates: true).unicodeScalars.contains("\u{FFFD}"))
  }

  @Test func accessorsAreNilForOtherForms() throws {
    let value = try JSONReader.read(Array(#"{"a":[1,"x",true]}"#.utf8)[...])
    #expect(value["a"]?.array?.count == 3)
    #expect(value["b"] == nil)
    #expect(value.string == nil)
    #expect(value["a"]?.array?[1].integer == nil)
  }
}
