// Comments to the linter. The finding that they are tried on is Y152: a number with a leading zero.

import Diagnostics
import Files
import Linter
import Pipeline
import Testing

@Suite struct DirectiveTests {
  /// Lines at which findings of a spec stand, by code; what the spec lacks is not looked at.
  private func lines(
    _ text: String, select: [String] = ["Y150", "Y152", "Y160", "Y161"]
  ) throws -> [String: [Int]] {
    try findings(text, select: select).reduce(into: [:]) { lines, finding in
      if case .spec(let range) = finding.place { lines[finding.code.id, default: []].append(range.start.line) }
    }
  }

  private func findings(
    _ text: String, select: [String] = ["Y150", "Y152", "Y160", "Y161"]
  ) throws -> [Diagnostic] {
    var request = CompileRequest(path: "a.yaml", threads: 1)
    request.text = Array(text.utf8)
    return lint(request, selection: try RuleSelection(select: select)).diagnostics.sorted.filter { finding in
      select.contains { finding.code.id.hasPrefix($0) }
    }
  }

  @Test(
    "a comment behind a value ignores what begins on its line, whatever ends the lines",
    arguments: ["\n", "\r\n", "\r"])
  func sameLine(lineBreak: String) throws {
    let text = ["x-a: 010 # lofting: ignore[Y152] ten", "x-b: 011", ""]
    #expect(try lines(text.joined(separator: lineBreak)) == ["Y152": [2]])
  }

  @Test("a comment above a key ignores all of its block, and nothing behind it")
  func blockOfKey() throws {
    #expect(
      try lines(
        """
        x-a:
          # lofting: ignore[Y152] legacy

          # and a remark
          b:
            - 010
            - c: 011

            - 012
          d: 013
        x-e: 014
        """) == ["Y152": [10, 11]])
  }

  @Test("a comment above an item ignores the item, though its mapping begins on the same line")
  func blockOfItem() throws {
    #expect(
      try lines(
        """
        x-a:
          # lofting: ignore[Y152]
          - b: 010
            c: 011
          - b: 012
        """) == ["Y152": [5]])
  }

  @Test("in flow style, too: above a collection of several lines, and within one")
  func flow() throws {
    #expect(
      try lines(
        """
        # lofting: ignore[Y152]
        x-a: {b: 010,
          c: 011}
        x-d: [
          # lofting: ignore[Y152]
          012,
          013]
        """) == ["Y152": [7]])
  }

  @Test("above the last key, above nothing, and above a line in which nothing begins")
  func edges() throws {
    #expect(try lines("# lofting: ignore[Y152]\nx-a: 010") == [:])
    #expect(try lines("x-a: 010\n# lofting: ignore[Y152]") == ["Y152": [1], "Y160": [2]])
    #expect(try lines("x-a: [010\n# lofting: ignore[Y152]\n]") == ["Y152": [1], "Y160": [2]])
  }

  @Test("ignore-file is for the whole file, wherever it stands")
  func wholeFile() throws {
    #expect(try lines("x-a: 010\nx-b: 011\n# lofting: ignore-file[Y152] generated\n") == [:])
  }

  @Test("rules are named by code, by its beginning, by name, several at a time")
  func patterns() throws {
    for pattern in ["Y152", "Y15", "Y", "ambiguous-number", "Y150, Y152", "Y150,Y152"] {
      let text = "parameters:\n  # lofting: ignore[\(pattern)]\n  a: 010\n"
      #expect(try lines(text)["Y152"] == nil, "\(pattern)")
    }
    #expect(try lines("# lofting: ignore[Y150,Y152]\nparameters: {a: 010}") == [:])
  }

  @Test("a comment changes a severity, of the line, the block, or the file", arguments: Severity.allCases)
  func severities(severity: Severity) throws {
    for text in [
      "x-a: 010 # lofting: \(severity.rawValue)[Y152]", "# lofting: \(severity.rawValue)[Y152]\nx-a: 010",
      "x-a: 010\n# lofting: \(severity.rawValue)-file[Y152]",
    ] {
      #expect(try findings(text).map(\.severity) == [severity], "\(text)")
    }
  }

  @Test("of two comments the one that stands later decides")
  func laterWins() throws {
    #expect(
      try findings("# lofting: ignore-file[Y152]\nx-a: 010\nx-b: 011 # lofting: error[Y152]").map(\.severity) == [
        .error
      ])
  }

  @Test("a comment that ignores nothing is found where it names the rule, with a fix that removes just that")
  func unused() throws {
    for (text, fixed) in [
      ("x-a: 10  # lofting: ignore[Y152] why\nx-b: 1\n", "x-a: 10\nx-b: 1\n"),
      ("x-a: 10\r\n  # lofting: ignore[Y152]\r\nx-b: 1\r\n", "x-a: 10\r\nx-b: 1\r\n"),
      ("parameters: {a: 1} # lofting: ignore[Y150, Y152] why\n", "parameters: {a: 1} # lofting: ignore[Y150] why\n"),
      ("parameters: {a: 1} # lofting: ignore[Y152, Y150] why\n", "parameters: {a: 1} # lofting: ignore[Y150] why\n"),
    ] {
      let found = try findings(text)
      #expect(found.map(\.code.id) == ["Y160"], "\(text)")
      let fix = try #require(found.first?.fix)
      #expect(fix.isSafe)
      #expect(TextEdits.apply(fix.edits, to: Array(text.utf8)) == Array(fixed.utf8), "\(text)")
      guard case .spec(let range) = found.first?.place else { return }
      #expect(Array(Array(text.utf8)[range.start.offset..<range.end.offset]) == Array("Y152".utf8))
    }
  }

  @Test("a comment about a rule that does not apply, or that could not run, is not called unused")
  func notRun() throws {
    #expect(try lines("x-a: 10 # lofting: ignore[Y152]", select: ["Y160"]) == [:])
    // There is no network to look at.
    #expect(try lines("x-a: 10 # lofting: ignore[N204]", select: ["N204", "Y160"]) == [:])
  }

  @Test(
    "a comment that can't be read is a finding at the word",
    arguments: [
      ("ignroe[Y152]", "ignroe"), ("ignore[Y999]", "Y999"), ("ignore[Y152", "Y152"), ("ignore Y152", "ignore"),
      ("ignore[]", ""), ("ignore[Y152 Y150]", "Y152"),
    ])
  func unreadable(comment: String, marked: String) throws {
    let text = "x-a: 10 # lofting: \(comment)"
    let found = try findings(text, select: ["Y161"])
    #expect(found.map(\.code.id) == ["Y161"])
    guard case .spec(let range) = found.first?.place else { return }
    let bytes = Array(text.utf8)[range.start.offset..<range.end.offset]
    #expect(String(decoding: bytes, as: UTF8.self) == marked)
  }

  @Test("what looks like a comment in a string is none; nor is a remark about lofting")
  func strings() throws {
    #expect(
      try lines("x-a: '# lofting: ignore[Y999]'\nx-b: |\n  # lofting: ignore[Y999]\n# lofting is what it is\n") == [:])
  }

  @Test("an error of the compiler's can't be ignored, and the comment that tries is found")
  func errorsStay() throws {
    let found = try findings("sede: 1 # lofting: ignore[Y103]\n", select: ["Y103", "Y161"])
    #expect(found.map(\.code.id) == ["Y103", "Y161"])
  }

  @Test("in files that are extended a comment is for its own file")
  func extended() throws {
    let folder = try TemporaryFolder()
    try folder.write("x-a: 010 # lofting: ignore[Y152]\nx-b: 011\n", to: "base.yaml")
    let path = try folder.write("extends: base.yaml # lofting: ignore-file[Y152]\nx-c: 012\n", to: "a.yaml")
    let found = lint(CompileRequest(path: path, threads: 1), selection: try RuleSelection(select: ["Y152", "Y160"]))
      .diagnostics.items.filter { $0.code.id.hasPrefix("Y15") || $0.code.id == "Y160" }
    let places = found.compactMap { finding -> String? in
      guard case .spec(let range) = finding.place else { return nil }
      return "\(range.path.split(separator: "/").last ?? ""):\(range.start.line)"
    }
    #expect(places == ["base.yaml:2"])
  }
}
