// What people write who come from Keras, PyTorch, W&B and Python: the message's cure, and the fix applied to the text and
// read again. The wanted texts are what a person would write in their place.

import Diagnostics
import SpecParser
import Testing

/// A spec of one line a section.
private func sections(
  parameters: String = "{}", data: String = "{source: digits}", training: String = "{loss: mse}",
  model: String = "{layers: [flatten]}"
) -> String {
  "parameters: \(parameters)\ndata: \(data)\ntraining: \(training)\nmodel: \(model)\n"
}

/// The first finding's fix gives `wanted`, and after it nothing is found.
private func expectFix(
  _ text: String, _ wanted: String, isSafe: Bool, sourceLocation: SourceLocation = #_sourceLocation
) {
  let reading = Reading(text)
  #expect(reading.fixed() == wanted, sourceLocation: sourceLocation)
  #expect(reading.diagnostics.first?.fix?.isSafe == isSafe, sourceLocation: sourceLocation)
  #expect(Reading(wanted).findings == [], sourceLocation: sourceLocation)
}

@Suite struct LayerSlipTests {
  @Test(
    "another framework's name is taken for ours",
    arguments: [
      ("fc: 3", "dense: 3"), ("Linear: 3", "dense: 3"), ("nn.Linear: 3", "dense: 3"), ("dense_layer: 3", "dense: 3"),
      ("tf.keras.layers.Dense: {units: 3}", "dense: {units: 3}"), ("BatchNorm1d", "batch_normalization"),
    ])
  func foreignNames(layer: String, wanted: String) {
    expectFix(spec(layers: "    - \(layer)"), spec(layers: "    - \(wanted)"), isSafe: false)
  }

  @Test(
    "a call in Python is written in YAML",
    arguments: [
      ("Dense(10)", "dense: 10"), ("Flatten()", "flatten"), ("nn.Linear(784, 10)", "dense: 10"),
      ("Dense(10, activation='relu'),", "dense: {units: 10, activation: relu}"),
      ("layers.Dense(units=10, use_bias=False)", "dense: {units: 10, use_bias: false}"),
      ("nn.Dropout(p=0.5)", "dropout: {rate: 0.5}"),
    ])
  func calls(layer: String, wanted: String) {
    expectFix(spec(layers: "    - \(layer)"), spec(layers: "    - \(wanted)"), isSafe: false)
    if !layer.hasSuffix(",") {
      expectFix(
        sections(model: "{layers: [\(layer), flatten]}"), sections(model: "{layers: [\(wanted), flatten]}"),
        isSafe: false)
    }
  }

  @Test("a call with an argument that has no one reading gets words, no fix")
  func unreadableCall() {
    let reading = Reading(spec(layers: "    - Dense(n, kernel_regularizer=l2(0.1))"))
    #expect(reading.findings == ["6:7 Y107 Dense(n, kernel_regularizer=l2(0.1))"])
    #expect(reading.diagnostics.first?.help == "a layer is written 'dense: {...}' with its fields")
    #expect(reading.diagnostics.first?.fix == nil)
  }

  @Test(
    "a missing space after a kind's colon is put in",
    arguments: [
      (spec(layers: "    - dense:10"), spec(layers: "    - dense: 10")),
      (sections(model: "{layers: [flatten, dense:10]}"), sections(model: "{layers: [flatten, dense: 10]}")),
      (sections(model: "{layers: [flatten, {dense:10}]}"), sections(model: "{layers: [flatten, {dense: 10}]}")),
      (
        sections(training: "{loss: mse, optimizer: adam:0.1}"),
        sections(training: "{loss: mse, optimizer: {adam: 0.1}}")
      ),
    ])
  func missingSpace(text: String, wanted: String) { expectFix(text, wanted, isSafe: true) }

  @Test(
    "a kind written as a field becomes the key",
    arguments: [
      (spec(layers: "    - {type: dense, units: 3}"), spec(layers: "    - {dense: {units: 3}}")),
      (spec(layers: "    - type: Dense\n      units: 3"), spec(layers: "    - dense:\n        units: 3")),
      (
        spec(layers: "    - {type: dense, units: 3, activation: relu}"),
        spec(layers: "    - {dense: {units: 3, activation: relu}}")
      ),
      (spec(layers: "    - {type: flatten}"), spec(layers: "    - flatten")),
      (spec(layers: "    - type: flatten"), spec(layers: "    - flatten")),
      (
        sections(training: "{loss: mse, optimizer: {name: adam, learning_rate: 0.1}}"),
        sections(training: "{loss: mse, optimizer: {adam: {learning_rate: 0.1}}}")
      ),
    ])
  func kindAsField(text: String, wanted: String) { expectFix(text, wanted, isSafe: true) }

  @Test(
    "fields beside a kind in braces get braces of their own",
    arguments: [
      ("{dense: 3, activation: relu}", "{dense: {units: 3, activation: relu}}"),
      ("{dense: , units: 3}", "{dense: {units: 3}}"),
      ("{dense: {units: 3}, activation: relu}", "{dense: {units: 3, activation: relu}}"),
    ])
  func flowFields(layer: String, wanted: String) {
    expectFix(
      sections(model: "{layers: [\(layer)]}"), sections(model: "{layers: [\(wanted)]}"), isSafe: true)
    let help = Reading(sections(model: "{layers: [\(layer)]}")).diagnostics.first?.help
    #expect(help?.hasPrefix("give the fields of dense braces of their own") == true)
  }

  @Test(
    "a mapping of layers becomes a list",
    arguments: [
      (
        "\n  layers:\n    flatten:\n    dense:\n      units: 3\n",
        "\n  layers:\n    - flatten:\n    - dense:\n        units: 3\n"
      ),
      (" {layers: {flatten: , dense: 3}}\n", " {layers: [flatten: , dense: 3]}\n"),
      (" {layers: flatten}\n", " {layers: [flatten]}\n"),
    ])
  func mappingOfLayers(model: String, wanted: String) {
    let start = "data: {source: digits}\ntraining: {loss: mse}\nmodel:"
    expectFix(start + model, start + wanted, isSafe: true)
  }

  @Test(
    "layers directly under the model get their key",
    arguments: [
      (" [flatten, dense: 3]\n", " {layers: [flatten, dense: 3]}\n"),
      ("\n  - flatten\n  - dense: 3\n", "\n  layers:\n  - flatten\n  - dense: 3\n"),
      ("\n- flatten\n- dense:\n    units: 3\n", "\n  layers:\n  - flatten\n  - dense:\n      units: 3\n"),
    ])
  func layersUnderModel(model: String, wanted: String) {
    let start = "data: {source: digits}\ntraining: {loss: mse}\nmodel:"
    expectFix(start + model, start + wanted, isSafe: true)
  }

  @Test(
    "preprocessing among the layers goes to the data",
    arguments: [
      ("  - rescaling: 0.1\n  - flatten\n", "preprocessing: [rescaling: 0.1]"),
      ("  - normalization\n  - flatten\n", "preprocessing: [normalization]"),
    ])
  func preprocessingAmongLayers(layers: String, wanted: String) {
    expectFix(
      "data: {source: digits}\ntraining: {loss: mse}\nmodel:\n  layers:\n" + layers,
      "data: {source: digits, \(wanted)}\ntraining: {loss: mse}\nmodel:\n  layers:\n  - flatten\n", isSafe: false)
  }

  @Test(
    "what is not there yet says what to do",
    arguments: [
      ("Conv2D: 32", "there are no convolutions yet: 'flatten' and 'dense' take images"),
      ("MaxPooling2D", "there is no pooling yet: 'flatten' and 'dense' take images"),
      (
        "InputLayer", "the input's shape follows from the data: leave it out, or write 'input: [784]' as the first item"
      ),
      ("accuracy", "it belongs elsewhere: write 'training: {metrics: [accuracy]}'"),
    ])
  func absent(layer: String, help: String) {
    let reading = Reading(spec(layers: "    - \(layer)"))
    #expect(reading.diagnostics.first?.help == help)
    #expect(reading.diagnostics.first?.fix == nil)
  }
}

@Suite struct SectionSlipTests {
  @Test(
    "a learning rate in training moves to the optimizer",
    arguments: [
      ("optimizer: adam, learning_rate: 0.1", "optimizer: {adam: {learning_rate: 0.1}}"),
      ("lr: 0.1, optimizer: adam", "optimizer: {adam: {learning_rate: 0.1}}"),
      ("lr: 0.1", "optimizer: {adam: {learning_rate: 0.1}}"),
      ("optimizer: {adam: {}}, lr: 0.1", "optimizer: {adam: {learning_rate: 0.1}}"),
    ])
  func learningRate(training: String, wanted: String) {
    expectFix(
      sections(training: "{\(training), loss: mse}"), sections(training: "{\(wanted), loss: mse}"), isSafe: true)
  }

  @Test(
    "in block style the line moves, and a comment stays",
    arguments: [
      ("  optimizer: adam\n  lr: 0.1\n", "  optimizer: {adam: {learning_rate: 0.1}}\n"),
      ("  optimizer: adam\n  lr: 0.1   # low\n", "  optimizer: {adam: {learning_rate: 0.1}}\n# low\n"),
      (
        "  lr: {cosine_decay: 9}\n  optimizer: adam\n", "  optimizer: {adam: {learning_rate: {cosine_decay: 9}}}\n"
      ),
    ])
  func learningRateInBlocks(training: String, wanted: String) {
    let start = "data: {source: digits}\nmodel: {layers: [flatten]}\ntraining:\n  loss: mse\n"
    expectFix(start + training, start + wanted, isSafe: true)
  }

  @Test("a learning rate that the optimizer has is not moved over it")
  func secondLearningRate() {
    let reading = Reading(sections(training: "{loss: mse, optimizer: {adam: 0.1}, lr: 0.2}"))
    #expect(reading.diagnostics.first?.help == "adam has its learning_rate already: remove this one")
    #expect(reading.diagnostics.first?.fix == nil)
  }

  @Test("an anchor is not carried away from its aliases")
  func anchoredValue() {
    let reading = Reading(
      "x-rate: &rate 0.1\n" + sections(training: "{loss: mse, optimizer: adam, lr: &low 0.1}"))
    #expect(reading.diagnostics.first?.code.id == "Y103")
    #expect(reading.diagnostics.first?.fix == nil)
  }

  @Test(
    "validation_split goes to the data",
    arguments: [
      (
        sections(training: "{loss: mse, validation_split: 0.2}"),
        sections(data: "{source: digits, validation: {fraction: 0.2}}")
      ),
      (
        sections(data: "{source: digits, validation_split: 0.2}"),
        sections(data: "{source: digits, validation: {fraction: 0.2}}")
      ),
      (
        "validation_split: 0.2\n" + sections(), sections(data: "{source: digits, validation: {fraction: 0.2}}")
      ),
      (
        sections(data: "{source: digits, validation: 0.2}"),
        sections(data: "{source: digits, validation: {fraction: 0.2}}")
      ),
      (
        sections(data: "{source: digits, validation: 20%}"),
        sections(data: "{source: digits, validation: {fraction: 0.2}}")
      ),
      (sections(data: "{source: digits, validation: 50}"), sections(data: "{source: digits, validation: {last: 50}}")),
    ])
  func validationSplit(text: String, wanted: String) { expectFix(text, wanted, isSafe: false) }

  @Test(
    "what belongs to another section is carried there",
    arguments: [
      ("epochs: 3\n" + sections(), sections(training: "{loss: mse, epochs: 3}")),
      (sections(training: "{loss: mse, seed: 3}"), sections() + "seed: 3"),
    ])
  func otherSections(text: String, wanted: String) {
    let fixed = Reading(text).fixed()
    #expect(fixed == wanted || fixed == wanted + "\n")
    #expect(Reading(fixed ?? "").findings == [])
  }

  @Test(
    "a scalar where a section is wanted is put under its one key",
    arguments: [("digits", "{source: digits}"), ("data.csv", "{source: {csv: {path: data.csv, target: ...}}}")])
  func scalarSection(data: String, wanted: String) {
    let reading = Reading(sections(data: data))
    #expect(reading.diagnostics.first?.help == "write '\(wanted)'")
    if data == "digits" { expectFix(sections(data: data), sections(data: wanted), isSafe: true) }
  }

  @Test("a file where a source's kind is wanted names the source that reads it")
  func path() {
    let reading = Reading(sections(data: "{source: train/data.csv}"))
    #expect(reading.findings == ["2:16 Y107 train/data.csv"])
    #expect(reading.diagnostics.first?.help == "write '{csv: {path: train/data.csv, target: ...}}'")
  }

  @Test(
    "a misspelt section is read all the same, and nothing is missing",
    arguments: ["trainning: {los: mse}", "train: {los: mse}"])
  func misspeltSection(line: String) {
    let reading = Reading("data: {source: digits}\nmodel: {layers: [flatten]}\n\(line)\n")
    #expect(reading.diagnostics.map(\.code.id) == ["Y103", "Y103"])
    #expect(reading.diagnostics.last?.help == "did you mean 'loss'?")
  }

  @Test(
    "sweeps written for other tools",
    arguments: [
      ("method: bayesian", "did you mean 'bayes'?"),
      ("program: train.py", "leave it out: Lofting trains the spec itself"),
      ("metric: val_loss", "write '{name: val_loss}'"), ("count: 3", "did you mean 'run_cap'?"),
    ])
  func sweeps(line: String, help: String) {
    let reading = Reading(
      sections(parameters: "{rate: 1}") + "sweep:\n  \(line)\n  parameters: {rate: {values: [1]}}\n")
    #expect(reading.diagnostics.contains { $0.help == help })
  }

  @Test("the values of a swept parameter may lack their key")
  func bareValues() {
    expectFix(
      sections(parameters: "{rate: 1}") + "sweep: {method: grid, parameters: {rate: [1, 2]}}\n",
      sections(parameters: "{rate: 1}") + "sweep: {method: grid, parameters: {rate: {values: [1, 2]}}}\n", isSafe: true)
  }
}

@Suite struct ValueSlipTests {
  @Test(
    "numbers in other clothes",
    arguments: [
      ("dropout: 20%", "dropout: 0.2", true), ("dropout: 0,2", "dropout: 0.2", true),
      ("dropout: 20", "dropout: 0.2", false), ("dense: 1,000", "dense: 1000", true),
      ("dense: 10k", "dense: 10000", false),
      ("dense: 2**8", "dense: $(2**8)", true), ("dense: \"10\"", "dense: 10", true),
      ("dense: {units: 1, use_bias: on}", "dense: {units: 1, use_bias: true}", true),
      ("dense: {units: 1, use_bias: F}", "dense: {units: 1, use_bias: false}", true),
    ])
  func numbers(layer: String, wanted: String, isSafe: Bool) {
    expectFix(spec(layers: "    - \(layer)"), spec(layers: "    - \(wanted)"), isSafe: isSafe)
  }

  @Test(
    "a comma in a number that could be either is left alone",
    arguments: ["dropout: 1,000", "dense: 0,000", "dense: 1,00"])
  func ambiguousComma(layer: String) {
    #expect(Reading(spec(layers: "    - \(layer)")).diagnostics.first?.fix == nil)
  }

  @Test(
    "a parameter without its dollar sign, or with a template's braces",
    arguments: [
      ("dense: hidden_units", "dense: $hidden_units", false), ("dense: hidden_unit", "dense: $hidden_units", false),
      ("dense: hidden_units * 2", "dense: $(hidden_units * 2)", true),
      ("dense: ${hidden_units}", "dense: $hidden_units", true),
      ("dense: {{hidden_units}}", "dense: $hidden_units", true),
      ("dense: {units: ${hidden_units}}", "dense: {units: $hidden_units}", true),
      ("dense: \"{{ hidden_units }}\"", "dense: $hidden_units", true),
      ("dense: $hidden-units", "dense: $hidden_units", false), ("dense: $ hidden_units", "dense: $hidden_units", true),
      ("dense: $parameters.hidden_units", "dense: $hidden_units", true),
      ("dense: $hiden_units", "dense: $hidden_units", false),
      ("dense: $(2 * hiden_units)", "dense: $(2 * hidden_units)", false),
    ])
  func parameters(layer: String, wanted: String, isSafe: Bool) {
    expectFix(
      spec(parameters: "{hidden_units: 3}", layers: "    - \(layer)"),
      spec(parameters: "{hidden_units: 3}", layers: "    - \(wanted)"), isSafe: isSafe)
  }

  @Test("a word that is no parameter's name is not taken for an expression")
  func noExpression() {
    let reading = Reading(spec(layers: "    - dense: auto"))
    #expect(reading.diagnostics.first?.help == "write a whole number")
    #expect(reading.diagnostics.first?.fix == nil)
  }

  @Test("an expression's value is not overwritten as if it were a literal")
  func computed() {
    let reading = Reading(spec(parameters: "{a: \"10\"}", layers: "    - dense: $(a)"))
    #expect(reading.diagnostics.map(\.code.id) == ["Y105"])
    #expect(Reading(spec(layers: "    - dense:\n      units: $(1 + 2)")).diagnostics.first?.fix?.isSafe == true)
  }

  @Test(
    "keys of other frameworks",
    arguments: [
      ("dense: {out_features: 3}", "dense: {units: 3}"),
      ("dense: {units: 3, act: relu}", "dense: {units: 3, activation: relu}"),
      ("dropout: {p: 0.2}", "dropout: {rate: 0.2}"),
      (
        "activation: {activation: {leaky_relu: {alpha: 0.1}}}",
        "activation: {activation: {leaky_relu: {negative_slope: 0.1}}}"
      ),
      ("activation: {leaky_relu: 0.1}", "activation: {activation: {leaky_relu: 0.1}}"),
    ])
  func keys(layer: String, wanted: String) {
    expectFix(spec(layers: "    - \(layer)"), spec(layers: "    - \(wanted)"), isSafe: false)
  }
}

@Suite struct ManySlipsTests {
  @Test("thousands of unknown keys, kinds and open parentheses take no time to speak of", .timeLimit(.minutes(1)))
  func many() {
    let keys = (0..<5_000).map { "k\($0): 1" }.joined(separator: ", ")
    let calls = (0..<5_000).map { "f\($0)(" }.joined(separator: ", ")
    let reading = Reading(sections(training: "{loss: mse, \(keys)}", model: "{layers: [\(calls)]}"))
    #expect(reading.spec == nil)
    #expect(reading.diagnostics.count > 50)
  }
}
