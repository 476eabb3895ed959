// Placement problems as files: what is read, what is written, what is refused and where; and minimalloc's challenges.

import Diagnostics
import Files
import Glibc
import Pipeline
import Planner
import Testing

struct ArenaFileTests {
  /// A text as a file, for as long as the body runs.
  static func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    let path = "/tmp/lofting-test-\(getpid())-\(UInt64.random(in: .min ... .max)).csv"
    try AtomicFile.write(text, to: path)
    defer { unsafe unlink(path) }
    return try body(path)
  }

  @Test("lifetimes, sizes and alignments are read; upper is exclusive, end is not")
  func reading() throws {
    let expected = [
      ArenaProblem.Item(byteCount: 4, lifetime: 0...2, alignment: 8),
      ArenaProblem.Item(byteCount: 6, lifetime: -3...9, alignment: 1),
    ]
    let upper = "id,lower,upper,size,alignment\nb1,0,3,4,8\nb2,-3,10,6,1\n"
    let end = "alignment,size,buffer_id,end,start,hint\r\n\r\n8,4,\"b,1\",2,0,-1\r\n1,6,b2,9,-3,-1"
    #expect(try Self.withFile(upper) { try ArenaFile(path: $0).problem.items } == expected)
    #expect(try Self.withFile(end) { try ArenaFile(path: $0).problem.items } == expected)
  }

  @Test("offsets are written behind the input's columns, in its order, quoted where they must be")
  func writing() throws {
    let text = "size,id,lower,upper\n4,\"b \"\"1\"\", first\",0,3\n6,b2,1,2\n"
    let written = try Self.withFile(text) { try ArenaFile(path: $0).text(offsets: [0, 4]) }
    #expect(written == "size,id,lower,upper,offset\n4,\"b \"\"1\"\", first\",0,3,0\n6,b2,1,2,4\n")
  }

  static let refused: [(text: String, line: Int, column: Int, message: String)] = [
    ("id,lower,upper\na,0,1\n", 1, 1, "the header lacks 'size'"),
    ("id,lower,size\na,0,1\n", 1, 1, "the header lacks 'upper'"),
    ("id,lower,upper,size,aligment\na,0,1,2,3\n", 1, 5, "unknown column 'aligment'"),
    ("id,lower,upper,size,size\na,0,1,2,3\n", 1, 5, "columns 4 and 5 are both called 'size'"),
    ("id,lower,upper,size,end\na,0,1,2,3\n", 1, 5, "'end' says the same as 'upper'"),
    ("id,lower,upper,size,offset\na,0,1,2,3\n", 1, 5, "the file has offsets already"),
    ("id,lower,upper,size,gaps\na,0,9,2,\nb,0,9,2,3-4\n", 3, 5, "gaps in a lifetime are not supported"),
    ("id,lower,upper,size\n", 1, 1, "has no buffers"),
    ("id,lower,upper,size\na,0,1\n", 2, 3, "the row has 3 cells, the first one 4"),
    ("id,lower,upper,size\na,0,1,-2\n", 2, 4, "the size -2 is negative"),
    ("id,lower,upper,size\na,0,1,2.5\n", 2, 4, "'2.5' is not a whole number"),
    ("id,lower,upper,size\na,0,1,9223372036854775808\n", 2, 4, "9223372036854775808 is beyond 2^63"),
    ("id,lower,upper,size\na,0,1,9223372036854775806\nb,0,1,1\n", 3, 4, "sum to 2^63 bytes or more"),
    ("id,lower,upper,size\na,5,5,2\n", 2, 3, "the buffer is live at no time"),
    ("id,lower,end,size\na,5,4,2\n", 2, 3, "the buffer ends at 4, before it begins at 5"),
    ("id,lower,upper,size,alignment\na,0,1,2,0\n", 2, 5, "the alignment 0 is no positive number"),
    ("id,lower,upper,size\n\na,0,1,2\na,0,1,2\n", 4, 1, "the id 'a' stands in line 3 already"),
    ("id,lower,upper,size\n,0,1,2\n", 2, 1, "the buffer has no id"),
    ("id,lower,upper,size\n\"a,0,1,2\n", 2, 1, "the quote is never closed"),
  ]

  @Test("what is wrong is named with line and column", arguments: refused)
  func refusal(text: String, line: Int, column: Int, message: String) throws {
    let failure = try Self.withFile(text) { path in
      let failure = try #require(throws: Failure.self) { try ArenaFile(path: path) }
      #expect(failure.diagnostics.first?.place == .cell(path: path, row: line, column: column))
      return failure
    }
    let found = try #require(failure.diagnostics.first)
    #expect(found.message.contains(message), "\(found.message)")
    #expect(found.help != nil || found.message.contains("quote"))
  }

  @Test("empty and missing files are refused")
  func noFile() throws {
    try Self.withFile("") { path in _ = #expect(throws: Failure.self) { try ArenaFile(path: path) } }
    #expect(throws: Failure.self) { try ArenaFile(path: "/tmp/lofting-test-no-such-file.csv") }
  }

  @Test("a report says whether a capacity is met, impossible or only not found")
  func report() throws {
    // minimalloc's own example: five buffers that fit 12 bytes.
    let text = "id,lower,upper,size\nb1,0,3,4\nb2,3,9,4\nb3,0,9,4\nb4,9,21,4\nb5,0,21,4\n"
    try Self.withFile(text) { path in
      #expect(try ArenaReport(path: path, capacity: 12, nodeBudget: 100).failure == nil)
      let failure = try #require(try ArenaReport(path: path, capacity: 11, nodeBudget: 100).failure)
      #expect(failure.diagnostics[0].message.contains("at least 12 are needed"))
      let lines = try ArenaReport(path: path, capacity: nil, nodeBudget: 100).lines
      #expect(lines.contains("peak         12 bytes (12 B)"))
      #expect(lines.contains("proof        optimal: the peak is the lower bound"))
    }
  }

  /// The folder of minimalloc's `benchmarks/challenging`, where the variable names it.
  static let challenges: [String] = {
    guard let folder = unsafe getenv("LOFTING_ARENA").map({ unsafe String(cString: $0) }) else { return [] }
    return Folder.names(in: folder).filter { $0.hasSuffix(".csv") }.map { "\(folder)/\($0)" }
  }()

  @Test("minimalloc's challenges fit 1 MiB", .enabled(if: !challenges.isEmpty), arguments: challenges)
  func challenge(path: String) throws {
    let problem = try ArenaFile(path: path).problem
    guard case .fits(let solution) = fit(problem, capacity: 1_048_576, nodeBudget: 10_000_000) else {
      Issue.record("no placement was found")
      return
    }
    #expect(problem.faults(of: solution.offsets, capacity: 1_048_576).isEmpty)
  }
}
