// `repeat` and `when` in the list of layers.

import Diagnostics
import SpecParser
import Testing

private func units(_ reading: Reading) -> [Int]? {
  reading.spec?.model.layers.map { $0.kind.arguments[TestCatalog.units] }
}

private func names(_ reading: Reading) -> [String?]? { reading.spec?.model.layers.map(\.name?.value) }

@Test(
  arguments: [
    ("- repeat: {times: 3, layers: [dense: 4]}", [4, 4, 4]),
    ("- repeat: {times: $n, index: i, layers: [{dense: $(10 * (i + 1))}]}", [10, 20]),
    ("- repeat: {each: $widths, as: w, layers: [{dense: $w}]}", [30, 20]),
    ("- repeat: {each: [5, 6], as: w, index: i, layers: [{dense: $(w + i)}]}", [5, 7]),
    ("- repeat: {times: 2, index: n, layers: [{dense: $(n + 1)}, {dense: 9}]}", [1, 9, 2, 9]),
    (
      "- repeat: {times: 2, index: i, layers: [{repeat: {times: $(i + 1), index: j, layers: [{dense: $(10 * i + j + 1)}]}}]}",
      [1, 11, 12]
    ),
    ("- repeat: {times: $n, layers: [dense: 4], when: n > 2}\n    - dense: 1", [1]),
    ("- repeat: {times: 0, layers: [dense: 4]}\n    - dense: 1", [1]),
    ("- $block", [8, 8]),
    (
      "- dense: {units: 1, when: n > 1}\n    - dense: {units: 2, when: $(n > 2)}\n    - dense: {units: 3, when: $flag}",
      [1, 3]
    ),
    ("- repeat: {times: 3, index: i, layers: [dense: {units: $(i + 1), when: i != 1}]}", [1, 3]),
    ("- dense: {units: 1, when: false}\n    - dense: {units: 2, when: true}", [2]),
  ] as [(String, [Int])])
func layersAreUnrolled(layers: String, wanted: [Int]) {
  let reading = Reading(
    spec(
      parameters: "{n: 2, widths: [30, 20], flag: true, block: {repeat: {times: 2, layers: [dense: 8]}}}",
      layers: "    " + layers))
  #expect(reading.findings == [])
  #expect(units(reading) == wanted)
}

@Test func writtenNamesAreNumberedAsKerasDoes() {
  let reading = Reading(
    spec(layers: "    - repeat: {times: 3, layers: [dense: {units: 1, name: block}, dropout: 0.1]}"))
  #expect(names(reading) == ["block", nil, "block_1", nil, "block_2", nil])
}

@Test func namesFromItemsNeedNoNumber() {
  let reading = Reading(
    spec(layers: "    - repeat: {each: [stem, head], as: part, layers: [dense: {units: 1, name: $part}]}"))
  #expect(names(reading) == ["stem", "head"])
}

@Test func aNumberedNameThatIsTakenIsADuplicate() {
  let layers = """
        - repeat: {times: 2, layers: [dense: {units: 1, name: block}]}
        - dense: {units: 1, name: block_1}
    """
  #expect(Reading(spec(layers: layers)).findings == ["7:31 Y141 block_1"])
}

@Test(arguments: [
  ("- repeat: {times: -1, layers: [flatten]}", ["6:23 Y106 -1"]),
  ("- repeat: {times: 10001, layers: [flatten]}", ["6:23 Y106 10001"]),
  ("- repeat: {times: x, layers: [dense: 0]}", ["6:23 Y105 x", "6:42 Y106 0"]),
  ("- repeat: {layers: [flatten]}", ["6:7 Y104 repeat"]),
  ("- repeat: {times: 2}", ["6:7 Y104 repeat"]),
  ("- repeat: {times: 2, each: [1], as: x, layers: [flatten]}", ["6:26 Y142 each"]),
  ("- repeat: {each: [1], layers: [flatten]}", ["6:7 Y104 repeat"]),
  ("- repeat: {times: 2, as: x, layers: [flatten]}", ["6:26 Y142 as"]),
  ("- repeat: {time: 2, layers: [flatten]}", ["6:16 Y103 time"]),
  ("- repeat: {times: 2, index: a-b, layers: [flatten]}", ["6:33 Y140 a-b"]),
  ("- repeat: {times: 2, layers: [dens: 1]}", ["6:35 Y107 dens"]),
  ("- repeat: {times: 2, layers: [{dense: $i}]}", ["6:44 Y131 i"]),
  ("- dense: {units: 1, when: 3}", ["6:31 Y132 3"]),
  ("- dense: {units: 1, when: n >}", ["6:33 Y130 >"]),
  ("- dense: {units: 1, when: $m}", ["6:32 Y131 m"]),
  ("- dense: {units: 0, when: [n]}", ["6:22 Y106 0", "6:31 Y132 [n]"]),
])
func aFaultyRepeatOrConditionIsReported(layers: String, wanted: [String]) {
  #expect(Reading(spec(parameters: "{n: 1}", layers: "    " + layers)).findings == wanted)
}

@Test func keysBesideARepeatAreMended() {
  let text = spec(layers: "    - repeat:\n      times: 2\n      layers: [flatten]")
  let reading = Reading(text)
  #expect(reading.findings == ["7:7 Y108 times"])
  let fixed = Reading(reading.fixed() ?? "")
  #expect(fixed.findings == [])
  #expect(fixed.spec?.model.layers.count == 2)
}

@Test(arguments: [
  "- repeat: {times: 10000, layers: [flatten, flatten, flatten]}",
  "- repeat: {times: 10000, layers: [repeat: {times: 10000, layers: [repeat: {times: 10000, layers: []}]}]}",
  "- repeat: {times: 10000, layers: [repeat: {times: 10000, layers: [flatten]}]}",
])
func tooManyLayersAreRefusedAtOnce(layers: String) {
  let clock = ContinuousClock()
  var reading: Reading?
  let time = clock.measure { reading = Reading(spec(layers: "    " + layers)) }
  #expect(reading?.diagnostics.map(\.code.id) == ["Y135"])
  #expect(time < .seconds(5))
}
