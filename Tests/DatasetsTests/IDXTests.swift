// IDX files: every form of element, and files that are not what they claim to be.

import Datasets
import Diagnostics
import Testing

@Suite struct IDXTests {
  private let folder: TemporaryFolder
  private let labels: String

  init() throws {
    folder = try TemporaryFolder()
    labels = try folder.write("labels", idx([2], [1, 0]))
  }

  private func load(_ images: [UInt8], labels: String? = nil, _ kind: TargetKind = .classes) throws(Failure) -> Dataset
  {
    guard let path = try? folder.write("images", images) else { throw Failure(.fileAccess, "no file") }
    return try DatasetsTests.load(
      source("idx", ["images": .string(path), "labels": .string(labels ?? self.labels)]), kind)
  }

  @Test func `bytes stay bytes in their shape`() throws {
    let data = try load(idx([2, 2, 3], Array(0..<12)))
    #expect(data.inputShape == [2, 3])
    #expect(data.elementType == .uint8)
    #expect(data.inputs() == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]])
    #expect(data.classes() == [1, 0])
  }

  @Test func `a file too large to be read in place is read whole`() throws {
    // 9,000 rows of 1,000 bytes: row r holds r, r + 1, ...
    let elements = (0..<9_000_000).map { UInt8(truncatingIfNeeded: $0 / 1000 + $0 % 1000) }
    let labels = try folder.write("many labels", idx([9000], [UInt8](repeating: 1, count: 9000)))
    let data = try load(idx([9000, 1000], elements), labels: labels)
    let bytes = data.tables[0].inputs.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    #expect(bytes == elements)
  }

  private typealias Form = (type: UInt8, elements: [UInt8], values: [Float])
  private static let forms: [Form] = [
    (0x09, [0xFF, 0x7F], [-1, 127]), (0x0B, [0xFF, 0xFE, 0x01, 0x00], [-2, 256]),
    (0x0C, [0xFF, 0xFF, 0xFF, 0xFD, 0, 1, 0, 0], [-3, 65536]), (0x0D, [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0], [1.5, -2]),
    (0x0E, [0x3F, 0xE0, 0, 0, 0, 0, 0, 0, 0x40, 0x09, 0, 0, 0, 0, 0, 0], [0.5, 3.125]),
  ]

  @Test(arguments: forms)
  private func `other elements become float32`(type: UInt8, elements: [UInt8], values: [Float]) throws {
    let data = try load(idx([2, 1], type: type, elements))
    #expect(data.elementType == .float32)
    #expect(data.inputs() == values.map { [$0] })
  }

  @Test func `a gzipped file reads like the plain one, whatever its name`() throws {
    let data = try load(gzip(idx([2, 2], [9, 8, 7, 6])))
    #expect(data.inputs() == [[9, 8], [7, 6]])
  }

  @Test func `every truncation of a plain file is an error with an offset in it`() throws {
    let whole = idx([2, 2, 3], Array(0..<12))
    for length in 0..<whole.count {
      let found = diagnostics { _ = try load(Array(whole.prefix(length))) }
      #expect(found.map(\.code) == [.badFile], "of \(length) bytes")
      guard case .file(_, let offset) = found.first?.place else {
        Issue.record("no offset for \(length) bytes")
        continue
      }
      #expect(offset <= length)
    }
  }

  @Test func `every truncation of a gzipped file is an error`() throws {
    let whole = gzip(idx([2, 2], [9, 8, 7, 6]))
    for length in 0..<whole.count {
      #expect(diagnostics { _ = try load(Array(whole.prefix(length))) }.map(\.code) == [.badFile], "of \(length) bytes")
    }
  }

  @Test func `every flipped bit of a gzipped file's content is an error`() throws {
    let whole = gzip(idx([2, 2], [9, 8, 7, 6]))
    // From the block's length on: the header before it has fields that don't matter.
    for at in 11..<whole.count {
      var broken = whole
      broken[at] ^= 0x10
      #expect(diagnostics { _ = try load(broken) }.map(\.code) == [.badFile], "at byte \(at)")
    }
  }

  private typealias Hostile = (what: String, file: [UInt8], offset: Int?)
  private static let hostile: [Hostile] = [
    ("trailing byte", idx([2, 2], [1, 2, 3, 4]) + [0], 16),
    ("trailing byte, gzipped", gzip(idx([2, 2], [1, 2, 3, 4, 5])), 16),
    ("no zero bytes", Array("P5 28 28".utf8), 0),
    ("unknown element type", idx([2], type: 0x0A, [0, 0]), 2),
    ("no dimensions", idx([], []), 3),
    ("empty dimension", idx([2, 0], []), 8),
    ("huge dimensions", idx([65536, 65536, 65536], [0]), 4),
    ("overflowing dimensions", idx([Int](repeating: 0x7FFF_FFFF, count: 9), []), 4),
    ("more rows than fit", idx([0xFFFF_FFFF], [0]), 4),
    ("a header of 1 GiB on nothing, gzipped", gzip(idx([1024, 1024, 1024], [0])), nil),
  ]

  @Test(arguments: hostile)
  private func `a file that is not what it claims is an error`(what: String, file: [UInt8], offset: Int?) throws {
    let found = diagnostics { _ = try load(file) }
    #expect(found.count == 1)
    #expect(found.first?.code == .badFile || found.first?.code == .dataTooLarge)
    guard let offset else { return }
    #expect(found.first?.place == .file(path: folder.path + "/images", offset: offset))
  }

  @Test func `as many labels as images`() throws {
    let found = diagnostics { _ = try load(idx([3, 1], [1, 2, 3])) }
    #expect(found.map(\.code) == [.dataMismatch])
    #expect(found.first?.message.contains("3 rows") == true)
  }

  @Test func `a value that is not finite is an error where it stands`() throws {
    let found = diagnostics { _ = try load(idx([2, 1], type: 0x0D, [0, 0, 0, 0, 0x7F, 0xC0, 0, 0])) }
    guard case .file(_, 16) = found.first?.place else {
      Issue.record("\(found)")
      return
    }
  }

  @Test func `a label beyond data classes is an error at its byte`() throws {
    let many = try folder.write("many", idx([3], [0, 2, 1]))
    let images = try folder.write("three", idx([3, 1], [1, 2, 3]))
    let found = diagnostics {
      _ = try DatasetsTests.load(
        source("idx", ["images": .string(images), "labels": .string(many)]), classes: ["no", "yes"])
    }
    #expect(found.map(\.code) == [.badLabel])
    #expect(found.first?.place == .file(path: many, offset: 9))
  }

  @Test func `a negative label is no class, but a number`() throws {
    let negative = try folder.write("negative", idx([2], type: 0x09, [0xFF, 0]))
    #expect(diagnostics { _ = try load(idx([2, 1], [1, 2]), labels: negative) }.map(\.code) == [.badLabel])
    #expect(try load(idx([2, 1], [1, 2]), labels: negative, .numbers).numbers() == [-1, 0])
  }

  @Test func `a missing file is an error that names it`() throws {
    let found = diagnostics { _ = try load(idx([2, 1], [1, 2]), labels: folder.path + "/none") }
    #expect(found.map(\.code) == [.dataNotFound])
    #expect(found.first?.place == .path(folder.path + "/none"))
  }

  @Test func `a folder in a file's place is an error`() throws {
    #expect(diagnostics { _ = try load(idx([2, 1], [1, 2]), labels: folder.path) }.map(\.code) == [.fileAccess])
  }
}
