// NPY files: dtypes, targets in all forms, and headers that must not be trusted.

import Datasets
import Diagnostics
import Testing

@Suite struct NPYTests {
  private let folder: TemporaryFolder
  private static let labels = npy("<i4", "(2,)", littleEndian(1) + littleEndian(0))

  init() throws { folder = try TemporaryFolder() }

  private func load(_ inputs: [UInt8], _ targets: [UInt8] = labels, _ kind: TargetKind = .classes) throws -> Dataset {
    let x = try folder.write("x.npy", inputs)
    let y = try folder.write("y.npy", targets)
    return try DatasetsTests.load(source("npy", ["inputs": .string(x), "targets": .string(y)]), kind)
  }

  private typealias Form = (descr: String, elements: [UInt8], values: [Float])
  private static let forms: [Form] = [
    ("|u1", [3, 255], [3, 255]), ("|b1", [1, 0], [1, 0]), ("<f4", floatBytes([1.5, -2]), [1.5, -2]),
    ("<f8", [0, 0, 0, 0, 0, 0, 0xE0, 0x3F, 0, 0, 0, 0, 0, 0, 0x09, 0x40], [0.5, 3.125]),
    ("<i4", [0xFD, 0xFF, 0xFF, 0xFF, 0, 1, 0, 0], [-3, 256]),
    ("<i8", [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 5, 0, 0, 0, 0, 0, 0, 0], [-2, 5]),
  ]

  @Test(arguments: forms)
  private func `dtypes are read`(descr: String, elements: [UInt8], values: [Float]) throws {
    let data = try load(npy(descr, "(2, 1)", elements))
    #expect(data.inputs() == values.map { [$0] })
    #expect(data.elementType == (elements.count == 2 ? .uint8 : .float32))
  }

  @Test func `the shape after the rows is the input's`() throws {
    #expect(try load(npy("<f4", "(2, 3, 1)", floatBytes([0, 1, 2, 3, 4, 5]))).inputShape == [3, 1])
    #expect(try load(npy("<f4", "(2,)", floatBytes([0, 1]))).inputShape == [1])
  }

  @Test func `version 2 has a longer length`() throws {
    let file = npy("|u1", "(2, 1)", [7, 8])
    let longer = Array(file[0..<6]) + [2, 0] + Array(file[8..<10]) + [0, 0] + Array(file[10...])
    #expect(try load(longer).inputs() == [[7], [8]])
  }

  @Test func `one-hot rows become classes`() throws {
    let targets = npy("<f4", "(2, 3)", floatBytes([0, 0, 1, 1, 0, 0]))
    let data = try load(npy("|u1", "(2, 1)", [1, 2]), targets)
    #expect(data.classes() == [2, 0])
    #expect(data.classNames == ["0", "1", "2"])
  }

  @Test(arguments: [[0, 0.5, 0.5, 1, 0, 0], [0, 0, 0, 1, 0, 0], [1, 1, 0, 1, 0, 0]] as [[Float]])
  func `rows that are not one-hot are no classes`(rows: [Float]) throws {
    let found = diagnostics { _ = try load(npy("|u1", "(2, 1)", [1, 2]), npy("<f4", "(2, 3)", floatBytes(rows))) }
    #expect(found.map(\.code) == [.badLabel])
  }

  @Test func `number targets keep their width`() throws {
    let data = try load(npy("|u1", "(2, 1)", [1, 2]), npy("<f4", "(2, 2)", floatBytes([1, 2, 3, 4])), .numbers)
    #expect(data.target == .numbers(width: 2))
    #expect(data.numbers() == [1, 2, 3, 4])
  }

  @Test func `a fraction is no class index`() throws {
    let found = diagnostics { _ = try load(npy("|u1", "(2, 1)", [1, 2]), npy("<f4", "(2,)", floatBytes([0, 0.5]))) }
    #expect(found.map(\.code) == [.badLabel])
  }

  private typealias Unreadable = (file: [UInt8], cure: String)
  private static let unreadable: [Unreadable] = [
    (npy("<f4", "(2, 1)", order: "True", floatBytes([1, 2])), "numpy.ascontiguousarray"),
    (npy(">f4", "(2, 1)", floatBytes([1, 2])), "astype"), (npy("|O", "(2, 1)", []), "astype"),
    (npy("<U3", "(2, 1)", []), "astype"),
    (npy(header: "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", []), "plain numeric array"),
    (Array("PK\u{3}\u{4}".utf8), "numpy.save"), (Array("a,b\n1,2\n".utf8), "numpy.save"),
  ]

  @Test(arguments: unreadable)
  private func `what can't be read says how to save it`(file: [UInt8], cure: String) throws {
    let found = diagnostics { _ = try load(file) }
    #expect(found.map(\.code) == [.badFile])
    #expect(found.first?.help?.contains(cure) == true)
  }

  @Test(arguments: [
    "", "{", "{}", "{'descr': '|u1'}", "{'descr': '|u1', 'fortran_order': False, 'shape': (), }",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 0), }",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (-2, 1), }",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2 1), }",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999, 1), }",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2147483647, 4294967296, 4294967296), }",
    "{'descr': '|u1', 'fortran_order': 0, 'shape': (2, 1), }",
    "{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (2, 1), }",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1), 'more': 1}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1), } + x",
    "{'descr': __import__('os').system('true'), 'fortran_order': False, 'shape': (2, 1), }", "{'descr",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)}",
  ])
  func `a header that is not exactly a header is an error`(header: String) throws {
    let found = diagnostics { _ = try load(npy(header: header, [1, 2])) }
    #expect(found.count == 1)
    #expect(found.first?.code == .badFile || found.first?.code == .dataTooLarge)
  }

  @Test func `every truncation and a trailing byte are errors`() throws {
    let whole = npy("<f4", "(2, 1)", floatBytes([1, 2]))
    for length in 0..<whole.count {
      #expect(diagnostics { _ = try load(Array(whole.prefix(length))) }.map(\.code) == [.badFile], "of \(length) bytes")
    }
    #expect(diagnostics { _ = try load(whole + [0]) }.map(\.code) == [.badFile])
  }

  @Test func `NaN is an error where it stands`() throws {
    let found = diagnostics { _ = try load(npy("<f4", "(2, 1)", floatBytes([1, .nan]))) }
    guard case .file(_, let offset) = found.first?.place else {
      Issue.record("\(found)")
      return
    }
    #expect(offset == npy("<f4", "(2, 1)", []).count + 4)
  }
}
