// `model`: the input's shape and the layers.

import Diagnostics

public enum ModelFields {
  static let input = Field.optionalIntegers(
    "input", .atLeast(1),
    "The shape of one row of input, checked against the data; it may also stand first in `layers`.")
  static let layers = FieldDeclaration(
    name: "layers", type: .list(.kind(.layer), minimumCount: 1), isRequired: true, defaultValue: nil,
    documentation: "The layers from input to output.")

  public static let all = [input.declaration, layers]
}

extension ModelSection {
  init(_ arguments: Arguments, _ decoder: inout Decoder) {
    let shape = arguments[ModelFields.input].map { Located($0, at: arguments.range(of: ModelFields.input)) }
    let kinds = arguments.values[ModelFields.layers.name]?.list?.compactMap(\.value.kind) ?? []
    var layers: [LayerSpec] = []
    var places: [String: SourceRange] = [:]
    for kind in kinds {
      let name = kind.arguments[LayerFields.name].map {
        Located($0, at: kind.arguments.range(of: LayerFields.name))
      }
      if let name {
        Self.check(name, &decoder)
        if let earlier = places.updateValue(name.range, forKey: name.value) {
          decoder.report(
            .duplicateName, "two layers are called '\(name.value)'", at: name.range,
            notes: [Note("the other one", at: .spec(earlier))], help: "rename one of them")
        }
      }
      layers.append(LayerSpec(name: name, isTrainable: kind.arguments[LayerFields.trainable], kind: kind))
    }
    self.init(inputShape: shape, layers: layers, range: arguments.range)
  }

  private static func check(_ name: Located<String>, _ decoder: inout Decoder) {
    let isValid =
      name.value.utf8.first.map(ExpressionLexer.isLetter) ?? false
      && name.value.utf8.allSatisfy {
        ExpressionLexer.isLetter($0) || ExpressionLexer.isDigit($0) || "./-".utf8.contains($0)
      }
    if isValid { return }
    decoder.report(
      .invalidName, "'\(name.value)' can't be the name of a layer", at: name.range,
      help: "use letters, digits, '_', '.', '/' and '-', beginning with a letter or '_'")
  }
}
