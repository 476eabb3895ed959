// Decoding of kinds and fields: the forms that are accepted, and every way in which they can be wrong.

import Diagnostics
import SpecParser
import Testing

@Test(arguments: [
  "dense: 10", "dense: {units: 10}", "dense:\n        units: 10", "dense: 10.0", "dense: 1e1", "dense: {units: $(10)}",
])
func theFormsOfAKindMeanTheSame(layer: String) {
  let reading = Reading(spec(layers: "    - \(layer)"))
  #expect(reading.findings == [])
  let kind = reading.spec?.model.layers.first?.kind
  #expect(kind?.name == "dense")
  #expect(kind?.arguments[TestCatalog.units] == 10)
}

@Test(arguments: ["flatten", "flatten:", "flatten: {}", "batch_norm"])
func aKindWithoutFieldsStandsAlone(layer: String) {
  #expect(Reading(spec(layers: "    - \(layer)")).findings == [])
}

@Test func defaultsAreFilledIn() throws {
  let reading = Reading(spec(layers: "    - dense: 10"))
  let spec = try #require(reading.spec)
  let arguments = spec.model.layers[0].kind.arguments
  #expect(arguments[TestCatalog.activation]?.name == "linear")
  #expect(arguments[TestCatalog.useBias])
  #expect(!arguments.isWritten(TestCatalog.useBias))
  #expect(spec.training.optimizer.name == "adam")
  #expect(spec.training.optimizer.arguments[TestCatalog.learningRate]?.number == 0.001)
  #expect(spec.training.batchSize.value == 32)
  #expect(spec.training.epochs.value == 1)
  #expect(spec.seed == 0)
  #expect(spec.data.shuffle)
  #expect(spec.model.layers[0].isTrainable)
  #expect(spec.name == "a")
}

@Test func anAliasIsKnownUnderItsNameAndItsWord() {
  let reading = Reading(spec(layers: "    - dense: {units: 1, bias: false}", training: "{loss: mse, metrics: [mae]}"))
  #expect(reading.spec?.training.loss.name == "mean_squared_error")
  #expect(reading.spec?.training.metrics.first?.writtenName == "mae")
  #expect(reading.spec?.model.layers.first?.kind.arguments[TestCatalog.useBias] == false)
}

@Test(arguments: [("0.1", "number"), ("{cosine_decay: 100}", "kind"), ("{cosine_decay: {decay_steps: 9}}", "kind")])
func aValueMayBeANumberOrAKind(rate: String, form: String) {
  let reading = Reading(
    spec(layers: "    - flatten", training: "{loss: mse, optimizer: {adam: {learning_rate: \(rate)}}}"))
  let value = reading.spec?.training.optimizer.arguments[TestCatalog.learningRate]
  #expect(form == "number" ? value?.number == 0.1 : value?.kind?.name == "cosine_decay")
}

@Test func aChoiceMayListNull() {
  let reading = Reading(
    "data: {source: digits, preprocessing: [normalization: {axis: null}]}\n"
      + "model: {layers: [flatten]}\ntraining: {loss: mse}\n")
  #expect(reading.findings == [])
  #expect(reading.spec?.data.preprocessing.first?.arguments[TestCatalog.axis].integer == nil)
}

@Test(arguments: [
  ("dense: {unit: 1}", ["6:15 Y103 unit"]),
  ("dense: {units: 1, colour: red}", ["6:25 Y103 colour"]),
  ("dense", ["6:7 Y104 dense"]), ("dense: {}", ["6:7 Y104 dense"]),
  ("dense: {units: }", ["6:15 Y105 units"]),
  ("dense: {units: 1, use_bias: }", ["6:25 Y105 use_bias"]),
  ("dense: {units: 1, use_bias: yes}", ["6:35 Y105 yes"]),
  ("dense: '10'", ["6:14 Y105 '10'"]), ("dense: 2.5", ["6:14 Y105 2.5"]), ("dense: ten", ["6:14 Y105 ten"]),
  ("dense: [1]", ["6:14 Y105 [1]"]), ("dense: true", ["6:14 Y105 true"]), ("dense: 1e300", ["6:14 Y105 1e300"]),
  ("dense: 0", ["6:14 Y106 0"]), ("dropout: 1.0", ["6:16 Y106 1.0"]), ("dropout: .nan", ["6:16 Y106 .nan"]),
  ("dropout: '1e-3'", ["6:16 Y105 '1e-3'"]),
  ("dens: 1", ["6:7 Y107 dens"]), ("Flatten", ["6:7 Y107 Flatten"]), ("Dense: 0", ["6:7 Y107 Dense", "6:14 Y106 0"]),
  ("dense:10", ["6:7 Y107 dense:10"]), ("dense(10)", ["6:7 Y107 dense(10)"]),
  ("flatten: 3", ["6:16 Y105 3"]), ("3", ["6:7 Y105 3"]), ("[flatten]", ["6:7 Y105 [flatten]"]),
  ("{}", ["6:7 Y105 {}"]),
  ("dense: {units: 1, activation: rellu}", ["6:37 Y107 rellu"]),
  ("dense: {units: 1, bias: true, use_bias: true}", ["6:37 Y142 use_bias"]),
  ("activation: {leaky_relu: 0.1}", ["6:20 Y103 leaky_relu"]),
  ("dense: {units: 1, name: 3}", ["6:31 Y105 3"]), ("dense: {units: 1, name: a b}", ["6:31 Y140 a b"]),
  ("dense: {units: 1, input_shape: [3]}", ["6:25 Y103 input_shape"]),
])
func aFaultyLayerIsReportedAtItsPlace(layer: String, wanted: [String]) {
  #expect(Reading(spec(layers: "    - \(layer)")).findings == wanted)
}

@Test(arguments: [
  ("dens: 1", "did you mean 'dense'?"), ("BatchNormalization", "did you mean 'batch_normalization'?"),
  ("dense:10", "write 'dense: 10', with a space after the colon"),
  ("dense(10)", "write 'dense: 10'"),
  ("zzz", "layers: dense, flatten, dropout, batch_normalization, activation"),
  ("dense: {units: 1, use_bias: yes}", "write true"), ("dense: '10'", "remove the quotes: write 10"),
  ("dense: 3 * 4", "write $(3 * 4) if it is an expression"),
  ("dense: {units: 1, input_shape: [3]}", "write it once for the model: 'model: {input: [...], layers: [...]}'"),
  ("dense: {units: 1, q: 3}", "accepted keys: units, activation, use_bias, name, trainable, when"),
])
func anErrorNamesItsCure(layer: String, help: String) {
  #expect(Reading(spec(layers: "    - \(layer)")).diagnostics.last?.help == help)
}

@Test func rangesAreSaidInWords() {
  #expect(Reading(spec(layers: "    - dense: 0")).diagnostics.first?.message == "units must be at least 1, is 0")
  #expect(
    Reading(spec(layers: "    - dropout: 1")).diagnostics.first?.message
      == "rate must be at least 0 and below 1, is 1")
}

// MARK: - Keys beside a kind

@Test(arguments: [
  "- dense:\n      units: 10\n      activation: relu",
  "- dense: 10\n      activation: relu",
  "- dense:\n        units: 10\n      activation: relu",
  "- {dense: 10, activation: relu}",
  "- dense:\n      units: 10\n\n      # a comment\n      activation:\n        relu",
])
func fieldsBesideAKindAreMovedUnderIt(layer: String) {
  let reading = Reading(spec(layers: "    \(layer)\n    - flatten"))
  #expect(reading.diagnostics.map(\.code.id) == ["Y108"])
  #expect(reading.diagnostics.first?.fix?.isSafe == true)
  let fixed = Reading(reading.fixed() ?? "")
  #expect(fixed.findings == [])
  let layers = fixed.spec?.model.layers.map(\.kind)
  #expect(layers?.map(\.name) == ["dense", "flatten"])
  #expect(layers?.first?.arguments[TestCatalog.units] == 10)
  #expect(layers?.first?.arguments[TestCatalog.activation]?.name == "relu")
}

@Test func aSecondKindInOneItemIsReported() {
  let reading = Reading(spec(layers: "    - dense: 10\n      dropout: 0.2"))
  #expect(reading.findings == ["7:7 Y108 dropout"])
  #expect(reading.diagnostics.first?.fix == nil)
}

@Test func fieldsBesideAKindAreCheckedToo() {
  let reading = Reading(spec(layers: "    - dense:\n      units: 0"))
  #expect(reading.findings == ["7:7 Y108 units", "7:14 Y106 0"])
}

// MARK: - Fixes

@Test(arguments: [
  ("dense: '10'", "dense: 10"), ("Dense: 1", "dense: 1"),
  ("dense: {units: 1, use_bias: yes}", "dense: {units: 1, use_bias: true}"),
  ("dense: 1_000", "dense: 1000"),
])
func aSlipIsMendedSafely(layer: String, wanted: String) {
  let reading = Reading(spec(layers: "    - \(layer)"))
  #expect(reading.diagnostics.first?.fix?.isSafe == true)
  #expect(reading.fixed() == spec(layers: "    - \(wanted)"))
}

@Test func aGuessIsNoSafeFix() {
  #expect(Reading(spec(layers: "    - dens: 1")).diagnostics.first?.fix?.isSafe == false)
}

@Test(arguments: [
  ("128MiB", 134_217_728), ("1.5GB", 1_500_000_000), ("1e6", 1_000_000), ("4096", 4096), ("2 kB", 2000),
  ("1GiB", 1 << 30),
])
func sizesHaveUnits(text: String, bytes: Int) {
  let reading = Reading("limits: {peak_memory: \(text)}\n" + spec(layers: "    - flatten"))
  #expect(reading.spec?.peakMemoryLimit?.value == bytes)
}

@Test(arguments: ["lots", "-1", "12 MX", "1.5.2MB", "1e400", "99999999999TiB"])
func faultySizesAreReported(text: String) {
  let reading = Reading("limits: {peak_memory: \(text)}\n" + spec(layers: "    - flatten"))
  #expect(reading.findings == ["1:23 Y105 \(text)"])
}
