// NPY, NumPy's array format, versions 1.0 and 2.0 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html):
// a magic string, a header that is the literal of a Python dictionary, then the elements. The header is read by a strict
// little parser, never evaluated; the elements of a small file are read in place.

import Diagnostics

enum NPYFile {
  /// - Throws: `dataNotFound`, `badFile` with the offset where the file is wrong, or `dataTooLarge`.
  static func read(_ path: String, _ access: RowAccess) throws(Failure) -> RawTensor {
    let file = try DataMemory.mapFile(path)
    let (header, start) = try file.withBytes { bytes throws(Failure) in
      let range = try headerRange(bytes, path)
      var text: [UInt8] = []
      for i in range { text.append(bytes[i]) }
      return (try NPYHeader(text, offset: range.lowerBound, path: path), range.upperBound)
    }
    let size = try DataLimits.checkedBytes(
      header.shape, elementSize: header.format.size, at: .file(path: path, offset: 0))
    guard file.byteCount >= start + size else {
      throw Failure(
        .badFile, "the file has \(file.byteCount) bytes; its header promises \(start + size)",
        at: .file(path: path, offset: file.byteCount), help: "save the array again")
    }
    guard file.byteCount == start + size else {
      throw Failure(
        .badFile, "bytes follow the \(start + size) that the header promises",
        at: .file(path: path, offset: start + size), help: "save one array to each file")
    }
    return RawTensor(
      path: path, shape: header.shape, format: header.format, isBigEndian: false,
      elements: try file.rows(ofFile: path, from: start, byteCount: size, access: access), offset: start)
  }

  /// Where the header's text stands.
  private static func headerRange(_ bytes: Span<UInt8>, _ path: String) throws(Failure) -> Range<Int> {
    func fail(_ message: String, at offset: Int, help: String? = nil) -> Failure {
      Failure(.badFile, message, at: .file(path: path, offset: offset), help: help)
    }
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    if bytes.count >= 2, bytes[0] == UInt8(ascii: "P"), bytes[1] == UInt8(ascii: "K") {
      throw fail("this is an archive (.npz), not an array", at: 0, help: "save each array with numpy.save")
    }
    for i in 0..<magic.count {
      guard i < bytes.count, bytes[i] == magic[i] else {
        throw fail("not an NPY file", at: min(i, bytes.count), help: "save the array with numpy.save")
      }
    }
    guard bytes.count >= 10 else { throw fail("the file ends within its header", at: bytes.count) }
    let major = bytes[6]
    guard major == 1 || major == 2, bytes[7] == 0 else {
      throw fail("NPY version \(major).\(bytes[7]) is not known", at: 6, help: "save a plain numeric array")
    }
    let lengthBytes = major == 1 ? 2 : 4
    guard bytes.count >= 8 + lengthBytes else { throw fail("the file ends within its header", at: bytes.count) }
    let length = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    let start = 8 + lengthBytes
    guard length <= bytes.count - start else { throw fail("the file ends within its header", at: bytes.count) }
    // NumPy itself refuses longer ones.
    guard length <= 10_000 else { throw fail("a header of \(length) bytes is not plausible", at: 8) }
    return start..<start + length
  }
}
