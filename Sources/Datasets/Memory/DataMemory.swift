// The bytes of a data set: one memory mapping, of a file or anonymous, that never changes once it is a `DataMemory`.
// Nearly all unsafe code of this module is here and in Gzip.swift. A mapped file must not be truncated while it is
// in use; `lofting data get` therefore replaces files by renaming, never in place.

import Diagnostics
import Files
import Glibc

/// Immutable bytes, released when the last reference goes.
///
/// Unchecked because the compiler can't see that nobody writes: the mapping is written by a `DataBuffer` only, which is
/// consumed when the memory is made.
@safe public final class DataMemory: @unchecked Sendable {
  @safe private enum Owner {
    case mapping(start: UnsafeMutableRawPointer, length: Int)
    case shared(DataMemory)
  }

  private let owner: Owner
  /// The first byte; valid, though not readable, for zero bytes.
  public let baseAddress: UnsafeRawPointer
  public let byteCount: Int

  fileprivate init(mapping start: UnsafeMutableRawPointer, length: Int, byteCount: Int) {
    unsafe owner = .mapping(start: start, length: length)
    unsafe baseAddress = UnsafeRawPointer(start)
    self.byteCount = byteCount
  }

  private init(sharing parent: DataMemory, from offset: Int, byteCount: Int) {
    owner = .shared(parent)
    unsafe baseAddress = parent.baseAddress + offset
    self.byteCount = byteCount
  }

  deinit {
    switch owner {
    case .mapping(let start, let length): unsafe munmap(start, length)
    case .shared: break
    }
  }

  /// A part of this memory, clamped to it, without copying.
  public func slice(from offset: Int, byteCount: Int) -> DataMemory {
    let offset = min(max(offset, 0), self.byteCount)
    return DataMemory(sharing: self, from: offset, byteCount: min(max(byteCount, 0), self.byteCount - offset))
  }

  /// Whether the first byte lies at a multiple of `alignment`.
  func isAligned(to alignment: Int) -> Bool { unsafe Int(bitPattern: baseAddress) % alignment == 0 }

  /// The bytes as a span.
  public func withBytes<Result, E: Error>(_ body: (Span<UInt8>) throws(E) -> Result) throws(E) -> Result {
    try withElements(of: UInt8.self, body)
  }

  /// The memory as whole elements. Memory that isn't aligned for them reads as empty; every memory of this module is.
  public func withElements<Element: BitwiseCopyable, Result, E: Error>(
    of type: Element.Type, _ body: (Span<Element>) throws(E) -> Result
  ) throws(E) -> Result {
    let isUsable = isAligned(to: MemoryLayout<Element>.alignment)
    let count = isUsable ? byteCount / MemoryLayout<Element>.stride : 0
    let start = unsafe baseAddress.assumingMemoryBound(to: Element.self)
    let span = unsafe Span(_unsafeStart: start, count: count)
    return try body(span)
  }

  /// Maps a whole file for reading.
  ///
  /// - Throws: `dataNotFound`, or `fileAccess` where it can't be read or isn't a regular file.
  public static func mapFile(_ path: String) throws(Failure) -> DataMemory {
    // O_NONBLOCK: opening a FIFO that nobody writes to would wait for a writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let code = errno
      guard code != ENOENT else {
        throw Failure(
          .dataNotFound, "no such file: \(path)", at: .path(path),
          help: "check the path; paths in a spec are relative to its folder")
      }
      throw Failure(.fileAccess, "cannot open \(path): \(FileError.words(code))", at: .path(path))
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Failure(.fileAccess, "cannot examine \(path): \(FileError.words(errno))", at: .path(path))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.fileAccess, "\(path) is not a regular file", at: .path(path), help: "name a file, not a folder")
    }
    let length = Int(status.st_size)
    guard length > 0 else { return try DataBuffer(byteCount: 0, at: .path(path)).freeze() }
    let start = unsafe mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      throw Failure(.fileAccess, "cannot map \(path): \(FileError.words(errno))", at: .path(path))
    }
    return unsafe DataMemory(mapping: start, length: length, byteCount: length)
  }

  /// A stretch of a file as rows: a part of the mapping where it is small or gone through in order, else a copy in huge
  /// pages, which a mapping of a file does not get. The mapping's own pages stay untouched, so that the bytes are in
  /// memory once.
  ///
  /// - Throws: `fileAccess` where the file can't be read, or no longer has these bytes.
  func rows(
    ofFile path: String, from offset: Int, byteCount: Int, access: RowAccess
  ) throws(Failure) -> DataMemory {
    guard access == .random, byteCount >= DataBuffer.hugePagesFrom else {
      return slice(from: offset, byteCount: byteCount)
    }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure(.fileAccess, "cannot open \(path): \(FileError.words(errno))", at: .path(path))
    }
    defer { close(descriptor) }
    var buffer = try DataBuffer(byteCount: byteCount, at: .path(path))
    let done = unsafe buffer.withUnsafeAddress { address in
      var done = 0
      while done < byteCount {
        let count = unsafe pread(descriptor, address + done, byteCount - done, off_t(offset + done))
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { break }
        done += count
      }
      return done
    }
    guard done == byteCount else {
      throw Failure(
        .fileAccess, "\(path) changed while it was read: \(done) of \(byteCount) bytes were there", at: .path(path),
        help: "try again when nobody writes to it")
    }
    return buffer.freeze()
  }
}

/// Memory under construction: zeroed, page-aligned, written through spans, then frozen.
@safe struct DataBuffer: ~Copyable {
  private var start: UnsafeMutableRawPointer
  private let length: Int
  let byteCount: Int
  /// Buffers of this size ask for huge pages (2 MiB): at most one of them is lost at either end.
  static var hugePagesFrom: Int { 8 << 20 }

  /// - Throws: `dataTooLarge` where the system has not that much memory.
  init(byteCount: Int, at place: Place) throws(Failure) {
    let pageSize = 4096
    let length = max(byteCount, 1) + pageSize - 1 & ~(pageSize - 1)
    let start = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      throw Failure(
        .dataTooLarge, "\(byteCount) bytes of memory for data are not to be had: \(FileError.words(errno))", at: place)
    }
    // Rows are drawn at random: with small pages nearly every row would miss the processor's table of pages.
    if length >= Self.hugePagesFrom { unsafe madvise(start, length, MADV_HUGEPAGE) }
    unsafe self.start = start
    self.length = length
    self.byteCount = byteCount
  }

  deinit { unsafe munmap(start, length) }

  /// The whole buffer as elements.
  mutating func withElements<Element: BitwiseCopyable, Result, E: Error>(
    of type: Element.Type, _ body: (inout MutableSpan<Element>) throws(E) -> Result
  ) throws(E) -> Result {
    let pointer = unsafe start.assumingMemoryBound(to: Element.self)
    var span = unsafe MutableSpan(_unsafeStart: pointer, count: byteCount / MemoryLayout<Element>.stride)
    return try body(&span)
  }

  /// For C functions that fill the buffer: its address, valid within `body`.
  mutating func withUnsafeAddress<Result, E: Error>(
    _ body: (UnsafeMutableRawPointer) throws(E) -> Result
  ) throws(E) -> Result {
    try unsafe body(start)
  }

  /// The finished memory; with `byteCount` only that many of its first bytes, the rest returned to the system.
  consuming func freeze(byteCount kept: Int? = nil) -> DataMemory {
    let memory = unsafe DataMemory(
      mapping: start, length: length, byteCount: min(max(kept ?? byteCount, 0), byteCount))
    let used = max(memory.byteCount, 1) + 4095 & ~4095
    if used < length { unsafe madvise(start + used, length - used, MADV_DONTNEED) }
    discard self
    return memory
  }
}
