// IDX files. The shape accounts for every byte of the file, and the same content gzipped is the same tensor.

import Datasets
import SpecParser

func fuzzIDX(_ bytes: [UInt8]) throws(Violation) -> Verdict {
  // Other first bytes are other formats to `describe`.
  guard bytes.starts(with: [0, 0]) else { return .refused }
  let file = try MemoryFile(bytes)
  let input = DataInput(bytes, path: file.path)
  let plain = try input.description()
  let packed = gzip(bytes)
  let packedFile = try MemoryFile(packed)
  let inflated = try DataInput(packed, path: packedFile.path).description()
  switch (plain, inflated) {
  case (.tensor(var plain)?, .tensor(let inflated)?):
    let elements = plain.shape.reduce(1, *) * elementSize(bytes[2])
    try require(4 + 4 * plain.shape.count + elements == bytes.count, "\(plain.shape) is not all of the file")
    plain.path = inflated.path
    // As text, in which one NaN is another.
    try require("\(plain)" == "\(inflated)", "gzipped it is another tensor")
  case (nil, nil): break
  default: throw Violation("plain and gzipped are judged differently")
  }
  let fields: [String: SpecValue] = ["images": .string(file.path), "labels": .string(file.path)]
  for kind in [TargetKind.classes, .numbers] {
    if try input.load("idx", fields, kind) == .accepted, plain == nil {
      throw Violation("loaded, but refused by 'data show'")
    }
  }
  return plain == nil ? .refused : .accepted
}

/// As the format's table has them.
private func elementSize(_ type: UInt8) -> Int {
  switch type {
  case 0x08, 0x09: 1
  case 0x0B: 2
  case 0x0C, 0x0D: 4
  case 0x0E: 8
  default: 0
  }
}

/// A gzip member of stored blocks (RFC 1951, 3.2.4; RFC 1952).
func gzip(_ content: [UInt8]) -> [UInt8] {
  func littleEndian(_ word: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var begin = 0
  repeat {
    let block = content[begin..<min(begin + 0xFFFF, content.count)]
    begin = block.endIndex
    let length = UInt32(block.count)
    member.append(begin == content.count ? 1 : 0)
    member += littleEndian(length | ~length << 16) + block
  } while begin < content.count
  var checksum: UInt32 = 0xFFFF_FFFF
  for byte in content {
    checksum ^= UInt32(byte)
    for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  return member + littleEndian(~checksum) + littleEndian(UInt32(truncatingIfNeeded: content.count))
}
