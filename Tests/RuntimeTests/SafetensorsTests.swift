// Safetensors files: against Python's library in both directions, and every way a file can be wrong.

import Diagnostics
import Files
import Glibc
import LoftingRuntime
import Testing

/// A file of its own in the temporary folder, gone with its owner.
private struct TemporaryFile: ~Copyable {
  let path: String

  init(_ bytes: [UInt8]? = nil) {
    path = "/tmp/lofting-test-\(getpid())-\(UInt64.random(in: 0 ... .max)).safetensors"
    guard let bytes, let file = unsafe fopen(path, "wb") else { return }
    unsafe fwrite(bytes, 1, bytes.count, file)
    unsafe fclose(file)
  }

  deinit { unsafe unlink(path) }

  var bytes: [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { return [] }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var byte = unsafe fgetc(file)
    while byte != EOF {
      bytes.append(UInt8(truncatingIfNeeded: byte))
      byte = unsafe fgetc(file)
    }
    return bytes
  }
}

/// A file of a header and data bytes of zeros.
private func file(_ json: String, data: Int = 0) -> [UInt8] {
  let header = Array(json.utf8)
  return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header
    + [UInt8](repeating: 0, count: data)
}

/// The diagnostic of reading a file; nil for a sound one.
private func problem(_ bytes: [UInt8]) -> Diagnostic? {
  let file = TemporaryFile(bytes)
  do throws(Failure) {
    _ = try SafetensorsFile(path: file.path)
    return nil
  } catch { return error.diagnostics.first }
}

private func values(_ shape: [Int]) -> [Float] { (0..<shape.reduce(1, *)).map { (Float($0) - 2) / 4 } }

private let plain = [
  ("dense_1.kernel", [3, 2]), ("dense.kernel", [2, 3]), ("dense.bias", [3]), ("dense_1.bias", [2]), ("Ä.scale", [1]),
].map { NamedTensor(name: $0.0, shape: $0.1, values: values($0.1)) }

@Test func filesAreThoseOfPythonsLibraryByteForByte() throws {
  let file = TemporaryFile()
  try SafetensorsWriter.write(plain, metadata: ["format": "pt"], to: file.path)
  #expect(file.bytes == PythonSafetensors.plain)
  try SafetensorsWriter.write([NamedTensor(name: "a", shape: [2, 2], values: values([2, 2]))], to: file.path)
  #expect(file.bytes == PythonSafetensors.withoutMetadata)
}

@Test func filesOfPythonsLibraryAreRead() throws {
  let temporary = TemporaryFile(PythonSafetensors.plain)
  let file = try SafetensorsFile(path: temporary.path)
  #expect(file.header.metadata.map(\.key) == ["format"])
  #expect(file.header.metadata.map(\.value) == ["pt"])
  #expect(file.header.tensors.map(\.name).sorted() == plain.map(\.name).sorted())
  for tensor in plain {
    let entry = try #require(file.header.tensors.first { $0.name == tensor.name })
    #expect(entry.shape == tensor.shape)
    #expect(try file.values(of: entry) == tensor.values)
  }
}

@Test func halvesAndDoublesAreConverted() throws {
  let half = TemporaryFile(PythonSafetensors.half)
  let halfFile = try SafetensorsFile(path: half.path)
  #expect(try halfFile.values(of: halfFile.header.tensors[0]) == [0, 1, -2.5, 65504, 0x1p-24])
  let double = TemporaryFile(PythonSafetensors.double)
  let doubleFile = try SafetensorsFile(path: double.path)
  #expect(try doubleFile.values(of: doubleFile.header.tensors[0]) == [0, 1, -2.5, 1e-3, 3e38])
  // BF16 is the upper half of a Float: 1 is 0x3F80.
  var bytes = file(#"{"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#)
  bytes += [0x80, 0x3F, 0x20, 0xC0]
  let bfloat = TemporaryFile(bytes)
  let bfloatFile = try SafetensorsFile(path: bfloat.path)
  #expect(try bfloatFile.values(of: bfloatFile.header.tensors[0]) == [1, -2.5])
}

@Test func valuesOfAnotherTypeAreAFailureThatNamesTheTensor() throws {
  let temporary = TemporaryFile(PythonSafetensors.mixed)
  let file = try SafetensorsFile(path: temporary.path)
  let integers = try #require(file.header.tensors.first { $0.name == "a" })
  let failure = try #require(throws: Failure.self) { try file.values(of: integers) }
  #expect(failure.diagnostics.first?.code == .weightType)
  #expect(failure.diagnostics.first?.message.contains("tensor a is of type I64") == true)
  let empty = try #require(file.header.tensors.first { $0.name == "empty" })
  #expect(try file.values(of: empty) == [])
}

@Test func everyTruncationIsAFailure() {
  for count in 0..<PythonSafetensors.plain.count {
    let found = problem(Array(PythonSafetensors.plain.prefix(count)))
    #expect(found?.code == .weightsMalformed, "the first \(count) bytes")
  }
  #expect(problem(PythonSafetensors.plain) == nil)
  #expect(problem(PythonSafetensors.plain + [0])?.code == .weightsMalformed)
}

@Test func damagedBytesNeverTrap() throws {
  // Every byte of the header in turn becomes each of a few others; a file may stay sound (a letter of a name).
  let original = PythonSafetensors.withoutMetadata
  for position in 0..<72 {
    for byte in [0x00, 0xFF, 0x22, 0x7B, 0x5B, 0x39, 0x2D, 0x2E, 0x5C] as [UInt8] {
      var bytes = original
      bytes[position] = byte
      let temporary = TemporaryFile(bytes)
      // The first eight bytes are the header's length: no other length fits these bytes.
      let changesLength = position < 8 && byte != original[position]
      guard let file = try? SafetensorsFile(path: temporary.path) else { continue }
      #expect(!changesLength, "byte \(position) as \(byte)")
      for tensor in file.header.tensors { _ = try? file.values(of: tensor) }
    }
  }
}

@Test(
  arguments: [
    // overlapping, a hole, not from the beginning, backwards
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#,
      12
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4),
    // bytes that no tensor has, tensors beyond the file
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 8),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 3),
    // shape and bytes
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#, 0),
    (#"{"a":{"dtype":"F32","shape":[9223372036854775807,2,0],"data_offsets":[0,0]}}"#, 0),
    (#"{"a":{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,0]}}"#, 0),
    // fields
    (#"{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, 4),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}"#, 4),
    (#"{"a":5}"#, 0),
    (#"{"__metadata__":{"a":1}}"#, 0),
    (#"{"__metadata__":"a"}"#, 0),
    // duplicate keys
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4
    ),
    (#"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4),
    // JSON
    ("", 0), (" {}", 0), ("[]", 0), ("{}}", 0), ("{,}", 0), (#"{"a"}"#, 0), (#"{"a":}"#, 0), (#"{"a":01}"#, 0),
    (#"{"a":"\x"}"#, 0), (#"{"a":"\ud800"}"#, 0), (#"{"a":"\ud800\u0041"}"#, 0), ("{\"a\":\"\n\"}", 0),
    (#"{"a":nul}"#, 0),
    (#"{"a":1e999}"#, 0), ("{'a':1}", 0),
  ] as [(String, Int)])
func hostileHeadersAreFailures(json: String, data: Int) {
  #expect(problem(file(json, data: data))?.code == .weightsMalformed)
}

@Test func soundOddHeadersAreRead() {
  #expect(problem(file("{}")) == nil)
  #expect(problem(file(#"{"__metadata__":{"a":"\u00e9\ud83d\ude00\n"}}  "#)) == nil)
  #expect(problem(file(#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#, data: 4)) == nil)
  #expect(problem(file(#"{"a":{"dtype":"F4","shape":[2],"data_offsets":[0,1]}}"#, data: 1)) == nil)
}

@Test func deepHeadersAreFailuresNotCrashes() {
  let deep = #"{"a":"# + String(repeating: "[", count: 200_000)
  #expect(problem(file(deep))?.message.contains("deeper") == true)
}

@Test func headersThatAreNotUTF8AreFailures() {
  var bytes = file(#"{"__metadata__":{"a":"x"}}"#)
  bytes[30] = 0xFF
  #expect(problem(bytes)?.code == .weightsMalformed)
}

@Test func hugeLengthsAreFailures() {
  let huge = [UInt8](repeating: 0xFF, count: 8) + [0x7B, 0x7D]
  #expect(problem(huge)?.message.contains("longer than 100000000") == true)
  #expect(problem([0, 0, 0, 0x7F, 0, 0, 0, 0, 0x7B])?.code == .weightsMalformed)
}

@Test func aMissingFileAndAFolderAreFailures() throws {
  for path in ["/tmp/there-is-no-such-file.safetensors", "/tmp"] {
    let failure = try #require(throws: Failure.self) { _ = try SafetensorsFile(path: path) }
    #expect(failure.diagnostics.first?.code == .fileUnreadable)
    #expect(failure.diagnostics.first?.place == .path(path))
  }
}

@Test func aFailedWriteLeavesTheOldFile() throws {
  let file = TemporaryFile(PythonSafetensors.plain)
  let wrong = NamedTensor(name: "a", shape: [3], values: [1])
  #expect(throws: Failure.self) { try SafetensorsWriter.write([wrong], to: file.path) }
  #expect(file.bytes == PythonSafetensors.plain)
  let failure = try #require(throws: Failure.self) {
    try SafetensorsWriter.write(plain, to: "/tmp/there-is-no-such-folder/a.safetensors")
  }
  #expect(failure.diagnostics.first?.code == .fileUnwritable)
}

@Test func anUncommittedFileLeavesNoTrace() throws {
  let name = "lofting-test-\(getpid())-abandoned"
  do {
    var file = try AtomicFile(path: "/tmp/\(name)")
    try unsafe file.write([UInt8](repeating: 1, count: 10).span.bytes)
  }
  var names: [String] = []
  if let folder = unsafe opendir("/tmp") {
    while let entry = unsafe readdir(folder) {
      names.append(
        unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
          unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    unsafe closedir(folder)
  }
  #expect(!names.isEmpty)
  #expect(names.allSatisfy { !$0.hasPrefix(name) })
}
