// The owner of every block of memory that training touches: page-aligned (so 64-byte aligned), zeroed, freed once.
//
// mmap rather than malloc: a block that the system cannot give is a failure that names the bytes, pages cost nothing
// before their first use, and the block goes back to the system at once when its owner ends.

import Diagnostics
import Glibc

/// Memory of its own, zeroed at the start. Its address never changes.
@safe public struct AlignedMemory: ~Copyable {
  /// The first byte; a multiple of 64, in fact of the page.
  public let base: UnsafeMutableRawPointer
  /// Bytes as asked for.
  public let byteCount: Int
  private let mappedBytes: Int
  /// Blocks of this size ask for huge pages (2 MiB).
  private static var hugePagesFrom: Int { 8 << 20 }

  /// Takes `byteCount` bytes from the system. `purpose` names them in the message of a failure: "the arena".
  public init(byteCount: Int, purpose: String) throws(Failure) {
    let page = 4096
    let (padded, isTooLarge) = max(byteCount, 1).addingReportingOverflow(page - 1)
    guard byteCount >= 0, !isTooLarge else { throw Self.failure(byteCount, purpose) }
    let mappedBytes = padded / page * page
    let mapped = unsafe mmap(nil, mappedBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { throw Self.failure(byteCount, purpose) }
    // Large matrices are read along columns of pages: the processor's table of small pages does not hold them.
    if mappedBytes >= Self.hugePagesFrom { unsafe madvise(mapped, mappedBytes, MADV_HUGEPAGE) }
    unsafe base = mapped
    self.byteCount = byteCount
    self.mappedBytes = mappedBytes
  }

  deinit { unsafe munmap(base, mappedBytes) }

  private static func failure(_ byteCount: Int, _ purpose: String) -> Failure {
    Failure(
      .outOfMemory, "the system cannot give \(byteCount) bytes for \(purpose)",
      help: "free memory, or use a smaller batch_size or model")
  }

  /// `count` floats from a byte offset that the caller has checked to lie inside.
  func floats(at offset: Int, count: Int) -> UnsafeMutableBufferPointer<Float> {
    let start = unsafe (base + offset).bindMemory(to: Float.self, capacity: count)
    return unsafe UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// The memory as `count` doubles from its beginning.
  func doubles(count: Int) -> UnsafeMutableBufferPointer<Double> {
    let start = unsafe base.bindMemory(to: Double.self, capacity: count)
    return unsafe UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// Zeroes all of it.
  func clear() { unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount) }
}
