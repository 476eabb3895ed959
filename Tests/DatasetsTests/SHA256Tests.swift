// SHA-256 against the examples of FIPS 180-4 and of NIST's "SHA test vectors for hashing byte-oriented messages".

import ExecutionPlan
import Testing

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `standard messages have their published digests`(message: String, digest: String) {
    let bytes = Array(message.utf8)
    #expect(SHA256.hexadecimal(SHA256.hash(bytes.span)) == digest)
  }

  @Test func `a million times the letter a has its published digest, however it is cut`() {
    var hash = SHA256()
    let whole = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    var start = 0
    // Pieces of 1, 2, 3, ... bytes meet every state of a half-full block.
    for size in 1... where start < whole.count {
      let end = min(start + size, whole.count)
      hash.update(whole.span.extracting(start..<end))
      start = end
      if start == whole.count { break }
    }
    #expect(
      SHA256.hexadecimal(hash.finalize()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
