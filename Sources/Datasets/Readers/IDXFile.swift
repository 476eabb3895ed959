// IDX, the format of MNIST's files: two zero bytes, an element type, the number of dimensions, each dimension as a
// big-endian 32-bit integer, then the elements, big-endian (http://yann.lecun.com/exdb/mnist). Small plain files are
// mapped and read in place; gzipped ones are inflated to exactly the size that their header states.

import Diagnostics

enum IDXFile {
  /// - Throws: `dataNotFound`, `badFile` with the offset where the file is wrong, or `dataTooLarge`.
  static func read(_ path: String, _ access: RowAccess) throws(Failure) -> RawTensor {
    let file = try DataMemory.mapFile(path)
    return file.withBytes({ GzipReader.isGzip($0) }) ? try readGzip(file, path) : try readPlain(file, path, access)
  }

  private static func readPlain(
    _ file: DataMemory, _ path: String, _ access: RowAccess
  ) throws(Failure) -> RawTensor {
    let header = try file.withBytes { bytes throws(Failure) in try Header(bytes, path: path) }
    let expected = header.byteCount + header.elementBytes
    guard file.byteCount >= expected else {
      throw header.truncated(at: file.byteCount, expected: expected, path: path)
    }
    guard file.byteCount == expected else { throw header.trailing(at: expected, path: path) }
    let elements = try file.rows(ofFile: path, from: header.byteCount, byteCount: header.elementBytes, access: access)
    return header.tensor(elements, path: path)
  }

  private static func readGzip(_ file: DataMemory, _ path: String) throws(Failure) -> RawTensor {
    var gzip = try GzipReader(file, path: path)
    // The largest header: a magic number and 255 dimensions.
    var head = try DataBuffer(byteCount: 4 + 4 * 255, at: .path(path))
    var available = try gzip.read(4, into: &head)
    let dimensions = head.withElements(of: UInt8.self) { Int($0[3]) }
    if available == 4 { available += try gzip.read(4 * dimensions, into: &head, at: 4) }
    let headMemory = head.freeze(byteCount: available)
    let header = try headMemory.withBytes { bytes throws(Failure) in try Header(bytes, path: path) }
    let expected = header.byteCount + header.elementBytes
    let largest = DataLimits.product([file.byteCount, GzipReader.largestRatio]) ?? .max
    guard header.elementBytes <= largest else {
      throw header.truncated(at: largest, expected: expected, path: path)
    }
    var elements = try DataBuffer(byteCount: header.elementBytes, at: .path(path))
    let read = try gzip.read(header.elementBytes, into: &elements)
    guard read == header.elementBytes else {
      throw header.truncated(at: header.byteCount + read, expected: expected, path: path)
    }
    guard try gzip.isExhausted() else { throw header.trailing(at: expected, path: path) }
    return header.tensor(elements.freeze(), path: path)
  }

  private struct Header {
    var format: ElementFormat
    var shape: [Int] = []
    var elementBytes = 0
    var byteCount: Int { 4 + 4 * shape.count }

    init(_ bytes: Span<UInt8>, path: String) throws(Failure) {
      func fail(_ message: String, at offset: Int) -> Failure {
        Failure(.badFile, message, at: .file(path: path, offset: offset))
      }
      guard bytes.count >= 4 else { throw fail("an IDX header has at least 4 bytes, this file \(bytes.count)", at: 0) }
      guard bytes[0] == 0, bytes[1] == 0 else {
        throw Failure(
          .badFile, "not an IDX file: it does not begin with two zero bytes", at: .file(path: path, offset: 0),
          help: "IDX is the format of MNIST's files; use csv or npy for others")
      }
      switch bytes[2] {
      case 0x08: format = .uint8
      case 0x09: format = .int8
      case 0x0B: format = .int16
      case 0x0C: format = .int32
      case 0x0D: format = .float32
      case 0x0E: format = .float64
      default: throw fail("\(bytes[2]) is no element type of IDX", at: 2)
      }
      let dimensions = Int(bytes[3])
      guard dimensions > 0 else { throw fail("an IDX file has at least one dimension", at: 3) }
      for i in 0..<dimensions {
        let at = 4 + 4 * i
        guard bytes.count >= at + 4 else {
          throw fail("the header ends within dimension \(i + 1) of \(dimensions)", at: bytes.count)
        }
        let size = (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
        guard size > 0 else { throw fail("dimension \(i + 1) is empty", at: at) }
        guard i > 0 || size <= DataLimits.rows else { throw fail("\(size) rows are too many", at: at) }
        shape.append(size)
      }
      elementBytes = try DataLimits.checkedBytes(
        shape, elementSize: format.size, at: .file(path: path, offset: 4))
    }

    func tensor(_ elements: DataMemory, path: String) -> RawTensor {
      RawTensor(
        path: path, shape: shape, format: format, isBigEndian: true, elements: elements, offset: byteCount)
    }

    func truncated(at offset: Int, expected: Int, path: String) -> Failure {
      Failure(
        .badFile, "the file ends after at most \(offset) bytes; its header promises \(expected)",
        at: .file(path: path, offset: offset), help: "fetch the file again")
    }

    func trailing(at offset: Int, path: String) -> Failure {
      Failure(
        .badFile, "bytes follow the \(offset) that the header promises", at: .file(path: path, offset: offset),
        help: "fetch the file again")
    }
  }
}
