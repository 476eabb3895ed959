// `128MiB`, `1.5 GB`, `4096`: sizes in bytes. KiB, MiB, GiB and TiB are powers of 1,024; kB, MB, GB and TB of 1,000.

public enum ByteSize {
  private static let units: [(suffix: String, bytes: Double)] = [
    ("kib", 1024), ("mib", 1_048_576), ("gib", 1_073_741_824), ("tib", 1_099_511_627_776),
    ("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12), ("b", 1),
  ]

  /// Bytes, or nil where the text is no size or its bytes are no whole number that fits an Int.
  public static func parse(_ text: String) -> Int? {
    let lowered = text.lowercased()
    guard let unit = units.first(where: { lowered.hasSuffix($0.suffix) }) else {
      return Double(lowered).flatMap(bytes)
    }
    var digits = lowered.dropLast(unit.suffix.count)
    while digits.last == " " { digits.removeLast() }
    guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let count = Double(digits) else {
      return nil
    }
    return bytes(count * unit.bytes)
  }

  /// A whole number of bytes, to the nearest.
  static func bytes(_ value: Double) -> Int? {
    value >= 0 ? Int(exactly: value.rounded()) : nil
  }
}
