// The fixture of Keras's signatures as values.

/// What Keras says of one class or function.
struct KerasSignature: CustomStringConvertible {
  var family: String
  var name: String
  var aliases: [String]
  /// Arguments with their defaults as text: `none`, `true`, `0.5`, `required`, a word.
  var arguments: [(name: String, value: String)]

  var description: String { "\(family) \(name)" }

  /// The signatures of `kerasSignatureText`: a signature a line, continued on lines that are indented.
  static let all: [KerasSignature] = {
    var lines: [[Substring]] = []
    for line in kerasSignatureText.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix(" "), !lines.isEmpty { lines[lines.count - 1] += words } else { lines.append(words) }
    }
    return lines.map { words in
      KerasSignature(
        family: String(words[0]), name: String(words[1]),
        aliases: words[2] == "-" ? [] : words[2].split(separator: "|").map(String.init),
        arguments: words.dropFirst(3).map { word in
          let parts = word.split(separator: "=", maxSplits: 1)
          return (String(parts[0]), String(parts[1]))
        })
    }
  }()
}
