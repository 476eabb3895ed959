// What `lofting data show` says of a file.

import Datasets
import Diagnostics
import Testing

@Suite struct DescriptionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ text: String) throws -> TableDescription {
    guard case .table(let table) = try describe(try folder.write("t.csv", text)) else {
      throw Failure(.badFile, "not described as a table")
    }
    return table
  }

  @Test func `columns have kind, range, mean, missing and distinct values`() throws {
    let table = try table("age,size,colour,note\n1,1.5,red,\n3,,blue,NA\n8,-2,red,\n")
    #expect(table.hasHeader && table.rowCount == 3)
    #expect(table.columns.map(\.name) == ["age", "size", "colour", "note"])
    #expect(table.columns.map(\.kind) == [.integer, .number, .text, .empty])
    #expect(table.columns.map(\.minimum) == [1, -2, nil, nil])
    #expect(table.columns.map(\.maximum) == [8, 1.5, nil, nil])
    #expect(table.columns.map(\.mean) == [4, -0.25, nil, nil])
    #expect(table.columns.map(\.missing) == [0, 1, 0, 3])
    #expect(table.columns.map(\.distinct) == [3, 2, 2, 0])
    #expect(table.columns[2].commonest == [.init(text: "red", count: 2), .init(text: "blue", count: 1)])
  }

  private typealias Guess = (text: String, delimiter: UInt8, hasHeader: Bool)
  private static let guesses: [Guess] = [
    ("a,b\n1,2\n", UInt8(ascii: ","), true), ("1;2\n3;4\n", UInt8(ascii: ";"), false),
    ("a\tb\n1\t2\n", UInt8(ascii: "\t"), true), ("\"a;b\",c\n1,2\n", UInt8(ascii: ","), true),
    ("a|b|c\n1|2|3\n", UInt8(ascii: "|"), true), ("word\nother\n", UInt8(ascii: ","), true),
    ("town,2019\nRome,3\n", UInt8(ascii: ","), false), ("area,2019\n7,3\n", UInt8(ascii: ","), true),
  ]

  @Test(arguments: guesses)
  private func `delimiter and header are guessed`(text: String, delimiter: UInt8, hasHeader: Bool) throws {
    let table = try table(text)
    #expect(table.delimiter == delimiter)
    #expect(table.hasHeader == hasHeader)
  }

  @Test func `counting of distinct texts stops at a thousand`() throws {
    let column = try table("x\n" + (0..<3000).map { "\($0)\n" }.joined()).columns[0]
    #expect(column.distinct == 1000 && !column.distinctIsComplete && column.commonest.isEmpty)
    #expect(column.maximum == 2999)
  }

  @Test func `arrays have shape and range`() throws {
    let path = try folder.write("x.npy", npy("<f4", "(2, 2)", floatBytes([1, -3, .nan, 8])))
    let expected = TensorDescription(
      path: path, format: "NPY", shape: [2, 2], elementType: "float32", minimum: -3, maximum: 8, mean: 2, notFinite: 1)
    #expect(try describe(path) == .tensor(expected))
  }

  @Test func `images have shape and range, gzipped too`() throws {
    let path = try folder.write("x", gzip(idx([2, 1, 2], [0, 4, 6, 2])))
    let expected = TensorDescription(
      path: path, format: "IDX", shape: [2, 1, 2], elementType: "uint8", minimum: 0, maximum: 6, mean: 3, notFinite: 0)
    #expect(try describe(path) == .tensor(expected))
  }

  @Test func `labels have their values counted`() throws {
    let path = try folder.write("y", gzip(idx([5], [7, 0, 7, 2, 7])))
    guard case .tensor(let tensor) = try describe(path) else {
      Issue.record("not described as a tensor")
      return
    }
    #expect(tensor.classes == [.init(text: "0", count: 1), .init(text: "2", count: 1), .init(text: "7", count: 3)])
  }

  @Test func `what is gzipped and no IDX file, or no text, is said to be so`() throws {
    let packed = try folder.write("t.csv.gz", gzip(Array("a,b\n1,2\n".utf8)))
    let binary = try folder.write("t.bin", [1, 2, 0, 3])
    for path in [packed, binary] {
      let found = diagnostics { _ = try describe(path) }
      #expect(found.map(\.code) == [.badFile])
      #expect(found.first?.help != nil)
    }
  }

  @Test func `the numbers and the first text of a column are told`() throws {
    let columns = try table("a,b\n1,x\nlots,y\n3,2\n").columns
    #expect(columns.map(\.numbers) == [2, 1])
    #expect(columns.map(\.firstText) == ["lots", "x"])
  }

  @Test func `a broken table is an error at its cell`() throws {
    let found = diagnostics { _ = try table("a,b\n1\n") }
    #expect(found.map(\.code) == [.badCell])
  }
}
