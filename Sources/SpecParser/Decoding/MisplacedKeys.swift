// Keys that belong to another section, and the fixes that carry them there: `training.learning_rate` to the optimizer,
// `validation_split` to the data, `epochs` at the top level to `training`, a rescaling among the layers to the data.
//
// A fix carries what stands on one line to a place that is there already and is free.

import Diagnostics

extension Decoder {
  typealias Misplaced = (help: String, fix: Fix?, section: String?)

  /// Where an unknown key belongs, if not into this mapping.
  /// - Parameter fields: the mapping's own fields that are still free.
  func misplaced(
    _ entry: Node.Entry, _ key: String, in node: Node, _ fields: [FieldDeclaration], _ context: RecordContext
  ) -> Misplaced? {
    switch context {
    case .record(DocumentFields.training.name):
      if let cure = belongsToOptimizer(entry, key, in: node) { return (cure.help, cure.fix, nil) }
    case .document, .record, .kind: break
    }
    if let cure = splitShare(entry, key, in: node, context) { return (cure.help, cure.fix, nil) }
    if let hint = KeyHints.hint(for: key, in: context) { return (hint, nil, nil) }
    // `metric` is a key of sweeps, but `metrics` is nearer.
    if fields.contains(where: { $0.name == key + "s" && $0.type.isList }) { return nil }
    let here: String
    switch context {
    case .document: here = ""
    case .record(let name) where DocumentFields.sections.contains { $0.name == name }: here = name
    case .record, .kind: return nil
    }
    if !here.isEmpty, DocumentFields.names.contains(key) {
      let fix = root.flatMap { carrying(entry, from: node, to: $0, title: "move it to the top level") }
      return ("it belongs to the top level of the spec", fix, nil)
    }
    for section in DocumentFields.sections
    where section.name != here && section.fields.contains(where: { $0.name == key }) {
      let target = root?[section.name]
      let fix = target.flatMap { carrying(entry, from: node, to: $0, title: "move it under '\(section.name)'") }
      return ("it belongs under '\(section.name)'", fix, here.isEmpty ? section.name : nil)
    }
    return nil
  }

  // MARK: - The optimizer's fields

  /// `learning_rate`, `lr`, `momentum`, ... beside the optimizer.
  private func belongsToOptimizer(_ entry: Node.Entry, _ key: String, in training: Node) -> Cure? {
    let family = catalog[.optimizer]
    let name = TrainingFields.optimizer.declaration.name
    let written = training.mapping?.first { $0.key.scalar?.text == name }
    let word = written?.value.scalar?.text ?? written?.value.mapping?.first?.key.scalar?.text
    let isDefault = written == nil
    guard let kind = kind(calledIn: word ?? "adam", family),
      let field = ForeignKeys.field(key, among: kind.fields)
    else { return nil }
    let edits = TreeEdits(sources: sources)
    let value = edits.flowText(of: entry.value)
    let spelled = "\(name): {\(kind.name): {\(field.name): \(value ?? "...")}}"
    let help = "it belongs to the optimizer: '\(spelled.count <= 60 ? spelled : "\(name): {\(kind.name): ...}")'"
    guard let value else { return (help, nil) }
    let title = "move it to the optimizer"
    guard let written, !isDefault else {
      guard entry.key.definition == nil, let source = edits.source(of: entry.key.range) else { return (help, nil) }
      let end = max(entry.key.range.end.offset, entry.value.range.end.offset)
      let edit = edits.edit(source, entry.key.range.start.offset, end, spelled)
      return (help, Fix(title: title, isSafe: true, edits: [edit]))
    }
    guard let removal = edits.removing(entry, from: training) else { return (help, nil) }
    switch written.value.content {
    case .scalar:
      guard
        let edit = replacing(written.value, with: "{\(kind.name): {\(field.name): \(value)}}", title: title)?.edits
      else { return (help, nil) }
      return (help, Fix(title: title, isSafe: true, edits: edit + [removal]))
    case .mapping(let kinds):
      // What an alias or a parameter stands for may stand for it elsewhere, too.
      guard written.value.definition == nil, let fields = kinds.first?.value, kinds.count == 1 else {
        return (help, nil)
      }
      let isMain = kind.mainField == field.name && fields.scalar.map { $0.value != .null } ?? false
      if isMain || fields[field.name] != nil {
        return ("\(kind.name) has its \(field.name) already: remove this one", nil)
      }
      guard let addition = edits.appending("\(field.name): \(value)", to: fields) else { return (help, nil) }
      return (help, Fix(title: title, isSafe: true, edits: [addition, removal]))
    case .sequence:
      return (help, nil)
    }
  }

  // MARK: - Shares of the data

  /// `validation_split: 0.2`, wherever it stands. Keras takes the last rows, `fraction` draws them: no safe fix.
  private func splitShare(_ entry: Node.Entry, _ key: String, in node: Node, _ context: RecordContext) -> Cure? {
    let names = [
      "validation_split": DataFields.validation, "val_split": DataFields.validation,
      "validation_fraction": DataFields.validation, "validation_size": DataFields.validation,
      "test_split": DataFields.test, "test_size": DataFields.test, "test_fraction": DataFields.test,
    ]
    guard let field = names[key]?.declaration, entry.value.sequence == nil else { return nil }
    let edits = TreeEdits(sources: sources)
    let value = edits.flowText(of: entry.value)
    let rule: String
    if case .integer? = entry.value.scalar?.value { rule = "last" } else { rule = "fraction" }
    let text = "\(field.name): {\(rule): \(value ?? "...")}"
    let section = DocumentFields.data.name
    if case .record(section) = context {
      let end = max(entry.key.range.end.offset, entry.value.range.end.offset)
      guard value != nil, node[field.name] == nil, entry.key.definition == nil,
        let source = edits.source(of: entry.key.range)
      else { return ("write '\(text)'", nil) }
      let edit = edits.edit(source, entry.key.range.start.offset, end, text)
      return ("write '\(text)'", Fix(title: "write '\(text)'", isSafe: false, edits: [edit]))
    }
    let help = "it belongs to the data: '\(section): {\(text)}'"
    guard value != nil, let data = root?[section], data[field.name] == nil,
      let removal = edits.removing(entry, from: node), let addition = edits.appending(text, to: data)
    else { return (help, nil) }
    return (help, Fix(title: "move it to the data", isSafe: false, edits: [addition, removal]))
  }

  // MARK: - Carrying

  /// A fix that moves an entry into another mapping, which does not have its key.
  private func carrying(_ entry: Node.Entry, from node: Node, to target: Node, title: String) -> Fix? {
    let edits = TreeEdits(sources: sources)
    guard let key = entry.key.scalar?.text, target[key] == nil, let value = edits.flowText(of: entry.value),
      target.range.path == node.range.path, let removal = edits.removing(entry, from: node),
      let addition = edits.appending("\(key): \(value)", to: target)
    else { return nil }
    return Fix(title: title, isSafe: false, edits: [addition, removal])
  }

  /// A fix that moves a layer that is a preprocessing into the data's, where that has none yet.
  func carryingToPreprocessing(_ item: Node) -> Fix? {
    let edits = TreeEdits(sources: sources)
    let name = DataFields.preprocessing.declaration.name
    guard let data = root?[DocumentFields.data.name], data[name] == nil,
      let layers = root?[DocumentFields.model.name]?[ModelFields.layers.name], let items = layers.sequence,
      let place = items.firstIndex(where: { $0.range == item.range }),
      items.filter({ $0.range == item.range }).count == 1,
      items.allSatisfy({ edits.isFlow(layers) || $0.range.start.column == item.range.start.column }),
      var text = edits.flowText(of: item), let removal = edits.removing(item: place, from: layers)
    else { return nil }
    if item.mapping != nil, text.first == "{", text.last == "}" { text = String(text.dropFirst().dropLast()) }
    guard let addition = edits.appending("\(name): [\(text)]", to: data) else { return nil }
    return Fix(title: "move it to the data", isSafe: false, edits: [addition, removal])
  }
}

extension ValueType {
  fileprivate var isList: Bool {
    if case .list = self { true } else { false }
  }
}
