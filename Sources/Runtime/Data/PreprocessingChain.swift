// A chain of preprocessing as one affine map a feature, y = (x - center) * scale + offset, composed in double.

import ExecutionPlan
import Glibc

/// Mean and population variance of every feature of the inputs as stored, over training rows.
public struct InputStatistics: Sendable, Hashable {
  /// [features]
  public var mean: [Double]
  /// [features]
  public var variance: [Double]

  public init(mean: [Double], variance: [Double]) {
    self.mean = mean
    self.variance = variance
  }
}

/// One feature's map.
public struct FeatureAffine: Sendable, Equatable {
  public var center = 0.0
  public var scale = 1.0
  public var offset = 0.0

  func part(_ part: ConstantLayout.AffinePart) -> Double {
    switch part {
    case .center: center
    case .scale: scale
    case .offset: offset
    }
  }
}

public enum PreprocessingChain {
  /// The deviation below which a feature counts as constant; Keras's Normalization divides by at least its epsilon.
  private static let smallestDeviation = 1e-7

  /// The maps of all features.
  /// - Parameter statistics: of the raw inputs over training rows; without them normalization leaves values as they are.
  public static func compose(
    _ chain: [Preprocessing], features: Int, statistics: InputStatistics?
  ) -> [FeatureAffine] {
    var maps = [FeatureAffine](repeating: FeatureAffine(), count: features)
    for element in chain {
      switch element {
      case .rescaling(let scale, let offset):
        for index in maps.indices {
          maps[index].scale *= scale
          maps[index].offset = maps[index].offset * scale + offset
        }
      case .normalization(let isPerFeature):
        guard let statistics, statistics.mean.count == features, statistics.variance.count == features else { continue }
        normalize(&maps, statistics, isPerFeature: isPerFeature)
      }
    }
    return maps
  }

  /// Appends (x - mean) / max(deviation, 1e-7), with the statistics carried through the chain so far. Per feature the
  /// raw mean becomes the center, so that a feature far from zero loses no digits in fp32.
  private static func normalize(
    _ maps: inout [FeatureAffine], _ statistics: InputStatistics, isPerFeature: Bool
  ) {
    // Mean and variance of each feature as it leaves the chain so far.
    let means = maps.indices.map { (statistics.mean[$0] - maps[$0].center) * maps[$0].scale + maps[$0].offset }
    let variances = maps.indices.map { statistics.variance[$0] * maps[$0].scale * maps[$0].scale }
    if isPerFeature {
      for index in maps.indices {
        let deviation = max(sqrt(variances[index]), smallestDeviation)
        maps[index] = FeatureAffine(center: statistics.mean[index], scale: maps[index].scale / deviation, offset: 0)
      }
      return
    }
    // Over all elements: the variance within features and that between their means.
    let count = Double(max(maps.count, 1))
    let mean = means.reduce(0, +) / count
    let variance = zip(means, variances).reduce(0) { $0 + $1.1 + ($1.0 - mean) * ($1.0 - mean) } / count
    let deviation = max(sqrt(variance), smallestDeviation)
    for index in maps.indices {
      maps[index].scale /= deviation
      maps[index].offset = (maps[index].offset - mean) / deviation
    }
  }
}
