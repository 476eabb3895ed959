// A rule's example: a spec, or the sections of one that matter. What is not written is filled in, so that examples stay
// short; `«` and `»` enclose the text at which the rule fires, and are no part of the spec.

import Diagnostics

public struct Example: Sendable {
  /// With the marks.
  let marked: String
  /// Files beside the spec, by name: the tables that it reads.
  public let files: [String: String]
  private let isWhole: Bool
  /// Whether the marks say where the rule fires; otherwise it only has to fire.
  public private(set) var hasPlace = true

  /// - Parameters:
  ///   - marked: YAML in which `«` and `»` enclose what the rule marks; several pairs for several findings.
  ///   - files: the texts of files beside the spec.
  ///   - isWhole: whether nothing is filled in.
  public init(_ marked: String, files: [String: String] = [:], isWhole: Bool = false) {
    self.marked = marked
    self.files = files
    self.isWhole = isWhole
  }

  /// The same without a place to hold it to: where the message stands elsewhere, as in a file of data.
  var withoutPlace: Example {
    var example = self
    example.hasPlace = false
    return example
  }

  /// As a user would write it.
  public var text: String { marked.filter { $0 != "«" && $0 != "»" } }

  /// The whole spec: sections that the example leaves out come after it, so that its positions stay.
  public var spec: String {
    var spec = text.hasSuffix("\n") ? text : text + "\n"
    if isWhole { return spec }
    let lines = text.split(separator: "\n")
    for (key, section) in Self.sections where !lines.contains(where: { $0.hasPrefix("\(key):") }) { spec += section }
    return spec
  }

  /// Byte ranges of the marked texts in `spec`.
  public var marks: [Range<Int>] {
    var marks: [Range<Int>] = []
    var start = 0
    var offset = 0
    for character in marked {
      switch character {
      case "«": start = offset
      case "»": marks.append(start..<offset)
      default: offset += String(character).utf8.count
      }
    }
    return marks
  }

  private static let sections: [(String, String)] = [
    ("version", "version: 1\n"),
    ("seed", "seed: 1\n"),
    (
      "data",
      """
      data:
        source: digits
        preprocessing: [{rescaling: $(1 / 16)}]
        validation: {fraction: 0.2, stratify: true}

      """
    ),
    (
      "model",
      """
      model:
        layers: [flatten, {dense: {units: 32, activation: relu}}, {dense: 10}]

      """
    ),
    (
      "training",
      """
      training:
        loss: sparse_categorical_crossentropy
        epochs: 10

      """
    ),
  ]
}

extension Example: ExpressibleByStringLiteral {
  public init(stringLiteral marked: String) { self.init(marked) }
}
