// A small catalog with the forms that the real ones have, and helpers to read a spec from a text.

import Diagnostics
import SpecParser

enum TestCatalog {
  static let units = Field.integer("units", .atLeast(1), "The number of outputs.")
  static let activation = Field.kind("activation", .activation, default: "linear", "What follows.")
  static let useBias = Field.boolean("use_bias", aliases: ["bias"], default: true, "Whether there is a bias.")
  static let rate = Field.number("rate", .from(0, below: 1), "The share that is dropped.")
  static let slope = Field.number("negative_slope", .atLeast(0), default: 0.3, "The slope below zero.")
  static let learningRate = Field<SpecValue?>.custom(
    "learning_rate", .oneOf([.number(.above(0)), .kind(.schedule)]), default: .number(0.001), fallback: nil,
    "The step size."
  ) { .some($0) }
  static let steps = Field.integer("decay_steps", .atLeast(1), "How long.")
  static let path = Field.string("path", "The file.")
  static let target = Field.string("target", "The target's column.")
  static let header = Field.boolean("header", default: true, "Whether the first row has names.")
  static let scale = Field.number("scale", .any, "The factor.")
  static let axis = Field<SpecValue>.custom(
    "axis", .oneOf([.integer(.any), .choice(["null"])]), default: .integer(-1), fallback: .null, "The axis."
  ) { $0 }

  static let catalog = Catalog([
    family(
      .layer, "Layers",
      [
        kind("dense", main: "units", [units.declaration, activation.declaration, useBias.declaration]),
        kind("flatten"), kind("dropout", main: "rate", [rate.declaration]),
        kind("batch_normalization", aliases: ["batch_norm"]),
        kind("activation", main: "activation", [activation.declaration]),
      ]),
    family(
      .activation, "Activations",
      [kind("linear"), kind("relu"), kind("leaky_relu", main: "negative_slope", [slope.declaration]), kind("softmax")]),
    family(.optimizer, "Optimizers", [kind("adam", main: "learning_rate", [learningRate.declaration]), kind("sgd")]),
    family(.schedule, "Schedules", [kind("cosine_decay", main: "decay_steps", [steps.declaration])]),
    family(
      .loss, "Losses",
      [kind("sparse_categorical_crossentropy"), kind("mean_squared_error", aliases: ["mse"])]),
    family(.metric, "Metrics", [kind("accuracy"), kind("mean_absolute_error", aliases: ["mae"])]),
    family(.callback, "Callbacks", [kind("early_stopping")]),
    family(
      .source, "Sources",
      [
        kind("digits"),
        kind("csv", main: "path", [path.declaration, target.declaration, header.declaration]),
      ]),
    family(
      .preprocessing, "Preprocessing",
      [kind("rescaling", main: "scale", [scale.declaration]), kind("normalization", main: "axis", [axis.declaration])]),
  ])

  private static func kind(
    _ name: String, aliases: [String] = [], main: String? = nil, _ fields: [FieldDeclaration] = []
  ) -> KindDeclaration {
    KindDeclaration(name, aliases: aliases, main: main, fields: fields, "Does \(name).", source: "here", example: name)
  }

  private static func family(_ name: FamilyName, _ title: String, _ kinds: [KindDeclaration]) -> KindFamily {
    KindFamily(name, title: title, "All \(title.lowercased()).", kinds: kinds)
  }
}

/// What reading a text came to, with its findings as short lines.
struct Reading {
  var spec: Spec?
  var resolved: ResolvedDocument?
  var sources: SourceMap
  var written: [WrittenText]
  var diagnostics: [Diagnostic]

  init(_ text: String, set overrides: [String] = []) {
    var list = DiagnosticList()
    let result = SpecReader.read(
      bytes: Array(text.utf8), path: "a.yaml", overrides: overrides, catalog: TestCatalog.catalog, diagnostics: &list)
    spec = result.spec
    resolved = result.resolved
    sources = result.sources
    written = result.written
    diagnostics = list.sorted
  }

  /// `line:column code text-of-the-range` of every finding, in order.
  var findings: [String] {
    diagnostics.map { item in
      guard case .spec(let range) = item.place else { return "- \(item.code.id)" }
      let file = range.path == "a.yaml" ? "" : "\(range.path) "
      return
        "\(file)\(range.start.line):\(range.start.column) \(item.code.id) \(sources[range.path]?.text(of: range) ?? "")"
    }
  }

  /// The text with the first finding's fix applied.
  func fixed() -> String? {
    guard let fix = diagnostics.first?.fix, let source = sources["a.yaml"] else { return nil }
    var bytes = source.bytes
    for edit in fix.edits.sorted(by: { $0.range.start.offset > $1.range.start.offset }) {
      bytes.replaceSubrange(edit.range.start.offset..<edit.range.end.offset, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A whole spec around a list of layers.
func spec(parameters: String = "{}", layers: String, training: String = "{loss: mse}") -> String {
  """
  parameters: \(parameters)
  data: {source: digits}
  training: \(training)
  model:
    layers:
  \(layers)

  """
}
