// A document that an editor has open: its text, kept by the editor's changes, and what has been found out about it.

import Diagnostics
import Pipeline
import Planner
import SpecParser

struct OpenDocument {
  let uri: String
  /// An absolute path, or what stands for one where the document has no file.
  let path: String
  /// The client's name for the kind of document: `yaml`, or `lofting` where it was told so.
  let language: String
  private(set) var version: Int
  private(set) var positions: TextPositions
  private(set) var outline: Outline
  /// Whether the findings shown are those of an earlier text.
  var awaitsLint = true
  /// Findings of the text that was linted last, with the texts they point into.
  var lintResult: LintResult?
  /// What the present text comes to; nil until someone asks.
  var view: SpecView?
  /// The layers of the last text that had some.
  var lastLayers: (layers: [LayerOutline], bytes: [UInt8])?

  var bytes: [UInt8] { positions.bytes }

  init(uri: String, language: String, version: Int, text: String, encoding: PositionEncoding) {
    self.uri = uri
    self.language = language
    path = DocumentURI.path(of: uri) ?? uri
    self.version = version
    positions = TextPositions(Array(text.utf8), encoding)
    outline = OutlineScanner.scan(positions.bytes)
  }

  /// Applies the changes of one `didChange`, each to what those before it made.
  ///
  /// - Returns: false where a change has no form that the protocol knows; the others are applied.
  mutating func apply(_ changes: [JSONValue], version: Int) -> Bool {
    self.version = version
    var isUnderstood = true
    for change in changes {
      guard let text = change["text"]?.string else {
        isUnderstood = false
        continue
      }
      var bytes = positions.bytes
      switch change["range"] {
      case nil, .null?: bytes = Array(text.utf8)
      case let range?:
        guard let replaced = positions.offsets(of: range) else {
          isUnderstood = false
          continue
        }
        bytes.replaceSubrange(replaced, with: text.utf8)
      }
      positions = TextPositions(bytes, positions.encoding)
    }
    outline = OutlineScanner.scan(positions.bytes)
    invalidate()
    return isUnderstood
  }

  /// Forgets what followed from the text, or from files that it names.
  mutating func invalidate() {
    awaitsLint = true
    view = nil
  }

  /// Whether this is a spec and not some other YAML file, as editors that start the server for all of YAML open them: it
  /// has a model or a training, or something spelt like that, or at least no key at the top that a spec has not.
  var isSpec: Bool {
    if language == "lofting" { return true }
    let top = outline.children(of: Outline.document)
    let keys = top.compactMap(outline.key)
    if keys.contains(where: { DidYouMean.nearest(to: $0, in: ["model", "training"]) != nil }) { return true }
    let known = DocumentFields.names + ["extends", "<<"]
    return keys.count == top.count && keys.allSatisfy { known.contains($0) || $0.hasPrefix("x-") }
  }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
