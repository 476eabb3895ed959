// The top level of a spec: its keys, each a value or a section with keys of its own.

import Diagnostics

public enum DocumentFields {
  static let version = Field.integer(
    "version", .between(1, 1), default: 1, "The version of the spec language.")
  static let name = Field.optionalString(
    "name",
    "What the model is called: runs are kept under it. Letters, digits, `.`, `_` and `-`; by default the file's name.")
  static let seed = Field.integer(
    "seed", .atLeast(0), default: 0, "What all randomness of training follows from: weights, shuffling, dropout.")
  /// Followed when the document is loaded: the decoder never sees it.
  static let extends = FieldDeclaration(
    name: "extends", type: .string, isRequired: false, defaultValue: nil,
    documentation: "Another spec, relative to this file: its mappings are merged with this one's, lists and values "
      + "replaced.")
  static let parameters = FieldDeclaration(
    name: "parameters", type: .dictionary(.any), isRequired: false, defaultValue: nil,
    documentation: "Everything you may want to vary, with its default. `$name` stands for a parameter's value of any "
      + "type, `$(expression)` computes with them.")
  static let data = FieldDeclaration(
    name: "data", type: .record(DataFields.all), isRequired: true, defaultValue: nil,
    documentation: "Where the rows come from, how they are split and prepared.")
  static let model = FieldDeclaration(
    name: "model", type: .record(ModelFields.all), isRequired: true, defaultValue: nil,
    documentation: "The network.")
  static let training = FieldDeclaration(
    name: "training", type: .record(TrainingFields.all), isRequired: true, defaultValue: nil,
    documentation: "How the network is trained.")
  static let limits = FieldDeclaration(
    name: "limits", type: .record(LimitsFields.all), isRequired: false, defaultValue: nil,
    documentation: "What a run may use.")
  static let sweep = FieldDeclaration(
    name: "sweep", type: .record(SweepFields.all), isRequired: false, defaultValue: nil,
    documentation: "What `lofting sweep` explores. `lint`, `plan` and `train` use the parameters' defaults.")

  /// In the order in which a spec is written.
  public static let all: [FieldDeclaration] = [
    version.declaration, name.declaration, seed.declaration, parameters, data, model, training, limits, sweep,
  ]

  public static let names: [String] = all.map(\.name)

  /// The sections with declared keys.
  public static let sections: [(name: String, fields: [FieldDeclaration])] = all.compactMap { field in
    if case .record(let fields) = field.type { (field.name, fields) } else { nil }
  }
}

public enum LimitsFields {
  static let peakMemory = Field<Int?>.custom(
    "peak_memory", .byteSize, fallback: nil,
    "All the memory that a run may allocate: arena, parameters, optimizer state, best copy, data and scratch. It is "
      + "checked before anything runs."
  ) { .some($0.integer) }

  public static let all = [peakMemory.declaration]
}
