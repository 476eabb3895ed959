// What every item of `model.layers` takes, whatever its kind, and the two things there that are no layers.

import Diagnostics

public enum LayerFields {
  public static let name = Field.optionalString(
    "name",
    "The layer's name, by which weights and messages call it. Without one it is the kind's, with `_1`, `_2`, ... from "
      + "the second on, as in Keras; a name written within a `repeat` is numbered in the same way.")
  public static let trainable = Field.boolean(
    "trainable", default: true, "Whether training changes the layer's weights; `false` freezes them.")
  /// Decided before anything is decoded: the decoder never sees it.
  public static let when = FieldDeclaration(
    name: "when", type: .oneOf([.boolean, .string]), isRequired: false, defaultValue: nil,
    documentation: "An expression over the parameters: the layer is absent where it is false.")

  static let all = [name.declaration, trainable.declaration]
}

extension Catalog {
  /// With `name` and `trainable` among the fields of every layer, where the catalog does not declare them itself.
  public var withLayerFields: Catalog {
    Catalog(
      families.map { family in
        guard family.name == .layer else { return family }
        var family = family
        let names = Set(family.commonFields.map(\.name))
        family.commonFields += LayerFields.all.filter { !names.contains($0.name) }
        return family
      })
  }
}

/// `repeat`, which stands where a layer stands.
public enum RepeatFields {
  static let name = "repeat"

  static let times = Field.optionalInteger(
    "times", .between(0, Double(ResolvingLimits.times)), "How often the layers are repeated.")
  static let index = Field.optionalString(
    "index", "A name for the iteration, which counts from 0, for use in `$name` and `$(expression)`.")
  static let each = Field<[Located<SpecValue>]?>.custom(
    "each", .list(.any, minimumCount: 0), fallback: nil, "A list to go over: one iteration for each item."
  ) { .some($0.list) }
  static let item = Field.optionalString("as", "A name for the item of `each`.")
  static let layers = Field<Node?>.custom(
    "layers", .any, required: true, fallback: nil, "The layers to repeat, in which other repeats may stand."
  ) { .some($0.node) }

  static let all = [
    times.declaration, each.declaration, item.declaration, index.declaration, layers.declaration,
  ]

  static let declaration = KindDeclaration(
    name, fields: all,
    "Stands for its `layers`, `times` over or once for `each` item of a list. Its names hold within it and hide "
      + "parameters of the same name; a layer's `name` written in it is numbered from the second iteration on.",
    source: "", example: "repeat: {times: 3, index: i, layers: [{dense: $(32 * (i + 1))}]}")

  /// The fields as editors see them: `layers` holds layers, of which the decoder never sees the inner ones.
  static let schemaFields: [FieldDeclaration] =
    all.filter { $0.name != layers.declaration.name } + [
      FieldDeclaration(
        name: layers.declaration.name, type: .list(.kind(.layer), minimumCount: 0), isRequired: true,
        defaultValue: nil, documentation: layers.declaration.documentation),
      LayerFields.when,
    ]

  /// A checked `repeat`.
  struct Loop {
    var count: Int
    var indexName: String?
    var itemName: String?
    var items: [Node]
    var layers: Node
  }

  /// What the decoded fields say; nil when they say nothing that makes sense, which has been reported.
  static func loop(_ arguments: Arguments, _ place: SourceRange, _ decoder: inout Decoder) -> Loop? {
    guard let layers = arguments[layers] else { return nil }
    guard layers.sequence != nil else {
      decoder.reportWrongType(layers, as: .list(.kind(.layer), minimumCount: 0), named: "layers")
      return nil
    }
    for field in [index, item] {
      guard let name = arguments[field], !Identifier.isValid(name) else { continue }
      decoder.report(.invalidName, "'\(name)' can't be a name", at: arguments.range(of: field), help: Identifier.help)
      return nil
    }
    switch (arguments.isWritten(times), arguments.isWritten(each)) {
    case (true, true):
      decoder.report(
        .conflictingKeys, "repeat takes 'times' or 'each', not both", at: arguments.keyRanges["each"] ?? place,
        help: "keep one of them")
      return nil
    case (false, false):
      decoder.report(
        .missingKey, "missing key 'times' in repeat", at: place,
        help: "add 'times', an integer, or 'each', a list, with 'as'")
      return nil
    case (true, false):
      if arguments.isWritten(item) {
        decoder.report(
          .conflictingKeys, "'as' names the items of 'each', which is not given",
          at: arguments.keyRanges["as"] ?? place, help: "write 'index' for a name that counts from 0")
      }
      // A count that can't be read has been reported: going round once finds the mistakes within.
      return Loop(count: arguments[times] ?? 1, indexName: arguments[index], itemName: nil, items: [], layers: layers)
    case (false, true):
      let items = arguments[each]?.compactMap(\.value.node)
      if arguments[item] == nil, !arguments.isWritten(item) {
        decoder.report(
          .missingKey, "missing key 'as' in repeat", at: place, help: "add 'as', a name for the item of 'each'")
        return nil
      }
      return Loop(
        count: items?.count ?? 1, indexName: arguments[index], itemName: arguments[item], items: items ?? [],
        layers: layers)
    }
  }
}
