// Reading a safetensors file: the header is checked at once, values are read tensor by tensor when asked for, so that a
// caller can compare shapes before any memory is taken for them.

import Diagnostics
import Files
import Glibc

/// An open file with a sound header.
public struct SafetensorsFile: ~Copyable {
  public let path: String
  public let header: SafetensorsHeader
  private let descriptor: OpenFile
  /// Where the data section begins.
  private let dataStart: Int

  /// Opens a file and checks its header.
  /// - Throws: `R110` where it cannot be read, `R112` where it is not a safetensors file.
  public init(path: String) throws(Failure) {
    let descriptor = try OpenFile(path: path)
    let size = descriptor.byteCount
    guard size >= 8 else {
      throw SafetensorsHeader.malformed(path, at: 0, "expected 8 bytes of length, found a file of \(size) bytes")
    }
    let prefix = try descriptor.read(at: 0, count: 8)
    let length = prefix.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= SafetensorsHeader.largestHeader else {
      throw SafetensorsHeader.malformed(
        path, at: 0, "a header of \(length) bytes is longer than \(SafetensorsHeader.largestHeader)")
    }
    guard length <= size - 8 else {
      throw SafetensorsHeader.malformed(
        path, at: 0, "expected a header of \(length) bytes, found a file of \(size) bytes")
    }
    let dataStart = 8 + Int(length)
    let json = try descriptor.read(at: 8, count: Int(length))
    header = try SafetensorsHeader(json: json[...], dataBytes: size - dataStart, path: path)
    self.path = path
    self.descriptor = descriptor
    self.dataStart = dataStart
  }

  /// A tensor's values in row-major order, converted to Float.
  /// - Throws: `R116` for a type that holds no floating-point numbers.
  public func values(of tensor: TensorEntry) throws(Failure) -> [Float] {
    guard tensor.type.isReadable else {
      throw Failure(
        .weightType, "\(path): tensor \(tensor.name) is of type \(tensor.type.rawValue)",
        at: .file(path: path, offset: dataStart + tensor.begin),
        help: "expected one of: \(TensorType.readableNames)")
    }
    let bytes = try descriptor.read(at: dataStart + tensor.begin, count: tensor.end - tensor.begin)
    return unsafe bytes.withUnsafeBytes { bytes in
      (0..<tensor.elementCount).map { index in unsafe tensor.type.float(bytes, index) ?? 0 }
    }
  }
}

/// A regular file open for reading, closed once.
struct OpenFile: ~Copyable {
  let path: String
  /// When it was opened.
  let byteCount: Int
  private let descriptor: Int32

  init(path: String) throws(Failure) {
    self.path = path
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.unreadable(path, errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError.unreadable(path, status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// `count` bytes from `offset`; the caller has compared them with `byteCount`.
  func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var position = 0
    while position < count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[position...])
        return unsafe pread(descriptor, rest.baseAddress, rest.count, offset + position)
      }
      if got > 0 {
        position += got
      } else if got == 0 {
        throw SafetensorsHeader.malformed(path, at: offset + position, "it became shorter while it was read")
      } else if errno != EINTR {
        throw FileError.unreadable(path, errno)
      }
    }
    return bytes
  }
}
