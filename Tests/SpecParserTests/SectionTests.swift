// The document's own sections, and several mistakes in one file.

import Diagnostics
import SpecParser
import Testing

private func whole(
  data: String = "{source: digits}", model: String = "{layers: [flatten]}", training: String = "{loss: mse}",
  more: String = ""
) -> Reading {
  Reading("data: \(data)\nmodel: \(model)\ntraining: \(training)\n\(more)")
}

@Test func tenMistakesAreReportedTogether() {
  let text = """
    version: 2
    name: my model
    data:
      sorce: digits
      limit: 0
    model:
      layers:
        - flaten
        - dense: {units: many, activation: rellu}
        - dense:
          units: 10
    training:
      optimizer: adan
      loss: mse
      epochs: -1
      learning_rate: 1e-3
    """
  let reading = Reading(text)
  #expect(
    reading.findings == [
      "1:10 Y106 2", "2:7 Y140 my model", "4:3 Y103 sorce", "5:10 Y106 0", "8:7 Y107 flaten",
      "9:22 Y105 many", "9:40 Y107 rellu", "11:7 Y108 units", "13:14 Y107 adan", "15:11 Y106 -1",
      "16:3 Y103 learning_rate",
    ])
  #expect(reading.spec == nil)
}

@Test func missingSectionsAreReported() {
  #expect(
    Reading("name: x").diagnostics.map(\.message) == [
      "missing key 'data' in a spec", "missing key 'model' in a spec", "missing key 'training' in a spec",
    ])
}

@Test func aSpecIsAMapping() {
  #expect(Reading("[1, 2]").findings == ["1:1 Y105 [1, 2]"])
}

@Test(arguments: [
  ("learning_rate: 1", "it belongs to the optimizer: 'training: {optimizer: {adam: {learning_rate: ...}}}'"),
  ("epochs: 1", "it belongs under 'training'"), ("layers: []", "it belongs under 'model'"),
  ("validation: {last: 1}", "it belongs under 'data'"), ("trianing: {}", "did you mean 'training'?"),
])
func aKeyInTheWrongPlaceIsSentToTheRight(line: String, help: String) {
  #expect(whole(more: line).diagnostics.first?.help == help)
}

@Test func aTopLevelKeyInASectionIsSentUp() {
  #expect(whole(training: "{loss: mse, seed: 3}").diagnostics.first?.help == "it belongs to the top level of the spec")
}

@Test func whatASyntaxErrorSpoiltIsNotMissing() {
  let reading = Reading("data: {source: *nowhere}\nmodel: {layers: [flatten]}\ntraining: {loss: mse}\n")
  #expect(reading.diagnostics.map(\.code.id) == ["Y115"])
}

// MARK: - data

@Test func splitsAreByCountShareOrSource() throws {
  let spec = try #require(
    whole(
      data:
        "{source: {csv: {path: a.csv, target: y, header: false}}, test: {csv: b.csv}, validation: {fraction: 0.2, stratify: true}}"
    ).spec)
  guard case .source(let test)? = spec.data.test?.rule,
    case .fraction(let share, let isStratified)? = spec.data.validation?.rule
  else {
    Issue.record("expected a source and a fraction")
    return
  }
  #expect(test.arguments[TestCatalog.path] == "b.csv")
  #expect(test.arguments[TestCatalog.target] == "y", "a CSV inherits the fields it does not state")
  #expect(!test.arguments[TestCatalog.header])
  #expect(share == 0.2 && isStratified)
}

@Test(arguments: [
  ("{last: 3, fraction: 0.1}", ["1:46 Y142 fraction"]), ("{last: 3, stratify: true}", ["1:46 Y142 stratify"]),
  ("{stratify: true}", ["1:24 Y104 validation"]), ("{fraction: 1.5}", ["1:47 Y106 1.5"]),
  ("{last: 0}", ["1:43 Y106 0"]),
  ("{frction: 0.2}", ["1:37 Y103 frction"]), ("{cvs: a.csv}", ["1:37 Y107 cvs"]), ("3", ["1:36 Y105 3"]),
  ("digit", ["1:36 Y107 digit"]),
])
func faultySplitsAreReported(split: String, wanted: [String]) {
  #expect(whole(data: "{source: digits, validation: \(split)}").findings == wanted)
}

@Test func classesKeepTheirText() {
  #expect(whole(data: "{source: digits, classes: [no, 1, 2.0]}").spec?.data.classes == ["no", "1", "2.0"])
}

@Test func aClassListedTwiceIsReported() {
  #expect(whole(data: "{source: digits, classes: [a, b, a]}").findings == ["1:40 Y141 a"])
}

// MARK: - model

@Test(arguments: [
  "{input: [8, 8], layers: [flatten]}", "{layers: [input: [8, 8], flatten]}",
  "{layers: [{input: {shape: [8, 8]}}, flatten]}",
])
func theInputMayStandInTheListOrAbove(model: String) {
  let spec = whole(model: model).spec
  #expect(spec?.model.inputShape?.value == [8, 8])
  #expect(spec?.model.layers.count == 1)
}

@Test func anInputElsewhereIsReported() {
  #expect(whole(model: "{layers: [flatten, input: [3]]}").findings == ["2:27 Y107 input"])
}

@Test func aModelHasALayer() {
  #expect(whole(model: "{layers: []}").findings == ["2:17 Y106 []"])
}

// MARK: - training

@Test func classWeightsAreByNameOrBalanced() throws {
  guard
    case .weights(let weights)? = whole(training: "{loss: mse, class_weight: {0: 1, malignant: 5.5}}").spec?.training
      .classWeights
  else {
    Issue.record("expected weights")
    return
  }
  #expect(weights.map(\.name.value) == ["0", "malignant"])
  #expect(weights.map(\.weight.value) == [1, 5.5])
  guard case .balanced? = whole(training: "{loss: mse, class_weight: balanced}").spec?.training.classWeights else {
    Issue.record("expected balanced")
    return
  }
}

@Test func initialWeightsHaveAPath() {
  let training = whole(training: "{loss: mse, initial_weights: {path: w.safetensors, skip: [head]}}").spec?.training
  #expect(training?.initialWeights?.path.value == "w.safetensors")
  #expect(training?.initialWeights?.skip.map(\.value) == ["head"])
}

@Test(arguments: [
  ("{loss: mse, class_weight: {a: -1}}", ["3:41 Y106 -1"]), ("{loss: mse, class_weight: equal}", ["3:37 Y105 equal"]),
  ("{loss: mse, initial_weights: {}}", ["3:23 Y104 initial_weights"]), ("{loss: mse, callbacks: }", []),
  ("{loss: mse, metrics: [accuracy, 3]}", ["3:43 Y105 3"]), ("{loss: }", ["3:12 Y105 loss"]),
  ("", ["3:1 Y105 training"]),
])
func faultyTrainingIsReported(training: String, wanted: [String]) {
  #expect(whole(training: training).findings == wanted)
}

// MARK: - sweep

private func sweep(_ fields: String) -> Reading {
  whole(more: "parameters: {units: 3, rate: 0.1}\nsweep: {method: grid, metric: {name: val_loss}, \(fields)}\n")
}

@Test func aSweepIsDecoded() throws {
  let reading = Reading(
    """
    parameters: {units: 3, rate: 0.1}
    data: {source: digits}
    model: {layers: [dense: $units]}
    training: {loss: mse}
    sweep:
      method: random
      metric: {name: val_accuracy, goal: maximize}
      parameters:
        units: {values: [1, 2]}
        rate: {distribution: log_uniform, min: 1e-4, max: 1e-1}
      constraints:
        - units * rate <= 1000 and parameter_count < 1e6
      early_terminate: {type: hyperband, min_iter: 2, eta: 3}
      run_cap: 100
    """)
  #expect(reading.findings == [])
  #expect(reading.spec?.sweep?.runCap?.value == 100)
}

@Test(arguments: [
  ("parameters: {unts: {values: [1]}}", ["5:62 Y131 unts"]),
  ("parameters: {units: {values: []}}", ["5:78 Y106 []"]),
  ("parameters: {units: {values: [1], min: 3}}", ["5:83 Y142 min"]),
  ("parameters: {units: {}}", ["5:62 Y104 units"]),
  ("parameters: {units: {min: 1, max: 3}}", ["5:62 Y104 units"]),
  ("parameters: {units: {min: 3, max: 1, steps: 2}}", ["5:83 Y106 1"]),
  ("parameters: {rate: {min: 0, max: 1, steps: 2, distribution: log_uniform}}", ["5:74 Y106 0"]),
  ("parameters: {units: {values: [1]}}, constraints: [units * wdth < 3]", ["5:107 Y131 wdth"]),
  ("parameters: {units: {values: [1]}}, constraints: [units <]", ["5:105 Y130 <"]),
  ("parameters: {units: {values: [1]}}, constraints: [$(units < 3)]", ["5:99 Y130 $(units < 3)"]),
  ("parameters: {units: {values: [1]}}, early_terminate: {eta: 3}", ["5:85 Y104 early_terminate"]),
  ("parameters: {units: {values: [1], distribution: gauss}}", ["5:83 Y142 distribution", "5:97 Y109 gauss"]),
])
func faultySweepsAreReported(fields: String, wanted: [String]) {
  #expect(sweep(fields).findings == wanted)
}

@Test func aDrawnSweepNeedsAnEnd() {
  let reading = whole(
    more: "parameters: {a: 1}\nsweep: {method: bayes, metric: {name: loss}, parameters: {a: {values: [1]}}}\n")
  #expect(reading.diagnostics.map(\.code.id) == ["Y104"])
}
