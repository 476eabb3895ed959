// What early_stopping may monitor, and which way is better.

import Diagnostics
import ExecutionPlan
import Planner
import SpecParser
import Testing

private let measures = [
  Measure(name: "loss", index: 0, unit: .plain, isMaximized: false, isRoot: false),
  Measure(name: "acc", index: 1, unit: .plain, isMaximized: true, isRoot: false),
]

/// The callback and what was reported.
private func earlyStopping(
  _ fields: [String: SpecValue], hasValidation: Bool = true
) throws -> (stopping: EarlyStopping?, items: [Diagnostic]) {
  let type = try #require(callbackTypes.first { $0.declaration.name == "early_stopping" })
  var diagnostics = DiagnosticList()
  let callback = type.callback(
    makeKind(.callback, "early_stopping", fields), measures: measures, hasValidation: hasValidation,
    diagnostics: &diagnostics)
  guard case .earlyStopping(let stopping) = callback else { return (nil, diagnostics.items) }
  return (stopping, diagnostics.items)
}

@Suite struct EarlyStoppingTests {
  @Test(arguments: [
    ("val_loss", "auto", EarlyStopping.Mode.minimize), ("val_acc", "auto", .maximize), ("acc", "auto", .maximize),
    ("acc", "min", .minimize), ("loss", "max", .maximize),
  ])
  func modeFollowsTheFigureUnlessWritten(_ monitor: String, _ mode: String, _ expected: EarlyStopping.Mode) throws {
    let (stopping, items) = try earlyStopping(["monitor": .string(monitor), "mode": .string(mode)])
    #expect(stopping?.monitor == monitor)
    #expect(stopping?.mode == expected)
    #expect(items.isEmpty)
  }

  @Test func defaultsAreThoseOfKeras() throws {
    let expected = EarlyStopping(
      monitor: "val_loss", mode: .minimize, minimumDelta: 0, patience: 0, baseline: nil, restoresBestWeights: false,
      startFromEpoch: 0)
    #expect(try earlyStopping([:]).stopping == expected)
  }

  @Test(arguments: [
    ("val_los", true, "did you mean 'val_loss'?"),
    ("val_loss", false, "give one with 'validation: {fraction: 0.2}' under 'data', or write 'monitor: loss'"),
    ("test_loss", true, "figures: loss, acc, val_loss, val_acc"),
    ("nonsense", false, "figures: loss, acc"),
  ])
  func unknownFiguresAreReportedWithTheKnownOnes(_ monitor: String, _ hasValidation: Bool, _ help: String) throws {
    let (stopping, items) = try earlyStopping(["monitor": .string(monitor)], hasValidation: hasValidation)
    #expect(stopping == nil)
    #expect(items.map(\.code.id) == ["T103"])
    #expect(items.first?.help == help)
    #expect(items.first?.place == .spec(range(line: 6)))
  }
}
