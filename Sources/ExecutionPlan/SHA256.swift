// SHA-256 (FIPS 180-4): hashes of downloaded data and of plans. Written here because swift-crypto would add minutes of
// compiling BoringSSL to every build for this one function.

/// An incremental SHA-256: `update` with the bytes in order, then `finalize`.
public struct SHA256: Sendable {
  /// Section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [64 of UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]

  /// Section 5.3.3: the initial hash value.
  private var state: [8 of UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// The bytes of a block that isn't full yet.
  private var pending: [64 of UInt8] = .init(repeating: 0)
  private var pendingCount = 0
  private var length: UInt64 = 0

  public init() {}

  /// Appends bytes to the message.
  public mutating func update(_ bytes: Span<UInt8>) {
    length &+= UInt64(bytes.count)
    var i = 0
    while i < bytes.count {
      if pendingCount == 0, bytes.count - i >= 64 {
        compress { bytes[i + $0] }
        i += 64
        continue
      }
      pending[pendingCount] = bytes[i]
      pendingCount += 1
      i += 1
      if pendingCount == 64 {
        let block = pending
        compress { block[$0] }
        pendingCount = 0
      }
    }
  }

  /// The 32 bytes of the digest.
  public consuming func finalize() -> [UInt8] {
    // Section 5.1.1: a one bit, zeros, and the message's length in bits as 64 bits, big-endian.
    let bitCount = length &* 8
    var padding: [UInt8] = [0x80]
    padding.append(contentsOf: [UInt8](repeating: 0, count: (119 - pendingCount) % 64))
    for shift in stride(from: 56, through: 0, by: -8) { padding.append(UInt8(truncatingIfNeeded: bitCount >> shift)) }
    update(padding.span)
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for i in 0..<8 {
      for shift in stride(from: 24, through: 0, by: -8) { digest.append(UInt8(truncatingIfNeeded: state[i] >> shift)) }
    }
    return digest
  }

  /// The digest of a whole message.
  public static func hash(_ bytes: Span<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  /// A digest as 64 lower-case hexadecimal digits, as `sha256sum` prints it.
  public static func hexadecimal(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Section 6.2.2: one block of 64 bytes, which `byte` reads by index.
  @inline(__always)
  private mutating func compress(_ byte: (Int) -> UInt8) {
    var schedule: [64 of UInt32] = .init(repeating: 0)
    for t in 0..<16 {
      let high = UInt32(byte(4 * t)) << 24 | UInt32(byte(4 * t + 1)) << 16
      schedule[t] = high | UInt32(byte(4 * t + 2)) << 8 | UInt32(byte(4 * t + 3))
    }
    for t in 16..<64 {
      let x = schedule[t - 15]
      let y = schedule[t - 2]
      let s0 = Self.rotate(x, 7) ^ Self.rotate(x, 18) ^ (x >> 3)
      let s1 = Self.rotate(y, 17) ^ Self.rotate(y, 19) ^ (y >> 10)
      schedule[t] = s1 &+ schedule[t - 7] &+ s0 &+ schedule[t - 16]
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let s1 = Self.rotate(e, 6) ^ Self.rotate(e, 11) ^ Self.rotate(e, 25)
      let choice = (e & f) ^ (~e & g)
      let t1 = h &+ s1 &+ choice &+ Self.constants[t] &+ schedule[t]
      let s0 = Self.rotate(a, 2) ^ Self.rotate(a, 13) ^ Self.rotate(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ s0 &+ majority)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
}
