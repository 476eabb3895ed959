// A memory under watch: it remembers its bytes before some work and finds what has changed since where nothing may.

import Diagnostics
import Glibc

@safe final class WatchedMemory {
  /// `the arena`, as messages name it.
  let name: String
  let region: MemoryRegion
  private let pattern: Poison
  private let remembered: AlignedMemory

  /// Takes as many bytes again as the region has.
  /// - Parameter salt: another one for every memory, so that their marks differ.
  init(_ name: String, _ region: MemoryRegion, salt: Int) throws(Failure) {
    self.name = name
    pattern = Poison(salt: salt)
    self.region = region
    remembered = try AlignedMemory(byteCount: region.byteCount, purpose: "the copy of \(name)")
  }

  func poison(_ ranges: [Range<Int>]) {
    for range in ranges { unsafe pattern.fill(region.base, range.clamped(to: 0..<region.byteCount)) }
  }

  func remember() { unsafe remembered.base.copyMemory(from: region.base, byteCount: region.byteCount) }

  /// The first run of bytes that differs from what was remembered, beyond the ranges that may differ.
  /// - Parameter checkedBytes: grows by the bytes that were compared.
  func firstChange(outside permitted: [Range<Int>], checkedBytes: inout Int) -> Range<Int>? {
    for gap in gaps(between: permitted, in: 0..<region.byteCount) {
      checkedBytes += gap.count
      let (now, before) = unsafe (region.base + gap.lowerBound, remembered.base + gap.lowerBound)
      if unsafe memcmp(now, before, gap.count) == 0 { continue }
      return unsafe differingRun(now, before, gap)
    }
    return nil
  }

  private func differingRun(
    _ now: UnsafeMutableRawPointer, _ before: UnsafeMutableRawPointer, _ gap: Range<Int>
  ) -> Range<Int> {
    func differs(_ index: Int) -> Bool {
      unsafe now.load(fromByteOffset: index, as: UInt8.self) != before.load(fromByteOffset: index, as: UInt8.self)
    }
    let first = (0..<gap.count).first(where: differs) ?? 0
    // A byte of a number may be what it was by chance: the run ends where a whole 16 bytes are.
    var end = first + 1
    var index = end
    while index < gap.count, index < end + 16 {
      if differs(index) { end = index + 1 }
      index += 1
    }
    return gap.lowerBound + first..<gap.lowerBound + end
  }
}
