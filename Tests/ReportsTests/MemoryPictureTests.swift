// Pictures of memory, small enough to check by eye, and what must hold for any plan: nothing leaves its columns, every
// buffer is named.

import ExecutionPlan
import Reports
import Testing

struct MemoryPictureTests {
  /// A plan whose training arena has these buffers, in programs of one step a phase.
  static func plan(
    _ buffers: [ArenaLayout.Buffer], byteCount: Int, lowerBound: Int? = nil, phases: Int = 2
  ) -> Plan {
    let steps = (0..<phases).map { phase in
      Step(
        kernel: .activation, operands: [nil, nil], sizes: [], reals: [], slots: [], text: "step \(phase) = f(x)",
        origin: 0)
    }
    let program = Program(
      batch: 32, steps: steps,
      phases: (0..<phases).map { Phase(groups: [WorkGroup(domain: .rows, steps: $0..<$0 + 1, items: 0)]) },
      rowBlock: 32, arena: ArenaLayout(buffers: buffers, byteCount: byteCount, lowerBound: lowerBound ?? byteCount),
      worker: .empty, output: nil)
    return Plan(
      name: "small", training: program, evaluation: .empty, prediction: .empty, parameters: [],
      parameterMemory: 0, constants: [], constantMemory: 0, scalarNames: [], measures: [], optimizer: nil,
      origins: [Origin(path: "small.yaml", line: 1, layer: "dense")],
      input: InputLayout(shape: [1], elementType: .float32, target: .numbers(width: 1), outputShape: [1]))
  }

  static func buffer(_ name: String, _ offset: Int, _ bytes: Int, _ lifetime: ClosedRange<Int>) -> ArenaLayout.Buffer {
    ArenaLayout.Buffer(name: name, offset: offset, byteCount: bytes, lifetime: lifetime)
  }

  private func lines(_ plan: Plan, columns: Int = 40) throws -> [String] {
    try #require(MemoryPicture(plan).panels.first).lines(columns: columns, usesColor: false)
  }

  @Test("two buffers one after the other, and one beside both")
  func boxes() throws {
    let plan = Self.plan(
      [
        Self.buffer("one", 0, 512, 0...0), Self.buffer("two", 0, 512, 1...1),
        Self.buffer("both", 512, 512, 0...1),
      ], byteCount: 1024)
    #expect(
      try lines(plan) == [
        "    1 KiB ┌───────────────────────────┐",
        "          │                           │",
        "          │                           │",
        "          │                           │",
        "          │                           │",
        "          │ both  512 B               │",
        "          │                           │",
        "          │                           │",
        "          │                           │",
        "          │                           │",
        "    512 B ├─────────────┬─────────────┤",
        "          │             │             │",
        "          │             │             │",
        "          │             │             │",
        "          │             │             │",
        "          │ one  512 B  │ two  512 B  │",
        "          │             │             │",
        "          │             │             │",
        "          │             │             │",
        "          │             │             │",
        "      0 B └─────────────┴─────────────┘",
        "              phase 0       phase 1",
        "phase 0  rows: step 0",
        "phase 1  rows: step 1",
      ])
  }

  @Test("a lower bound below the peak is a dashed line that the legend explains")
  func lowerBound() throws {
    let drawn = try lines(
      Self.plan([Self.buffer("a", 0, 64, 0...0), Self.buffer("b", 192, 64, 1...1)], byteCount: 256, lowerBound: 64))
    #expect(drawn.contains { $0.hasPrefix("     64 B └") || $0.hasPrefix("     64 B ┌") && $0.contains("╌╌╌") })
    #expect(drawn.last == "╌ lower bound: 64 B")
  }

  @Test("a name without room gives way to the number that the table has")
  func numbers() throws {
    let name = String(repeating: "long_name", count: 10)
    let drawn = try lines(Self.plan([Self.buffer(name, 0, 64, 0...0)], byteCount: 64))
    #expect(drawn.contains { $0.hasSuffix("│ 1           │") })
    #expect(!drawn.contains { $0.contains("long_name") })
  }

  @Test("many buffers are drawn in shades, each line with the number of the buffer in its middle")
  func shades() throws {
    // 96 buffers of 64 bytes in 24 lines: line n from below spans buffers 4n+1 to 4n+4, its middle begins number 4n+3.
    let buffers = (0..<96).map { Self.buffer("b\($0)", 64 * $0, 64, 0...1) }
    let drawn = try lines(Self.plan(buffers, byteCount: 96 * 64), columns: 80)
    // The first and the last line begin with an address.
    let numbers: [Int] = drawn[1..<23].compactMap { line in line.split(separator: " ").first.flatMap { Int($0) } }
    let expected: [Int] = (1..<23).reversed().map { 4 * $0 + 3 }
    #expect(numbers == expected)
  }

  @Test("an arena without buffers says so, as text and as SVG")
  func empty() throws {
    let picture = MemoryPicture(Self.plan([], byteCount: 0))
    #expect(picture.panels.map(\.title) == ["training arena"])
    #expect(try lines(Self.plan([], byteCount: 0)) == ["no buffer: nothing lives from phase to phase"])
    #expect(picture.svg.contains("no buffer"))
  }

  @Test("no line is wider than the terminal", arguments: [40, 80, 100, 200], [1, 5, 30, 300])
  func width(columns: Int, count: Int) throws {
    let buffers = (0..<count).map { Self.buffer("buffer_\($0)", 64 * ($0 % 7), 64, $0...$0 + 1) }
    let plan = Self.plan(buffers, byteCount: 7 * 64, phases: count + 1)
    for line in try lines(plan, columns: columns) { #expect(line.count <= columns, "\(line)") }
  }

  @Test("colours appear only where they are asked for")
  func color() throws {
    let panel = try #require(MemoryPicture(Self.plan([Self.buffer("a", 0, 64, 0...1)], byteCount: 64)).panels.first)
    #expect(panel.lines(columns: 80, usesColor: true).joined().contains("\u{1B}[33ma  64 B\u{1B}[0m"))
    #expect(!panel.lines(columns: 80, usesColor: false).joined().contains("\u{1B}"))
  }

  @Test("the SVG names every buffer in a tooltip, escapes names, and refers to nothing outside")
  func svg() {
    let svg = MemoryPicture(
      Self.plan(
        [Self.buffer("a<b>&\"c\"", 0, 128, 0...1), Self.buffer("tiny", 128, 64, 1...1)], byteCount: 192, lowerBound: 128
      )
    ).svg
    #expect(svg.contains("<title>1: a&lt;b&gt;&amp;&quot;c&quot;, 128 bytes at 0, phases 0 to 1</title>"))
    #expect(svg.contains("<title>2: tiny, 64 bytes at 128, phase 1</title>"))
    #expect(svg.contains("stroke-dasharray=\"6 4\""))
    #expect(svg.contains(">lower bound 128 B<"))
    #expect(!svg.contains("href") && !svg.contains("url("))
    #expect(svg.count(of: "<g>") == svg.count(of: "</g>") && svg.hasSuffix("</svg>\n"))
  }
}

extension String {
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}
