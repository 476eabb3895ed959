// The fixes of rules about networks, by the bytes that they leave.

import Diagnostics
import Files
import Linter
import Pipeline
import Testing

@Suite struct NetworkFixTests {
  @Test("a layer of its own line goes with its line and its comment")
  func blockItem() throws {
    let text = """
      model:
        layers:
          - flatten
          - linear   # not needed
          - dense: 10

      """
    #expect(try fixed(text, "N218") == text.replacing("    - linear   # not needed\n", with: ""))
  }

  @Test("a layer between commas goes with one of them")
  func flowItem() throws {
    let text = "model: {layers: [flatten, linear, {dense: 10}]}\n"
    #expect(try fixed(text, "N218") == "model: {layers: [flatten, {dense: 10}]}\n")
  }

  @Test("the last layer of a flow list goes with the comma before it")
  func lastFlowItem() throws {
    let text = "model: {layers: [flatten, {dense: 10}, {dropout: 0.5}]}\n"
    #expect(try fixed(text, "N208") == "model: {layers: [flatten, {dense: 10}]}\n")
  }

  @Test("the only layer of a repeat stays")
  func onlyItem() throws {
    let text = """
      model:
        layers:
          - flatten
          - repeat:
              times: 2
              layers:
                - linear
          - dense: 10

      """
    #expect(try fixed(text, "N218") == nil)
  }

  @Test("an activation is replaced where it stands")
  func activation() throws {
    let text = "model: {layers: [flatten, {dense: {units: 10, activation: relu}}]}\n"
    #expect(try fixed(text, "N205") == "model: {layers: [flatten, {dense: {units: 10, activation: softmax}}]}\n")
  }

  @Test("an initializer of several lines is replaced whole")
  func initializer() throws {
    let text = """
      model:
        layers:
          - flatten
          - dense:
              units: 8
              activation: relu
              kernel_initializer:
                constant: 0.1
          - dense: 10

      """
    #expect(try fixed(text, "N211") == text.replacing("constant: 0.1", with: "he_normal"))
  }

  @Test("a value that a parameter gives is not replaced")
  func parameter() throws {
    let text = """
      parameters: {end: relu}
      model: {layers: [flatten, {dense: {units: 10, activation: $end}}]}

      """
    #expect(try fixed(text, "N205") == nil)
  }

  /// The spec's text after the one fix of a rule; nil where its finding has none.
  private func fixed(_ text: String, _ rule: String) throws -> String? {
    let folder = try TemporaryFolder()
    let spec = Example(text).spec
    let path = try folder.write(spec, to: "spec.yaml")
    let result = Pipeline.lint(CompileRequest(path: path, threads: 1))
    let findings = result.diagnostics.items.filter { $0.code.id == rule }
    try #require(findings.count == 1, "\(result.diagnostics.items)")
    guard let edit = findings[0].fix?.edits.first else { return nil }
    var bytes = Array(spec.utf8)
    bytes.replaceSubrange(edit.range.start.offset..<edit.range.end.offset, with: Array(edit.replacement.utf8))
    return String(decoding: bytes.prefix(text.utf8.count - (spec.utf8.count - bytes.count)), as: UTF8.self)
  }

  @Test(
    "no line is put between the entries of a flow mapping",
    arguments: [
      "{\nversion: 1,\ndata: {source: digits, preprocessing: [normalization]},\n"
        + "model: {layers: [flatten, {dense: 10}]},\ntraining: {loss: sparse_categorical_crossentropy}\n}\n",
      "{\nseed: 1,\ndata: {source: digits, preprocessing: [normalization]},\n"
        + "model: {layers: [flatten, {dense: 10}]},\ntraining: {loss: sparse_categorical_crossentropy}\n}\n",
      "version: 1\nseed: 1\ndata: {\n  source: digits, preprocessing: []\n  }\n"
        + "model: {layers: [flatten, {dense: 10}]}\ntraining: {loss: sparse_categorical_crossentropy}\n",
    ])
  func flowMappings(text: String) {
    let found = findings(in: Array(text.utf8))
    #expect(found.contains { ["T208", "Y155", "D201"].contains($0.code.id) })
    #expect(found.allSatisfy { $0.fix == nil }, "\(found)")
  }

  @Test("in a flow mapping over several lines the preprocessing comes with a comma")
  func flowPreprocessing() throws {
    let text = """
      version: 1
      seed: 1
      data: {
        source: digits
        }
      model: {layers: [flatten, {dense: {units: 16, activation: relu}}, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy}
      """
    let found = findings(in: Array(text.utf8))
    let fix = try #require(found.first { $0.code.id == "D201" }?.fix)
    let mended = try #require(TextEdits.apply(fix.edits, to: Array(text.utf8)))
    #expect(findings(in: mended) == [])
  }

  private func findings(in text: [UInt8]) -> [Diagnostic] {
    var request = CompileRequest(path: "spec.yaml")
    request.text = text
    return Pipeline.lint(request).diagnostics.items
  }
}
