// CSV: the grammar of RFC 4180, numbers against Swift's own, columns, and errors with their row and column.

import Datasets
import Diagnostics
import Glibc
import SpecParser
import Testing

@Suite struct CSVTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(
    _ text: String, _ fields: [String: SpecValue] = [:], _ kind: TargetKind = .numbers, classes: [String]? = nil
  ) throws -> Dataset {
    let path = try folder.write("data.csv", text)
    return try DatasetsTests.load(
      source("csv", ["path": .string(path), "target": .string("y")].merging(fields) { $1 }), kind, classes: classes)
  }

  private func cell(_ row: Int, _ column: Int) -> Place {
    .cell(path: folder.path + "/data.csv", row: row, column: column)
  }

  private typealias Form = (what: String, text: String)
  private static let forms: [Form] = [
    ("LF", "x,y\n1,2\n3,4\n"), ("CR LF", "x,y\r\n1,2\r\n3,4\r\n"), ("CR", "x,y\r1,2\r3,4\r"),
    ("no break at the end", "x,y\n1,2\n3,4"), ("byte order mark", "\u{FEFF}x,y\n1,2\n3,4\n"),
    ("quotes", "\"x\",\"y\"\n\"1\",\"2\"\n\"3\",\"4\""), ("blanks", " x ,\ty\n 1, 2\n3 ,4 \n"),
    ("empty lines", "\n\nx,y\n1,2\n\n\r\n3,4\n\n"), ("blank after quote", "\"x\" ,y\n\"1\" ,2\n3,4\n"),
  ]

  @Test(arguments: forms)
  private func `all forms of a file read the same`(what: String, text: String) throws {
    let data = try load(text)
    #expect(data.inputs() == [[1], [3]])
    #expect(data.numbers() == [2, 4])
    #expect(data.featureNames == ["x"])
  }

  private typealias Quoting = (cell: String, text: String)
  private static let quoting: [Quoting] = [
    ("plain", "plain"), ("\"quoted\"", "quoted"), ("\"a,b\"", "a,b"), ("\"a\nb\"", "a\nb"), ("\"a\r\nb\"", "a\r\nb"),
    ("\"say \"\"yes\"\"\"", "say \"yes\""), ("\" kept \"", " kept "), ("\"\"\"\"", "\""), ("naïve", "naïve"),
  ]

  @Test(arguments: quoting)
  private func `a cell's text is what RFC 4180 says`(cell: String, text: String) throws {
    #expect(try load("x,y\n1,\(cell)\n2,zz\n", [:], .classes).classNames.sorted() == [text, "zz"].sorted())
  }

  private typealias BrokenQuote = (text: String, row: Int, column: Int)
  private static let brokenQuotes: [BrokenQuote] = [
    ("x,y\n1,\"2\n3,4\n", 2, 2), ("x,y\n1,2\"2\n", 2, 2), ("x,y\n\"1\"1,2\n", 2, 1), ("\"x,y\n1,2\n", 1, 1),
  ]

  @Test(arguments: brokenQuotes)
  private func `a broken quote is an error at its cell`(text: String, row: Int, column: Int) throws {
    let found = diagnostics { _ = try load(text) }
    #expect(found.first?.code == .badCell)
    #expect(found.first?.place == cell(row, column))
  }

  @Test(arguments: [
    "0", "-0", "1", "+1", "-1.5", "1.", ".5", "1e3", "1E-3", "1e+05", "0.1", "3.141592653589793238462643", "16777217",
    "9007199254740993", "12345678901234567890123", "1.7976931348623157e38", "4.9e-324", "1e-400", "2.5e-5", "1e22",
    "1e23",
    "8.41e21", "0.000000000000000000000000000001", "123456789.123456789", "00012.50",
  ])
  func `numbers are those of Swift's own parser`(text: String) throws {
    let expected = try #require(Double(text.hasPrefix(".") ? "0" + text : text.hasSuffix(".") ? text + "0" : text))
    #expect(try load("x,y\n\(text),1\n").inputs() == [[Float(expected)]])
  }

  @Test(arguments: ["abc", "1_5", "1.2.3", "--1", "1e", "e5", ".", "-", "0x10", "1 2", "1f", "$5"])
  func `what is no number is an error that proposes categorical`(text: String) throws {
    let found = diagnostics { _ = try load("x,y\n1,1\n\(text),1\n") }
    #expect(found.map(\.code) == [.badCell])
    #expect(found.first?.place == cell(3, 1))
    #expect(found.first?.help?.contains("categorical: [x]") == true)
  }

  @Test(arguments: ["inf", "-Infinity", "1e39", "-1e400"])
  func `what is not finite is an error`(text: String) throws {
    let found = diagnostics { _ = try load("x,y\n\(text),1\n") }
    #expect(found.map(\.message) == ["'\(text)' in column 'x' is not a finite number"])
  }

  @Test(arguments: ["", "NA", "nan", "NaN", "null", "?", " ", "\"\""])
  func `a missing cell is an error unless the spec says what stands in`(text: String) throws {
    let table = "x,y\n\(text),1\n4,1\n"
    #expect(diagnostics { _ = try load(table) }.map(\.place) == [cell(2, 1)])
    #expect(try load(table, ["missing": .string("zero")]).inputs() == [[0], [4]])
  }

  @Test func `a missing target is an error whatever the spec says`() throws {
    for kind in [TargetKind.classes, .numbers] {
      let found = diagnostics { _ = try load("x,y\n1,\n2,1\n", ["missing": .string("mean")], kind) }
      #expect(found.map(\.place) == [cell(2, 2)])
    }
  }

  @Test func `a ragged row is an error that counts`() throws {
    let found = diagnostics { _ = try load("x,z,y\n1,2,3\n1,2\n1,2,3,4\n1,2,3\n") }
    #expect(found.map(\.place) == [cell(3, 2), cell(4, 3)])
    #expect(found.first?.message == "the row has 2 cells, the first one 3")
  }

  @Test func `rows that are shorter than their neighbours never write beyond the table`() throws {
    // As many rows as bytes, each but the header ragged.
    let found = diagnostics { _ = try load("a,b,c,d,y\n" + String(repeating: "1\n", count: 500)) }
    #expect(found.allSatisfy { $0.code == .badCell } && !found.isEmpty)
  }

  @Test func `lines count as an editor counts them`() throws {
    let found = diagnostics { _ = try load("x,y\n1,\"a\nb\"\n\nbad,c\n", [:], .classes) }
    #expect(found.map(\.place) == [cell(5, 1)])
  }

  @Test func `reading stops after twenty errors`() throws {
    let columns = (0..<10).map { "x\($0)" } + ["y"]
    let row = (0..<10).map { _ in "bad" } + ["1"]
    let text = ([columns] + [[String]](repeating: row, count: 50)).map { $0.joined(separator: ",") }
    let found = diagnostics { _ = try load(text.joined(separator: "\n")) }
    #expect(found.count == 20)
    #expect(found.last?.notes.isEmpty == false)
  }

  @Test func `a column of bad cells is reported three times`() throws {
    let found = diagnostics { _ = try load("x,y\n" + String(repeating: "bad,1\n", count: 50)) }
    #expect(found.count == 3)
    #expect(found.last?.notes.map(\.message) == ["47 more such cells are not shown"])
  }

  private typealias Columns = (fields: [String: SpecValue], names: [String], first: [Float])
  private static let columns: [Columns] = [
    ([:], ["a", "b", "c"], [1, 2, 3]), (["features": names("c", "a")], ["c", "a"], [3, 1]),
    (["exclude": names("b")], ["a", "c"], [1, 3]), (["target": .integer(-1)], ["a", "b", "c"], [1, 2, 3]),
    (["target": .integer(0)], ["b", "c", "y"], [2, 3, 4]), (["target": .string("b")], ["a", "c", "y"], [1, 3, 4]),
    (["features": .list([Located(.integer(1), at: range(line: 3))])], ["b"], [2]),
  ]

  @Test(arguments: columns)
  private func `features are selected by name or number`(
    fields: [String: SpecValue], names: [String], first: [Float]
  ) throws {
    let data = try load("a,b,c,y\n1,2,3,4\n", fields)
    #expect(data.featureNames == names)
    #expect(data.inputs() == [first])
  }

  private typealias WrongColumns = (fields: [String: SpecValue], message: String, help: String?)
  private static let wrongColumns: [WrongColumns] = [
    (["target": .string("yy")], "'yy' is no column", "did you mean 'y'?"),
    (["target": .integer(4)], "no column 4", nil),
    (["target": .integer(-5)], "no column -5", nil),
    (["target": .integer(.min)], "no column -9223372036854775808", nil),
    (["features": names("a", "q")], "'q' is no column", nil), (["features": names("a", "y")], "target can't be", nil),
    (["features": names("a", "a")], "twice", nil), (["exclude": names("a", "b", "c")], "no column is left", nil),
    (["categorical": names("y")], "must be a feature", nil),
    (["features": names("a"), "exclude": names("a")], "also excluded", nil),
  ]

  @Test(arguments: wrongColumns)
  private func `a column that can't be is an error in the spec`(
    fields: [String: SpecValue], message: String, help: String?
  ) throws {
    let found = diagnostics { _ = try load("a,b,c,y\n1,2,3,4\n", fields) }
    let first = try #require(found.first)
    #expect(first.code == .unknownColumn)
    #expect(first.message.contains(message), "\(first.message)")
    guard case .spec = first.place else {
      Issue.record("not in the spec: \(first.place)")
      return
    }
    if let help { #expect(first.help == help) }
  }

  @Test func `without a header columns go by number and every row is data`() throws {
    let data = try load("1;2\n3;4\n", ["header": .boolean(false), "delimiter": .string(";"), "target": .integer(-1)])
    #expect(data.inputs() == [[1], [3]])
    #expect(data.featureNames == ["column_0"])
  }

  @Test(arguments: ["", ",,", "\"", "\n", "é"])
  func `a delimiter that is not one character is an error`(delimiter: String) throws {
    #expect(diagnostics { _ = try load("x,y\n1,2\n", ["delimiter": .string(delimiter)]) }.map(\.code) == [.badSource])
  }

  @Test func `tabs separate empty cells, too`() throws {
    let data = try load("x\tz\ty\n\t2\t3\n", ["delimiter": .string("\t"), "missing": .string("zero")])
    #expect(data.inputs() == [[0, 2]])
  }

  @Test(arguments: ["", "\n\n", "x,y\n", "x,y"])
  func `a file without rows is an error`(text: String) throws {
    #expect(diagnostics { _ = try load(text) }.map(\.code) == [.badFile])
  }

  @Test func `two columns of one name are an error`() throws {
    let found = diagnostics { _ = try load("x,x,y\n1,2,3\n") }
    #expect(found.map(\.place) == [cell(1, 2)])
  }

  @Test func `UTF-16 is an error that says what to do`() throws {
    let path = try folder.write("wide.csv", [0xFF, 0xFE, 0x78, 0, 0x2C, 0])
    let found = diagnostics {
      _ = try DatasetsTests.load(source("csv", ["path": .string(path), "target": .string("y")]))
    }
    #expect(found.first?.help == "save it as UTF-8")
  }

  @Test func `a missing target field is an error in the spec`() throws {
    let found = diagnostics { _ = try DatasetsTests.load(source("csv", ["path": .string("none.csv")])) }
    #expect(found.map(\.code) == [.badSource])
  }

  @Test func `paths are relative to the spec's folder`() throws {
    try folder.write("here.csv", "x,y\n1,2\n")
    let data = try DatasetsTests.load(
      source("csv", ["path": .string("here.csv"), "target": .string("y")]), .numbers,
      context: LoadContext(specFolder: folder.path, environment: [:]))
    #expect(data.numbers() == [2])
  }

  @Test func `every beginning of a file reads or is an error`() throws {
    let whole = Array("x,\"q\",y\r\n1.5e3,\"a\"\"b\",2\r\n-.5,\"c\nd\",3".utf8)
    for length in 0...whole.count {
      let path = try folder.write("cut.csv", Array(whole.prefix(length)))
      let source = source(
        "csv", ["path": .string(path), "target": .integer(-1), "categorical": names("q"), "missing": .string("zero")])
      do {
        let data = try DatasetsTests.load(source, .classes)
        #expect(data.training.count == 1 || data.training.count == 2)
      } catch {
        #expect(!error.diagnostics.isEmpty)
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a pipe is refused, and not waited for`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/data.csv"
    #expect(unsafe mkfifo(path, 0o600) == 0)
    #expect(diagnostics { _ = try DataMemory.mapFile(path) }.map(\.code) == [.fileAccess])
  }
}
