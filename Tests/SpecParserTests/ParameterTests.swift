// Parameters, substitution and `--set`, read through whole specs.

import Diagnostics
import SpecParser
import Testing

private func layer(_ reading: Reading, _ index: Int) -> KindValue? {
  guard let layers = reading.spec?.model.layers, layers.indices.contains(index) else { return nil }
  return layers[index].kind
}

@Test(arguments: [
  ("$units", 10), ("\"$units\"", 10), ("$(units * 2)", 20), ("'$(units // 3)'", 3), ("$(4 / 2)", 2), ("$wide", 20),
])
func aScalarIsSubstituted(value: String, wanted: Int) {
  let reading = Reading(spec(parameters: "{wide: $(2 * units), units: 10}", layers: "    - dense: \(value)"))
  #expect(reading.findings == [])
  #expect(layer(reading, 0)?.arguments[TestCatalog.units] == wanted)
}

@Test func aParameterMayBeAThingOfAnyKind() {
  let reading = Reading(
    spec(
      parameters:
        "{act: {leaky_relu: {negative_slope: $slope}}, slope: 0.1, block: {dense: {units: 3, activation: $act}}}",
      layers: "    - $block"))
  #expect(reading.findings == [])
  let activation = layer(reading, 0)?.arguments[TestCatalog.activation]
  #expect(activation?.name == "leaky_relu")
  #expect(activation?.arguments[TestCatalog.slope] == 0.1)
}

@Test func aSubstitutedNodeStandsWhereItIsUsedAndRemembersItsDefinition() throws {
  let reading = Reading(spec(parameters: "{act: relu}", layers: "    - dense: {units: 1, activation: $act}"))
  let node = try #require(reading.resolved?.root["model"]?["layers"]?.sequence?.first?["dense"]?["activation"])
  #expect(node.scalar?.text == "relu")
  #expect(reading.sources["a.yaml"]?.text(of: node.range) == "$act")
  #expect(node.definition.flatMap { reading.sources["a.yaml"]?.text(of: $0) } == "relu")
}

@Test func anErrorInASubstitutedValueIsReportedAtItsUseWithANote() {
  let reading = Reading(spec(parameters: "{units: 0}", layers: "    - dense: $units"))
  #expect(reading.findings == ["6:14 Y106 $units"])
  #expect(reading.diagnostics.first?.notes.count == 1)
}

@Test func twoDollarsAreOne() {
  let reading = Reading("name: $$x\n" + spec(layers: "    - flatten"))
  #expect(reading.diagnostics.map(\.message) == ["'$x' can't be the name of a spec"])
}

@Test func dollarsWithinATextStay() {
  let reading = Reading("x-note: a $b\n" + spec(parameters: "{text: costs $5}", layers: "    - flatten"))
  #expect(reading.findings == [])
  #expect(reading.spec?.parameters.first?.value.scalar?.text == "costs $5")
}

@Test func ownKeysAreDropped() {
  let reading = Reading("x-own: {anything: [$goes]}\n" + spec(layers: "    - flatten"))
  #expect(reading.findings == [])
  #expect(reading.resolved?.root["x-own"] == nil)
}

@Test(arguments: [
  ("$unts", "6:15 Y131 unts"), ("$(2 * unts)", "6:20 Y131 unts"), ("'$(2 * unts)'", "6:21 Y131 unts"),
  ("$(units +)", "6:22 Y130 +"), ("$units * 2", "6:14 Y138 $units * 2"), ("$(units) + 1", "6:14 Y138 $(units) + 1"),
  ("$5", "6:14 Y138 $5"), ("$(list + 1)", "6:16 Y132 list"), ("$(units / 0)", "6:24 Y133 0"),
])
func aFaultySubstitutionIsReportedOnceAtItsPart(value: String, finding: String) {
  let reading = Reading(spec(parameters: "{units: 10, list: [1]}", layers: "    - dense: \(value)"))
  #expect(reading.findings == [finding])
}

@Test func parametersMayNotGoRoundInACircle() {
  let reading = Reading(spec(parameters: "{a: $b, b: $(c + 1), c: $a, d: $a}", layers: "    - dense: $a"))
  #expect(reading.diagnostics.map(\.code.id) == ["Y134"])
  #expect(reading.diagnostics.first?.message == "parameters go round in a circle: a -> b -> c -> a")
}

@Test func aLongChainOfParametersIsResolved() {
  let chain = (1..<5000).map { "p\($0): $p\($0 - 1)" }.reversed().joined(separator: ", ")
  let reading = Reading(spec(parameters: "{\(chain), p0: 7}", layers: "    - dense: $p4999"))
  #expect(layer(reading, 0)?.arguments[TestCatalog.units] == 7)
}

@Test func exponentialParametersAreRefused() {
  let doublings = (1..<40).map { "p\($0): [$p\($0 - 1), $p\($0 - 1)]" }.joined(separator: ", ")
  let reading = Reading(spec(parameters: "{p0: 1, \(doublings)}", layers: "    - flatten"))
  #expect(reading.diagnostics.map(\.code.id) == ["Y135"])
}

@Test func deepParametersAreRefused() {
  let nesting = (1..<200).map { "p\($0): [$p\($0 - 1)]" }.joined(separator: ", ")
  let reading = Reading(spec(parameters: "{p0: 1, \(nesting)}", layers: "    - flatten"))
  #expect(reading.diagnostics.map(\.code.id) == ["Y135"])
}

@Test func namesOfParametersAreChecked() {
  let reading = Reading(spec(parameters: "{my-units: 1, and: 2, 3: 4}", layers: "    - flatten"))
  #expect(reading.findings == ["1:14 Y140 my-units", "1:27 Y140 and", "1:35 Y140 3"])
}

@Test func usedParametersAreKnown() {
  let layers = """
        - repeat: {times: 0, layers: [dense: $a]}
        - dense: {units: $(b + 1), when: c > 1}
    """
  let reading = Reading(spec(parameters: "{a: 1, b: 2, c: 3, d: 4, e: $d, f: 5}", layers: layers))
  #expect(reading.resolved?.usedParameters == ["a", "b", "c", "d"])
}

// MARK: - Overrides

@Test func aBareNameSetsAParameter() {
  let reading = Reading(spec(parameters: "{units: 10}", layers: "    - dense: $units"), set: ["units=50"])
  #expect(layer(reading, 0)?.arguments[TestCatalog.units] == 50)
  #expect(reading.resolved?.pinnedParameters == ["units"])
}

@Test(arguments: [
  "training.epochs=3", "training={loss: mse, epochs: 3}", "limits.peak_memory=1GB", "model.layers.0=flatten",
  "model.layers.1.dense.units=5", "data.validation.fraction=0.5", "parameters.units=3", "seed=9",
])
func aPathSetsAnyPlace(override: String) {
  let reading = Reading(
    spec(parameters: "{units: 10}", layers: "    - flatten\n    - dense: {units: 2}"), set: [override])
  #expect(reading.findings == [])
  #expect(reading.spec != nil)
}

@Test func aSetPlaceHasItsValue() {
  let reading = Reading(
    spec(layers: "    - dense: {units: 2}"), set: ["model.layers.0.dense.units=5", "training.epochs=3"])
  #expect(layer(reading, 0)?.arguments[TestCatalog.units] == 5)
  #expect(reading.spec?.training.epochs.value == 3)
}

@Test(arguments: [
  ("hiden=3", "--set hiden 1:1 Y137 3"), ("trainin.epochs=3", "--set trainin.epochs 1:1 Y137 3"),
  ("training.loss.name=3", "--set training.loss.name 1:1 Y137 3"),
  ("model.layers.7=3", "--set model.layers.7 1:1 Y137 3"),
  ("model.layers.x=3", "--set model.layers.x 1:1 Y137 3"), ("parameters.new=3", "--set parameters.new 1:1 Y137 3"),
  ("training..epochs=3", "--set training..epochs 1:1 Y137 3"), ("training.epocs=3", "--set training.epocs 1:1 Y103 3"),
  ("training.epochs=x", "--set training.epochs 1:1 Y105 x"), ("training.epochs", "- Y136"), ("=3", "- Y136"),
  ("hidden=$wide", "--set hidden 1:2 Y131 wide"), ("extends=b.yaml", "--set extends 1:1 Y137 b.yaml"),
])
func aFaultyOverrideIsReported(override: String, finding: String) {
  let reading = Reading(spec(parameters: "{hidden: 1}", layers: "    - flatten"), set: [override])
  #expect(reading.findings == [finding])
}

@Test func anUnknownParameterGetsASuggestion() {
  let reading = Reading(spec(parameters: "{hidden: 1}", layers: "    - flatten"), set: ["hiden=3"])
  #expect(reading.diagnostics.first?.help == "did you mean 'hidden'?")
}

@Test func anEndlessPathIsRefused() {
  let path = (0..<1000).map { "a\($0)" }.joined(separator: ".")
  let reading = Reading(spec(layers: "    - flatten"), set: ["training.\(path)=1"])
  #expect(reading.diagnostics.map(\.code.id) == ["Y137"])
}

@Test func ofTwoOverridesForOneKeyTheLastCounts() {
  let text = spec(parameters: "{units: 10}", layers: "    - dense: $units")
  let mended = Reading(text, set: ["units=[1, 2", "units=50"])
  #expect(mended.diagnostics.isEmpty)
  #expect(mended.spec?.parameters.first?.value.scalar?.text == "50")
  // What is wrong with the one that counts is shown in its own text.
  let broken = Reading(text, set: ["units=50", "units=[1, @"])
  #expect(broken.findings == ["--set units 1:5 Y101 @"])
  // One without a value is wrong, and has no text to take the place of another's.
  let bare = Reading(text, set: ["units=[1, @", "units"])
  #expect(Set(bare.findings) == ["--set units 1:5 Y101 @", "- Y136"])
}

@Test func onlyTheFirstHundredUnknownNamesAreComparedWithAllParameters() {
  let layers = (0..<150).map { "    - dense: \($0 % 2 == 0 ? "$unist" : "$unit-s") # \($0)" }
  let reading = Reading(spec(parameters: "{units: 10}", layers: layers.joined(separator: "\n")))
  #expect(reading.diagnostics.count == 150)
  #expect(reading.diagnostics.filter { $0.fix != nil }.count == 100)
}
