// `target_preprocessing: [normalization]`: regression targets with mean 0 and deviation 1 over the training rows.

import Diagnostics
import ExecutionPlan

/// How targets were scaled: t' = (t - mean) / deviation.
public struct TargetScale: Sendable, Hashable {
  public var mean: Double
  public var deviation: Double

  public init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }
}

extension Dataset {
  /// Mean and deviation over all numbers of the training rows' targets; nil for classes. A constant target keeps its
  /// scale.
  public var targetScale: TargetScale? {
    guard let statistics = targetStatistics(), !statistics.mean.isEmpty else { return nil }
    let width = Double(statistics.mean.count)
    let mean = statistics.mean.reduce(0, +) / width
    let variance =
      zip(statistics.mean, statistics.variance).reduce(0) { $0 + $1.1 + ($1.0 - mean) * ($1.0 - mean) } / width
    let deviation = variance.squareRoot()
    return TargetScale(mean: mean, deviation: deviation > 0 ? deviation : 1)
  }

  /// The same data with scaled targets in every table.
  public func scalingTargets(_ scale: TargetScale) throws(Failure) -> Dataset {
    var scaled: [Table] = []
    for table in tables { scaled.append(try table.scalingTargets(scale)) }
    return Dataset(
      inputShape: inputShape, elementType: elementType, target: target, featureNames: featureNames, tables: scaled,
      training: training, validation: validation, test: test)
  }
}

extension Table {
  fileprivate func scalingTargets(_ scale: TargetScale) throws(Failure) -> Table {
    guard case .numbers(let memory, let width) = targets else { return self }
    var buffer = try DataBuffer(byteCount: memory.byteCount, at: .none)
    memory.withElements(of: Float.self) { source in
      buffer.withElements(of: Float.self) { target in
        for i in source.indices { target[i] = Float((Double(source[i]) - scale.mean) / scale.deviation) }
      }
    }
    return Table(path: path, rowCount: rowCount, inputs: inputs, targets: .numbers(buffer.freeze(), width: width))
  }
}
