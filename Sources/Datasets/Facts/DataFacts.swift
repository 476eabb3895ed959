// What the linter's data rules know of the rows: their ranges, their classes, their order, and what training, validation
// and test have in common. Facts are gathered in `dataFacts(of:)`, kept on disk by `FactsCache`, and say nothing about
// whether they are good: that is for the rules.

import ExecutionPlan

/// Facts about a spec's rows. Equal rows and splits have equal facts, on every machine.
///
/// No value is NaN or infinite: every reader refuses such inputs and targets where they stand (`badFile`, `badCell`).
public struct DataFacts: Sendable, Hashable {
  /// What the compiler knows: shapes, targets, row counts, and training rows of each class.
  public var summary: DataSummary
  /// The inputs of the training rows.
  public var inputs: InputFacts
  /// The targets of the training rows.
  public var targets: TargetFacts
  /// The validation rows; nil without any.
  public var validation: HeldOutFacts?
  /// The test rows; nil without any.
  public var test: HeldOutFacts?

  public init(
    summary: DataSummary, inputs: InputFacts, targets: TargetFacts, validation: HeldOutFacts?, test: HeldOutFacts?
  ) {
    self.summary = summary
    self.inputs = inputs
    self.targets = targets
    self.validation = validation
    self.test = test
  }
}

/// The inputs of the training rows, before any preprocessing: pixels are 0 to 255.
public struct InputFacts: Sendable, Hashable {
  /// Each feature alone, in row-major order of `summary.inputShape`.
  public var features: ColumnFacts
  /// Features with one and the same value in every training row: indices into `features`, ascending.
  public var constantFeatures: [Int]
  /// Whether every input is a whole number.
  public var areIntegers: Bool

  public init(features: ColumnFacts, constantFeatures: [Int], areIntegers: Bool) {
    self.features = features
    self.constantFeatures = constantFeatures
    self.areIntegers = areIntegers
  }

  /// The smallest input of all; 0 without any rows.
  public var minimum: Float { features.minimum.min() ?? 0 }
  /// The largest input of all; 0 without any rows.
  public var maximum: Float { features.maximum.max() ?? 0 }
}

/// Figures of columns of numbers over the training rows: one element of each array for each column.
public struct ColumnFacts: Sendable, Hashable {
  public var minimum: [Float]
  public var maximum: [Float]
  public var mean: [Double]
  /// Population variance: the mean of the squared differences from the mean, as `normalization` uses it.
  public var variance: [Double]

  public init(minimum: [Float], maximum: [Float], mean: [Double], variance: [Double]) {
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    self.variance = variance
  }

  /// The number of columns.
  public var count: Int { minimum.count }
}

/// The targets of the training rows, in the order of the rows.
public struct TargetFacts: Sendable, Hashable {
  /// Rows whose target differs from that of the row before: one less than the number of classes where rows stand class by
  /// class.
  public var changes: Int
  /// The rows of the longest stretch with one and the same target.
  public var longestRun: Int
  /// Whether targets only rise or only fall from row to row, and are not all the same. False for more numbers than one a
  /// row.
  public var areSorted: Bool
  /// Each output's figures where targets are numbers; nil for classes.
  public var numbers: ColumnFacts?

  public init(changes: Int, longestRun: Int, areSorted: Bool, numbers: ColumnFacts?) {
    self.changes = changes
    self.longestRun = longestRun
    self.areSorted = areSorted
    self.numbers = numbers
  }
}

/// The validation or the test rows, and what they have in common with the training rows.
public struct HeldOutFacts: Sendable, Hashable {
  public var rowCount: Int
  /// Rows of each class, in index order; empty for number targets.
  public var classCounts: [Int]
  public var duplicates: DuplicateFacts
  /// The file that these rows and the training rows are both read from as a whole, because `validation` or `test` names a
  /// source that is the training source (`digits` for the embedded one); nil where files differ, and where the rows were
  /// cut from the training source with `last` or `fraction`.
  public var sharedFile: String?

  public init(rowCount: Int, classCounts: [Int], duplicates: DuplicateFacts, sharedFile: String?) {
    self.rowCount = rowCount
    self.classCounts = classCounts
    self.duplicates = duplicates
    self.sharedFile = sharedFile
  }
}

/// Held-out rows that training sees too. Rows are compared byte by byte, after encoding and before preprocessing.
public struct DuplicateFacts: Sendable, Hashable {
  /// A held-out row and the first training row with the same inputs, by their numbers in their tables, from 0.
  public struct Pair: Sendable, Hashable {
    public var trainingRow: Int
    public var heldOutRow: Int

    public init(trainingRow: Int, heldOutRow: Int) {
      self.trainingRow = trainingRow
      self.heldOutRow = heldOutRow
    }
  }

  /// Held-out rows whose inputs are those of some training row.
  public var sameInputs: Int
  /// Held-out rows whose inputs and target are those of some training row.
  public var sameInputsAndTarget: Int
  /// The first held-out row of `sameInputs`; nil without any.
  public var first: Pair?

  public init(sameInputs: Int, sameInputsAndTarget: Int, first: Pair?) {
    self.sameInputs = sameInputs
    self.sameInputsAndTarget = sameInputsAndTarget
    self.first = first
  }
}
