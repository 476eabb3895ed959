// What the compiler may know of the data: shapes, ranges and labels, never the rows themselves.

/// How an input element is stored; images stay `uint8` in memory.
public enum ElementType: String, Sendable, Hashable {
  case uint8
  case float32

  /// Bytes per element.
  public var size: Int {
    switch self {
    case .uint8: 1
    case .float32: 4
    }
  }
}

/// What a target is. The loss decides which of the two a source must deliver.
public enum TargetSummary: Sendable, Hashable {
  /// One class index a row, with the classes' names in index order.
  case classes([String])
  /// `width` numbers a row.
  case numbers(width: Int)
}

/// What a loss wants its targets to be.
public enum TargetKind: Sendable, Hashable {
  case classes
  case numbers
}

/// The summary of a loaded data set.
public struct DataSummary: Sendable, Hashable {
  /// One row's shape, without the batch dimension: `[28, 28]`, `[13]`.
  public var inputShape: [Int]
  public var elementType: ElementType
  public var target: TargetSummary
  public var trainingRows: Int
  public var validationRows: Int
  public var testRows: Int
  /// Rows in memory: those that no split uses, too.
  public var storedRows: Int
  /// Training rows of each class, in index order; empty for number targets.
  public var classCounts: [Int]
  /// Column names, where the source has them.
  public var featureNames: [String]?

  public init(
    inputShape: [Int], elementType: ElementType, target: TargetSummary, trainingRows: Int, validationRows: Int,
    testRows: Int, storedRows: Int? = nil, classCounts: [Int] = [],
    featureNames: [String]? = nil
  ) {
    self.inputShape = inputShape
    self.elementType = elementType
    self.target = target
    self.trainingRows = trainingRows
    self.validationRows = validationRows
    self.testRows = testRows
    self.storedRows = storedRows ?? trainingRows + validationRows + testRows
    self.classCounts = classCounts
    self.featureNames = featureNames
  }
}
