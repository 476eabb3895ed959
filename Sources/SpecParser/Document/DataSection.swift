// `data`: where the rows come from, how they are split and prepared.

import Diagnostics

public enum DataFields {
  static let source = Field.kind(
    "source", .source, required: true, "A built-in data set, or files: `digits`, `mnist`, `csv: {...}`, ...")
  static let test = Field<SpecValue?>.custom(
    "test", .oneOf([.record(SplitFields.all), .kind(.source)]), fallback: nil,
    "The test rows, cut before the validation rows: `{last: N}`, `{fraction: f}` or a source of its own. A CSV file "
      + "inherits the fields it does not state."
  ) { .some($0) }
  static let validation = Field<SpecValue?>.custom(
    "validation", .oneOf([.record(SplitFields.all), .kind(.source)]), fallback: nil,
    "The validation rows, cut from what the test rows leave: `{last: N}`, `{fraction: f, stratify: true}` or a source "
      + "of its own."
  ) { .some($0) }
  static let preprocessing = Field.kinds(
    "preprocessing", .preprocessing, "What is done to the inputs, in order; what is fitted is fitted on training rows.")
  static let targetPreprocessing = Field.kinds(
    "target_preprocessing", .preprocessing,
    "What is done to a regression's targets; metrics and predictions stay in the original unit.")
  static let classes = Field<[Located<SpecValue>]?>.custom(
    "classes", .list(.any, minimumCount: 1), fallback: nil,
    "The names of the classes in the order of their indices; by default text labels in alphabetical order."
  ) { .some($0.list) }
  static let targetEncoding = Field.choice(
    "target_encoding", TargetEncoding.allCases.map(\.rawValue), default: TargetEncoding.index.rawValue,
    "How the loss gets a class: as an index, or as a vector with a one.")
  static let shuffle = Field.boolean("shuffle", default: true, "Whether training rows are reordered each epoch.")
  static let limit = Field.optionalInteger("limit", .atLeast(1), "Keep that many training rows.")
  static let splitSeed = Field.integer(
    "split_seed", .atLeast(0), default: 0, "What drawn splits follow from, apart from the training `seed`.")
  static let path = Field.optionalString("path", "A folder in which the files of a built-in data set are looked for.")

  public static let all = [
    source.declaration, test.declaration, validation.declaration, preprocessing.declaration,
    targetPreprocessing.declaration, classes.declaration, targetEncoding.declaration, shuffle.declaration,
    limit.declaration, splitSeed.declaration, path.declaration,
  ]
}

/// `{last: N}` or `{fraction: f, stratify: true}`.
public enum SplitFields {
  static let last = Field.optionalInteger("last", .atLeast(1), "The last rows, as they stand.")
  static let fraction = Field.optionalNumber(
    "fraction", Bounds(lower: 0, upper: 1, lowerIsStrict: true, upperIsStrict: true),
    "A share of the rows, drawn with `split_seed`.")
  static let stratify = Field.boolean("stratify", default: false, "Whether the share is drawn from every class alike.")

  public static let all = [last.declaration, fraction.declaration, stratify.declaration]
}

extension DataSection {
  /// - Returns: nil when something that the section can't do without is missing, which has been reported.
  init?(_ arguments: Arguments, _ decoder: inout Decoder) {
    let test = SplitRule(arguments, DataFields.test, &decoder)
    let validation = SplitRule(arguments, DataFields.validation, &decoder)
    let classes = Self.classes(arguments, &decoder)
    guard let source = arguments[DataFields.source] else { return nil }
    self.init(
      source: source, test: test, validation: validation, preprocessing: arguments[DataFields.preprocessing],
      targetPreprocessing: arguments[DataFields.targetPreprocessing], classes: classes,
      targetEncoding: Located(
        TargetEncoding(rawValue: arguments[DataFields.targetEncoding]) ?? .index,
        at: arguments.range(of: DataFields.targetEncoding)),
      shuffle: arguments[DataFields.shuffle], limit: arguments[DataFields.limit],
      splitSeed: arguments[DataFields.splitSeed], path: arguments[DataFields.path], range: arguments.range)
  }

  /// Names of classes as written: `[0, 1]` and `[true, false]` name classes too.
  private static func classes(_ arguments: Arguments, _ decoder: inout Decoder) -> [String]? {
    guard let items = arguments[DataFields.classes] else { return nil }
    var names: [String] = []
    var places: [String: SourceRange] = [:]
    for node in items.compactMap(\.value.node) {
      guard let text = node.scalar?.text else {
        decoder.reportWrongType(node, as: .string, named: "an item of classes")
        continue
      }
      if let earlier = places.updateValue(node.range, forKey: text) {
        decoder.report(
          .duplicateName, "the class '\(text)' is listed twice", at: node.range,
          notes: [Note("listed here", at: .spec(earlier))], help: "remove one of them")
      }
      names.append(text)
    }
    return names
  }
}

extension SplitRule {
  fileprivate init?(_ arguments: Arguments, _ field: Field<SpecValue?>, _ decoder: inout Decoder) {
    let name = field.declaration.name
    guard let value = arguments[field] else { return nil }
    let range = arguments.range(of: field)
    if let source = value.kind {
      self.init(rule: .source(source), range: range)
      return
    }
    guard let split = value.record else { return nil }
    switch (split.isWritten(SplitFields.last), split.isWritten(SplitFields.fraction)) {
    case (true, true):
      decoder.report(
        .conflictingKeys, "\(name) takes 'last' or 'fraction', not both", at: split.keyRanges["fraction"] ?? range,
        help: "keep one of them")
      return nil
    case (false, false):
      if split.keyRanges.isEmpty { return nil }
      decoder.report(
        .missingKey, "missing key 'fraction' in \(name)", at: arguments.keyRanges[name] ?? range,
        help: "add 'fraction', a share between 0 and 1, or 'last', a number of rows")
      return nil
    case (true, false):
      if let place = split.keyRanges["stratify"] {
        decoder.report(
          .conflictingKeys, "'stratify' goes with 'fraction': 'last' takes the rows as they stand", at: place,
          help: "write 'fraction' or remove 'stratify'")
      }
      guard let rows = split[SplitFields.last] else { return nil }
      self.init(rule: .last(rows), range: range)
    case (false, true):
      guard let fraction = split[SplitFields.fraction] else { return nil }
      self.init(rule: .fraction(fraction, isStratified: split[SplitFields.stratify]), range: range)
    }
  }
}
