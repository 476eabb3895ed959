// The codes of everything that can go wrong while a plan is bound, trained, evaluated, or its weights are read or written.

import Diagnostics

extension DiagnosticCode {
  public static let nonFiniteLoss = DiagnosticCode("R101", "non-finite-loss")
  public static let outOfMemory = DiagnosticCode("R102", "out-of-memory")
  public static let threadFailure = DiagnosticCode("R103", "thread-failure")
  public static let rowOutOfRange = DiagnosticCode("R104", "row-out-of-range")
  public static let planMismatch = DiagnosticCode("R105", "plan-mismatch")
  public static let monitorMissing = DiagnosticCode("R106", "monitor-missing")
  public static let dataMismatch = DiagnosticCode("R107", "rows-mismatch")
  public static let instructionSet = DiagnosticCode("R108", "instruction-set")
  public static let weightsMalformed = DiagnosticCode("R112", "weights-malformed")
  public static let weightMissing = DiagnosticCode("R113", "weight-missing")
  public static let weightUnexpected = DiagnosticCode("R114", "weight-unexpected")
  public static let weightShape = DiagnosticCode("R115", "weight-shape")
  public static let weightType = DiagnosticCode("R116", "weight-type")
  public static let skippedLayerUnknown = DiagnosticCode("R117", "skipped-layer-unknown")
  public static let planCheckFailed = DiagnosticCode("R130", "plan-check-failed")
}
