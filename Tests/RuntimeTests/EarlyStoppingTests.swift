// Early stopping against what Keras 3 did with the same figures.

import ExecutionPlan
import LoftingRuntime
import Testing

@Test func earlyStoppingDoesWhatKerasDoes() {
  #expect(kerasEarlyStoppingCases.count == 160)
  for example in kerasEarlyStoppingCases {
    var monitor = EarlyStoppingMonitor(example.settings)
    var epochs = 0
    var isStopped = false
    for (epoch, value) in example.values.enumerated() where !isStopped {
      isStopped = monitor.observe(epoch: epoch, value: value) == .stop
      epochs += 1
    }
    let restored = example.settings.restoresBestWeights ? monitor.bestEpoch : nil
    #expect(epochs == example.epochs, "\(example)")
    #expect(isStopped == example.stopped, "\(example)")
    #expect(restored ?? epochs - 1 == example.weights, "\(example)")
  }
}

@Test func theBestWeightsAreThoseOfTheLastImprovement() {
  var monitor = EarlyStoppingMonitor(
    EarlyStopping(
      monitor: "loss", mode: .minimize, minimumDelta: 0, patience: 5, baseline: nil, restoresBestWeights: true,
      startFromEpoch: 0))
  let decisions = [3.0, 2, 2, 2.5, 1].enumerated().map { monitor.observe(epoch: $0.offset, value: $0.element) }
  #expect(decisions == [.improved, .improved, .goOn, .goOn, .improved])
}
