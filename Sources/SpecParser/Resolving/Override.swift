// `--set KEY=VALUE`: a parameter or any place of the spec, and its value as YAML.

import Diagnostics

/// One value that the command line sets.
public struct Override: Sendable {
  /// As typed: `hidden_units`, `training.epochs`, `model.layers.2.dense.units`.
  public var path: String
  public var node: Node
  public var source: SourceText

  public init(path: String, node: Node, source: SourceText) {
    self.path = path
    self.node = node
    self.source = source
  }

  /// Parses `KEY=VALUE`; nil when that fails, which has then been reported.
  public static func parse(_ argument: String, diagnostics: inout DiagnosticList) -> Override? {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      diagnostics.append(
        Diagnostic(
          .error, .overrideSyntax, "'\(argument)' is not of the form key=value", at: .none,
          help: "write --set hidden_units=50 or --set training.epochs=3"))
      return nil
    }
    let path = String(argument[..<equals])
    let value = String(argument[argument.index(after: equals)...])
    let parsed = DocumentLoader.parseValue(value, path: "--set \(path)", diagnostics: &diagnostics)
    return parsed.node.map { Override(path: path, node: $0, source: parsed.source) }
  }

  /// Of several arguments for one key the last counts. The others are passed over rather than replaced: the text of a value
  /// is known by its key, and what is wrong with one would be shown in another.
  static func lastOfEachKey(_ arguments: [String]) -> [String] {
    func key(_ argument: String) -> Substring { argument.prefix { $0 != "=" } }
    return arguments.enumerated().filter { index, argument in
      !arguments[(index + 1)...].contains { $0.contains("=") && key($0) == key(argument) }
    }.map(\.element)
  }

  /// The text that diagnostics about a value point into, also where it can't be parsed.
  static func source(of argument: String) -> SourceText {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return SourceText(path: "--set \(parts.first ?? "")", bytes: Array((parts.dropFirst().first ?? "").utf8))
  }
}
