// What users of Keras and PyTorch write, with the catalog as it is: the cure must be one that helps.

import Diagnostics
import Linter
import Pipeline
import Testing

@Suite struct KerasSlipTests {
  private func findings(
    layers: String = "flatten, {dense: 10}", scale: String = "$(1 / 16)", training: String
  ) -> [Diagnostic] {
    var request = CompileRequest(path: "a.yaml", threads: 1)
    request.text = Array(
      """
      version: 1
      seed: 1
      data: {source: digits, preprocessing: [{rescaling: \(scale)}], validation: {fraction: 0.2}}
      model: {layers: [\(layers)]}
      training: {epochs: 20, \(training)}

      """.utf8)
    return Pipeline.lint(request).diagnostics.items
  }

  private let entropy = "loss: sparse_categorical_crossentropy"

  @Test("a momentum or beta without its point lies near 1", arguments: [("9", "0.9"), ("99", "0.99")])
  func momentum(written: String, meant: String) {
    for field in ["sgd: {momentum", "adam: {beta_1"] {
      let found = findings(training: "\(entropy), optimizer: {\(field): \(written)}}")
      #expect(found.map(\.code.id) == ["Y106"])
      #expect(found.first?.fix?.edits.map(\.replacement) == [meant])
    }
  }

  @Test(
    "PyTorch's Linear is a dense layer", arguments: ["{linear: 32}", "{linear: {in_features: 64, out_features: 32}}"])
  func linear(layer: String) {
    let found = findings(layers: "flatten, \(layer), relu, {dense: 10}", training: entropy)
    #expect(!found.isEmpty)
    for finding in found { #expect(finding.help?.contains("'dense: UNITS'") == true) }
  }

  @Test(
    "callbacks that are not there have words of their own",
    arguments: [
      ("model_checkpoint", "a run keeps its weights"), ("ReduceLROnPlateau", "the learning rate can't change"),
      ("TensorBoard", "history.jsonl"),
    ])
  func callbacks(name: String, words: String) {
    let found = findings(training: "\(entropy), callbacks: [\(name): {}]")
    #expect(found.map(\.code.id) == ["Y107"])
    #expect(found.first?.help?.contains(words) == true)
  }

  @Test("squared errors of ten units: the loss for classes is offered, too")
  func squaredErrorOfClasses() {
    let found = findings(training: "loss: mse")
    #expect(found.map(\.code.id) == ["N105"])
    #expect(found.first?.help?.contains("sparse_categorical_crossentropy") == true)
  }

  @Test("a rescaling that multiplies where it was meant to divide")
  func multiplication() {
    let found = findings(scale: "16", training: entropy)
    #expect(found.map(\.code.id) == ["D201"])
    #expect(found.first?.help == "rescaling multiplies: write 'rescaling: $(1 / 16)'")
  }

  @Test("a class too rare for a stratified draw is not told to be drawn so")
  func rareClass() throws {
    let folder = try TemporaryFolder()
    let rows = (1...24).map { "\($0 * $0 % 37),\($0 == 9 ? "rare" : "common")" }
    try folder.write("a,y\n" + rows.joined(separator: "\n") + "\n", to: "t.csv")
    let path = try folder.write(
      """
      version: 1
      seed: 1
      data: {source: {csv: {path: t.csv, target: y}}, preprocessing: [normalization], test: {fraction: 0.25, stratify: true}}
      model: {layers: [{dense: {units: 4, activation: relu}}, {dense: 2}]}
      training: {loss: sparse_categorical_crossentropy, epochs: 20, batch_size: 4}

      """, to: "spec.yaml")
    let found = Pipeline.lint(CompileRequest(path: path, threads: 1)).diagnostics.items.filter { $0.code.id == "D203" }
    #expect(found.count == 1)
    #expect(found.first?.help?.contains("stratify") == false)
  }
}
