// A decoded spec: what the planner, the linter and the data loader read.

import Diagnostics

/// One spec after resolution: parameters substituted, repeats unrolled, defaults filled in.
public struct Spec: Sendable {
  public var path: String
  /// The spec's `name`, else the file's name without its ending.
  public var name: String
  public var seed: Int
  /// Each parameter's value after resolution, in the order of the spec.
  public var parameters: [(name: String, value: Node)]
  public var data: DataSection
  public var model: ModelSection
  public var training: TrainingSection
  /// `limits.peak_memory` in bytes.
  public var peakMemoryLimit: Located<Int>?
  /// `sweep` as decoded; nil without one.
  public var sweep: SweepSpec?
  /// The resolved document as a tree, for writing it out.
  public var resolved: Node
}

public struct DataSection: Sendable {
  /// The `source`: `digits`, `csv: {...}`, ...
  public var source: KindValue
  /// `test` and `validation`; nil where the spec says nothing.
  public var test: SplitRule?
  public var validation: SplitRule?
  public var preprocessing: [KindValue]
  public var targetPreprocessing: [KindValue]
  public var classes: [String]?
  public var targetEncoding: Located<TargetEncoding>
  public var shuffle: Bool
  /// `limit`: keep that many training rows.
  public var limit: Int?
  public var splitSeed: Int
  /// `path`: the folder in which a built-in data name is looked for.
  public var path: String?
  public var range: SourceRange

  public init(
    source: KindValue, test: SplitRule? = nil, validation: SplitRule? = nil, preprocessing: [KindValue] = [],
    targetPreprocessing: [KindValue] = [], classes: [String]? = nil, targetEncoding: Located<TargetEncoding>,
    shuffle: Bool = true, limit: Int? = nil, splitSeed: Int = 0, path: String? = nil, range: SourceRange
  ) {
    self.source = source
    self.test = test
    self.validation = validation
    self.preprocessing = preprocessing
    self.targetPreprocessing = targetPreprocessing
    self.classes = classes
    self.targetEncoding = targetEncoding
    self.shuffle = shuffle
    self.limit = limit
    self.splitSeed = splitSeed
    self.path = path
    self.range = range
  }
}

public enum TargetEncoding: String, Sendable, CaseIterable {
  case index
  case oneHot = "one_hot"
}

/// How test or validation rows are cut.
public struct SplitRule: Sendable {
  public enum Rule: Sendable {
    /// The last rows as they stand.
    case last(Int)
    /// A drawn fraction, per class where stratified.
    case fraction(Double, isStratified: Bool)
    /// A source of its own.
    case source(KindValue)
  }

  public var rule: Rule
  public var range: SourceRange

  public init(rule: Rule, range: SourceRange) {
    self.rule = rule
    self.range = range
  }
}

public struct ModelSection: Sendable {
  /// `input` without the batch dimension, checked against the data.
  public var inputShape: Located<[Int]>?
  public var layers: [LayerSpec]
  public var range: SourceRange
}

public struct LayerSpec: Sendable {
  /// The written name, nil where Keras's automatic name applies.
  public var name: Located<String>?
  public var isTrainable: Bool
  public var kind: KindValue
}

public struct TrainingSection: Sendable {
  public var optimizer: KindValue
  public var loss: KindValue
  public var metrics: [KindValue]
  public var batchSize: Located<Int>
  public var epochs: Located<Int>
  public var callbacks: [KindValue]
  public var classWeights: ClassWeights?
  public var initialWeights: InitialWeights?
  public var range: SourceRange
}

public enum ClassWeights: Sendable {
  /// `balanced`: rows / (classes * rows of the class), over training rows.
  case balanced(SourceRange)
  /// By class name or index.
  case weights([(name: Located<String>, weight: Located<Double>)])
}

public struct InitialWeights: Sendable {
  public var path: Located<String>
  /// Names of layers to leave at their initial values.
  public var skip: [Located<String>]
}
