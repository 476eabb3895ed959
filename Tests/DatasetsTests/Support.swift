// What the tests of this folder share: temporary files, `data` sections without a parser, and readers of memory.

import Datasets
import Diagnostics
import Glibc
import SpecParser

/// A folder of its own that goes with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/lofting-tests-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    guard let made else { throw Failure(.fileAccess, "no temporary folder") }
    path = made
  }

  deinit { _ = try? CommandRunner.system.run(["rm", "-r", path]) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    guard let stream = unsafe fopen(file, "wb") else { throw Failure(.fileAccess, "cannot write \(file)") }
    let count = unsafe fwrite(bytes, 1, bytes.count, stream)
    guard unsafe fclose(stream) == 0, count == bytes.count else { throw Failure(.fileAccess, "cannot write \(file)") }
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  func folder(_ name: String) throws -> String {
    let folder = path + "/" + name
    guard unsafe mkdir(folder, 0o755) == 0 else { throw Failure(.fileAccess, "cannot make \(folder)") }
    return folder
  }
}

/// A stretch of an imaginary spec, told apart by its line.
func range(line: Int) -> SourceRange {
  SourceRange(
    path: "spec.yaml", start: SourcePosition(line: line, column: 1, offset: line * 100),
    end: SourcePosition(line: line, column: 2, offset: line * 100 + 1))
}

/// A source with the fields as written.
func source(_ name: String, _ fields: [String: SpecValue] = [:]) -> KindValue {
  let ranges = fields.mapValues { _ in range(line: 2) }
  return KindValue(
    name: name, arguments: Arguments(values: fields, ranges: ranges, keyRanges: ranges, range: range(line: 2)),
    range: range(line: 2), nameRange: range(line: 2))
}

func names(_ columns: String...) -> SpecValue {
  .list(columns.map { Located(.string($0), at: range(line: 3)) })
}

func split(_ rule: SplitRule.Rule) -> SplitRule { SplitRule(rule: rule, range: range(line: 5)) }

func load(
  _ source: KindValue, _ kind: TargetKind = .classes, test: SplitRule.Rule? = nil, validation: SplitRule.Rule? = nil,
  classes: [String]? = nil, limit: Int? = nil, splitSeed: Int = 0, dataPath: String? = nil,
  context: LoadContext = LoadContext(specFolder: ".", environment: [:])
) throws(Failure) -> Dataset {
  let section = DataSection(
    source: source, test: test.map(split), validation: validation.map(split), classes: classes,
    targetEncoding: Located(.index, at: range(line: 1)), limit: limit, splitSeed: splitSeed, path: dataPath,
    range: range(line: 1))
  return try loadDataset(section, targetKind: kind, context: context)
}

/// The diagnostics of a call that must fail.
func diagnostics(_ body: () throws -> Void) -> [Diagnostic] {
  do {
    try body()
    return []
  } catch let failure as Failure {
    return failure.diagnostics
  } catch {
    return []
  }
}

extension Dataset {
  /// All inputs of a table as numbers, row by row.
  func inputs(table: Int = 0) -> [[Float]] {
    let memory = tables[table].inputs
    let values: [Float] =
      switch elementType {
      case .uint8: memory.withBytes { bytes in bytes.indices.map { Float(bytes[$0]) } }
      case .float32: memory.withElements(of: Float.self) { floats in floats.indices.map { floats[$0] } }
      }
    return stride(from: 0, to: values.count, by: featureCount).map { Array(values[$0..<$0 + featureCount]) }
  }

  /// All class indices of a table; empty for numbers.
  func classes(table: Int = 0) -> [Int32] {
    guard case .classes(let memory) = tables[table].targets else { return [] }
    return memory.withElements(of: Int32.self) { classes in classes.indices.map { classes[$0] } }
  }

  /// All number targets of a table; empty for classes.
  func numbers(table: Int = 0) -> [Float] {
    guard case .numbers(let memory, _) = tables[table].targets else { return [] }
    return memory.withElements(of: Float.self) { numbers in numbers.indices.map { numbers[$0] } }
  }

  var classNames: [String] {
    if case .classes(let names) = target { names } else { [] }
  }
}

/// An IDX file: type 0x08 for bytes.
func idx(_ shape: [Int], type: UInt8 = 0x08, _ elements: [UInt8]) -> [UInt8] {
  [0, 0, type, UInt8(shape.count)] + shape.flatMap { bigEndian(UInt32($0)) } + elements
}

func bigEndian(_ word: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
func littleEndian(_ word: UInt32) -> [UInt8] { bigEndian(word).reversed() }

/// An NPY file of version 1.0 with a header as numpy.save pads it.
func npy(_ descr: String, _ shape: String, order: String = "False", _ elements: [UInt8]) -> [UInt8] {
  npy(header: "{'descr': '\(descr)', 'fortran_order': \(order), 'shape': \(shape), }", elements)
}

func npy(header: String, _ elements: [UInt8]) -> [UInt8] {
  var text = Array(header.utf8)
  while (10 + text.count + 1) % 64 != 0 { text.append(UInt8(ascii: " ")) }
  text.append(UInt8(ascii: "\n"))
  let length = [UInt8(truncatingIfNeeded: text.count), UInt8(truncatingIfNeeded: text.count >> 8)]
  return [0x93] + Array("NUMPY".utf8) + [1, 0] + length + text + elements
}

func floatBytes(_ values: [Float]) -> [UInt8] { values.flatMap { littleEndian($0.bitPattern) } }

/// A gzip member of stored blocks (RFC 1951, 3.2.4; RFC 1952), for content below 64 KiB.
func gzip(_ content: [UInt8]) -> [UInt8] {
  let length = UInt16(content.count)
  func bytes(_ word: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: word), UInt8(truncatingIfNeeded: word >> 8)] }
  let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var checksum: UInt32 = 0xFFFF_FFFF
  for byte in content {
    checksum ^= UInt32(byte)
    for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  return header + [1] + bytes(length) + bytes(~length) + content + littleEndian(~checksum)
    + littleEndian(UInt32(content.count))
}
