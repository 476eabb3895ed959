// The folder that fuzzed specs stand in: `extends: base.yaml` finds a spec there, `extends: circle.yaml` one that extends
// itself. A spec that could name a file elsewhere is not read at all.

import Files
import Glibc

enum BaseFolder {
  /// The folder for these bytes as a spec; nil where they might reach out of it.
  static func admit(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    // A slash may be written as an escape in a quoted string.
    let canLeave = bytes.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: "\\"))
    return canLeave && text.contains("extends") || escapesKeys(bytes) ? nil : path
  }

  /// `"\x65xtends"` is `extends`, too.
  private static func escapesKeys(_ bytes: [UInt8]) -> Bool {
    bytes.contains(UInt8(ascii: "/")) && bytes.contains(UInt8(ascii: "\\"))
  }

  private static let path: String = {
    var template = Array("/tmp/lofting-fuzz-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    guard let made else { return "/nowhere" }
    for (name, text) in files { try? AtomicFile.write(text, to: "\(made)/\(name)") }
    atexit { BaseFolder.remove() }
    return made
  }()

  private static func remove() {
    for name in files.keys { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  private static let files = [
    "base.yaml": """
    version: 1
    parameters: {units: 6, rate: 0.01}
    data: {source: digits, validation: {last: 20}}
    model:
      layers: [flatten, {dense: {units: $units, activation: relu}}, {dense: 10}]
    training:
      optimizer: {adam: {learning_rate: $rate}}
      loss: sparse_categorical_crossentropy
      batch_size: 32
    """,
    "circle.yaml": "extends: circle.yaml\n",
    "list.yaml": "- a\n- b\n",
  ]
}
