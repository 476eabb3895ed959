// Gzip members inflated piece by piece, the only file that sees zlib. The reader never makes room by itself: the caller
// says how many bytes it wants, so that a bomb inflates no further than the size the content's own header states.

import CZlib
import Diagnostics

/// A gzipped file's content, from front to back.
@safe struct GzipReader: ~Copyable {
  /// Deflate can't shrink by more than this (zlib's technical details: 1032:1), so a larger claim is false.
  static let largestRatio = 1032

  /// Whether a file begins as gzip does (RFC 1952).
  static func isGzip(_ bytes: Span<UInt8>) -> Bool { bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B }

  private let compressed: DataMemory
  private let path: String
  /// On the heap because zlib keeps a pointer to it and checks that it has not moved.
  private let stream: UnsafeMutablePointer<z_stream>
  private var consumed = 0
  private var isAtEnd = false

  init(_ compressed: DataMemory, path: String) throws(Failure) {
    self.compressed = compressed
    self.path = path
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, 16 for the gzip wrapper.
    let code = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw Failure(.dataTooLarge, "no memory to inflate \(path)", at: .path(path))
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates up to `count` bytes into `buffer` from `offset`; fewer only at the content's end.
  ///
  /// - Throws: `badFile` at the compressed byte where the stream breaks.
  mutating func read(_ count: Int, into buffer: inout DataBuffer, at offset: Int = 0) throws(Failure) -> Int {
    let wanted = min(count, buffer.byteCount - offset)
    var produced = 0
    while produced < wanted, !isAtEnd {
      // zlib counts with 32 bits.
      let room = min(wanted - produced, 1 << 30)
      let input = min(compressed.byteCount - consumed, 1 << 30)
      let code = unsafe buffer.withUnsafeAddress { address in
        unsafe stream.pointee.next_out = (address + offset + produced).assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(room)
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
          mutating: (compressed.baseAddress + consumed).assumingMemoryBound(to: UInt8.self))
        unsafe stream.pointee.avail_in = UInt32(input)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
      let written = unsafe room - Int(stream.pointee.avail_out)
      let taken = unsafe input - Int(stream.pointee.avail_in)
      produced += written
      consumed += taken
      switch code {
      case Z_OK: break
      case Z_STREAM_END: try nextMember()
      case Z_BUF_ERROR where consumed == compressed.byteCount: throw broken("ends too early")
      default: throw broken("is damaged")
      }
    }
    return produced
  }

  /// Whether all content has been read. Inflating one byte more than is wanted also makes zlib check the CRC.
  mutating func isExhausted() throws(Failure) -> Bool {
    var probe = try DataBuffer(byteCount: 1, at: .path(path))
    return try read(1, into: &probe) == 0
  }

  /// RFC 1952 allows members one after the other; anything else behind a member is an error.
  private mutating func nextMember() throws(Failure) {
    guard consumed < compressed.byteCount else {
      isAtEnd = true
      return
    }
    guard unsafe inflateReset(stream) == Z_OK else { throw broken("is damaged") }
  }

  private borrowing func broken(_ what: String) -> Failure {
    Failure(
      .badFile, "the gzip stream \(what)", at: .file(path: path, offset: consumed),
      help: "fetch the file again, or check it with gzip --test")
  }
}
