// Where a placed buffer lies, as a range that no damaged plan can make nonsensical.

extension ArenaLayout.Buffer {
  /// The bytes it covers; empty for an offset or a size that makes no sense.
  public var bytes: Range<Int> {
    let (end, overflows) = offset.addingReportingOverflow(byteCount)
    return offset < 0 || byteCount < 0 || overflows ? 0..<0 : offset..<end
  }
}
