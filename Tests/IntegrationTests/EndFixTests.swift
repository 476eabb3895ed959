// Fixes at the model's end, applied to the text and compiled again: a flatten put in, a number of units changed.

import Diagnostics
import Pipeline
import SpecParser
import Testing

@Suite struct EndFixTests {
  private static func text(_ model: String, parameters: String = "") -> String {
    "\(parameters)data: {source: digits}\nmodel:\n\(model)training: {loss: sparse_categorical_crossentropy}\n"
  }

  /// The first error of a text, and the text with its fix applied.
  private func first(_ text: String) throws -> (code: String, fixed: String?) {
    let failure = try #require(throws: SpecFailure.self) { try TemporarySpec(text).compiled() }
    let item = try #require(failure.diagnostics.sorted.first { $0.severity == .error })
    guard let fix = item.fix else { return (item.code.id, nil) }
    #expect(!fix.isSafe)
    var bytes = Array(text.utf8)
    for edit in fix.edits {
      bytes.replaceSubrange(edit.range.start.offset..<edit.range.end.offset, with: Array(edit.replacement.utf8))
    }
    return (item.code.id, String(decoding: bytes, as: UTF8.self))
  }

  @Test(
    "a flatten is put before the first dense layer, in the list's own style",
    arguments: [
      (
        "  layers:\n    - dense: 20\n    - dense: 10\n",
        "  layers:\n    - flatten\n    - dense: 20\n    - dense: 10\n"
      ),
      ("  layers:\n  -   relu\n  -   dense: 10\n", "  layers:\n  -   relu\n  -   flatten\n  -   dense: 10\n"),
      ("  layers: [relu, dense: 10]\n", "  layers: [relu, flatten, dense: 10]\n"),
      ("  layers: [{dense: {units: 10}}]\n", "  layers: [flatten, {dense: {units: 10}}]\n"),
      ("  layers: [reshape: [4, 16], dense: 10]\n", "  layers: [reshape: [4, 16], flatten, dense: 10]\n"),
    ])
  func missingFlatten(model: String, wanted: String) throws {
    let result = try first(Self.text(model))
    #expect(result.code == "N107")
    #expect(result.fixed == Self.text(wanted))
    _ = try TemporarySpec(Self.text(wanted)).compiled()
  }

  @Test("there is no place for a flatten before a dense layer that is repeated or a parameter's")
  func noPlaceForFlatten() throws {
    let repeated = "  layers: [repeat: {times: 2, layers: [dense: 20]}, dense: 10]\n"
    let parameter = Self.text("  layers: [$first, dense: 10]\n", parameters: "parameters: {first: {dense: 20}}\n")
    for text in [Self.text(repeated), parameter] {
      let result = try first(text)
      #expect(result.code == "N107")
      #expect(result.fixed == nil)
    }
  }

  @Test(
    "the last dense layer's literal units become the classes",
    arguments: [
      ("  layers: [flatten, dense: 12]\n", "  layers: [flatten, dense: 10]\n"),
      ("  layers: [flatten, {dense: {units: 12}}, softmax]\n", "  layers: [flatten, {dense: {units: 10}}, softmax]\n"),
      (
        "  layers:\n    - flatten\n    - dense:\n        units: 7 # a week\n",
        "  layers:\n    - flatten\n    - dense:\n        units: 10 # a week\n"
      ),
    ])
  func wrongUnits(model: String, wanted: String) throws {
    let result = try first(Self.text(model))
    #expect(result.code == "N109")
    #expect(result.fixed == Self.text(wanted))
    _ = try TemporarySpec(Self.text(wanted)).compiled()
  }

  @Test(
    "units that are computed, a parameter's, of every round of a repeat, or no dense layer's have no fix",
    arguments: [
      "[flatten, dense: $(6 * 2)]", "[flatten, dense: $units]", "[flatten, repeat: {times: 2, layers: [dense: 12]}]",
      "[flatten]",
    ])
  func unitsWithoutFix(layers: String) throws {
    let result = try first(Self.text("  layers: \(layers)\n", parameters: "parameters: {units: 12}\n"))
    #expect(result.code == "N109")
    #expect(result.fixed == nil)
  }
}
