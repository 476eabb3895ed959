// What the planner's stages made, for `lofting plan --trace`.

/// One stage's result as text, and how long the stage took.
public struct TraceStage: Sendable {
  public var name: String
  public var text: String
  public var microseconds: Double
}

struct Trace {
  /// Texts are made only where somebody wants them.
  private let isOn: Bool
  private(set) var stages: [TraceStage] = []
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  init(isOn: Bool) {
    self.isOn = isOn
    last = clock.now
  }

  /// Records a stage that ends now. The text is made after the time is taken.
  mutating func record(_ name: String, _ text: @autoclosure () -> String) {
    guard isOn else { return }
    let elapsed = last.duration(to: clock.now).components
    let microseconds = Double(elapsed.seconds) * 1e6 + Double(elapsed.attoseconds) / 1e12
    stages.append(TraceStage(name: name, text: text(), microseconds: microseconds))
    last = clock.now
  }
}
