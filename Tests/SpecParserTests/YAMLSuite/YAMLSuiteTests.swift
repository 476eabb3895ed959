// With LOFTING_YAML_SUITE naming the folder of the YAML test suite: every case goes as docs/YAML.md says.

import Testing

@Suite(.enabled(if: SuiteCase.folder != nil, "LOFTING_YAML_SUITE names no folder")) struct YAMLSuiteTests {
  /// Valid texts that are refused, nearly all because libyaml 0.2.5 can't read them. None is read wrongly.
  static let refused: Set<String> = [
    // Tabs that separate, where libyaml looks for indentation.
    "6BCT", "6CA3", "96NN/00", "96NN/01", "A2M4", "DK95/00", "DK95/03", "DK95/04", "Q5MG", "R4YG", "Y79Y/001",
    "Y79Y/010",
    // In a flow mapping a key of several lines, or a colon on the line below its key.
    "4MUZ/00", "4MUZ/01", "4MUZ/02", "5MUD", "9SA2", "K3WX", "NJ66", "UT92", "VJP3/01",
    // In a flow collection text that begins with ':' or '?', or a colon before a comma.
    "4ABK", "58MP", "5T43", "652Z", "DBG4", "FRK4", "HM87/00", "HM87/01",
    // Names of anchors with other signs than letters, digits, '-' and '_'.
    "2SXE", "8XYN", "W5VH", "Y2GN",
    // Directives that YAML 1.2 would have a reader ignore.
    "2LFX", "6LVF", "BEC7", "MUS6/05", "MUS6/06",
    // Text of a whole document's block scalar that is not indented.
    "DK3J", "FP8R", "W4TN",
  ]

  @Test("the suite is there as a whole")
  func count() {
    #expect(SuiteCase.all.count == 402)
    #expect(Self.refused.isSubset(of: SuiteCase.all.map(\.id)))
  }

  @Test("a case goes as it is documented", arguments: SuiteCase.all)
  func verdict(item: SuiteCase) {
    let verdict = SuiteVerdict(item)
    if Self.refused.contains(item.id) {
      #expect(verdict == .wronglyRefused, "\(item.id) is \(verdict): take it off the list, here and in docs/YAML.md")
    } else {
      #expect(verdict.isRight, "\(item.id) is \(verdict)")
    }
  }
}
