// Codes of what the compiler itself rejects in the network (N) and the training (T).

import Diagnostics

extension DiagnosticCode {
  public static let shapeMismatch = DiagnosticCode("N101", "shape-mismatch")
  public static let tooLarge = DiagnosticCode("N102", "kernel-too-large")
  public static let inputMismatch = DiagnosticCode("N103", "input-shape-mismatch")
  public static let lossMismatch = DiagnosticCode("N105", "loss-does-not-fit-output")
  /// A row reaches the loss as a matrix, or more: an image that nothing has flattened.
  public static let missingFlatten = DiagnosticCode("N107", "missing-flatten")
  public static let outputUnits = DiagnosticCode("N109", "output-units-not-classes")
  public static let nothingToTrain = DiagnosticCode("N106", "nothing-to-train")
  public static let targetEncoding = DiagnosticCode("T101", "target-encoding-mismatch")
  public static let metricMismatch = DiagnosticCode("T102", "metric-does-not-fit")
  public static let unknownMonitor = DiagnosticCode("T103", "unknown-monitor")
  public static let unknownClass = DiagnosticCode("T104", "unknown-class")
  public static let conflictingClipping = DiagnosticCode("T105", "conflicting-clipping")
  public static let memoryLimit = DiagnosticCode("T106", "memory-over-limit")
  public static let fromLogitsContradiction = DiagnosticCode("T107", "from-logits-contradiction")
  public static let initializerMismatch = DiagnosticCode("N108", "initializer-does-not-fit")
  public static let scaledClasses = DiagnosticCode("T109", "scaled-classes")
  public static let classWeightTarget = DiagnosticCode("T108", "class-weight-needs-classes")
}
