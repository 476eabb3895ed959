// Statistics over training rows against their definition.

import Datasets
import SpecParser
import Testing

@Suite struct StatisticsTests {
  private typealias Expected = (mean: Double, variance: Double)

  /// The definition of mean and population variance.
  private static func direct(_ values: [Double]) -> Expected {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
  }

  private static func isClose(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-10 * max(1, abs(right))
  }

  @Test func `bytes, per feature, over training rows only`() throws {
    let data = try load(source("digits"), validation: .fraction(0.3, isStratified: true))
    let inputs = data.inputs()
    let rows = data.training.rows.map { inputs[Int($0)] }
    let statistics = data.statistics(perFeature: true)
    #expect(statistics.mean.count == 64)
    for feature in 0..<64 {
      let expected = Self.direct(rows.map { Double($0[feature]) })
      #expect(Self.isClose(statistics.mean[feature], expected.mean))
      #expect(Self.isClose(statistics.variance[feature], expected.variance))
    }
  }

  @Test func `bytes, over all elements`() throws {
    let data = try load(source("digits"))
    let inputs = data.inputs()
    let expected = Self.direct(data.training.rows.flatMap { inputs[Int($0)].map(Double.init) })
    let statistics = data.statistics(perFeature: false)
    #expect(statistics.mean.count == 1)
    #expect(Self.isClose(statistics.mean[0], expected.mean))
    #expect(Self.isClose(statistics.variance[0], expected.variance))
  }

  @Test func `floats keep their variance far from zero`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.csv", "a,b,y\n1000000,1,7\n1000001,2,8\n1000002,4,9\n5,5,1000\n")
    let data = try load(source("csv", ["path": .string(path), "target": .string("y")]), .numbers, test: .last(1))
    let each = data.statistics(perFeature: true)
    #expect(each.mean == [1_000_001, 7.0 / 3])
    #expect(Self.isClose(each.variance[0], 2.0 / 3))
    #expect(Self.isClose(each.variance[1], 14.0 / 9))
    let all = data.statistics(perFeature: false)
    let expected = Self.direct([1_000_000, 1, 1_000_001, 2, 1_000_002, 4])
    #expect(Self.isClose(all.mean[0], expected.mean))
    #expect(Self.isClose(all.variance[0] / expected.variance, 1))
  }

  @Test func `targets have statistics where they are numbers`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.csv", "a,y\n1,1\n2,2\n3,6\n4,100\n")
    let csv = source("csv", ["path": .string(path), "target": .string("y")])
    let statistics = try #require(try load(csv, .numbers, test: .last(1)).targetStatistics())
    #expect(statistics.mean == [3])
    #expect(Self.isClose(statistics.variance[0], 14.0 / 3))
    #expect(try load(csv, .classes).targetStatistics() == nil)
  }

  @Test func `the input range is that of the training rows`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.csv", "a,b,y\n-1,2,0\n3,4.5,0\n99,-99,0\n")
    let data = try load(source("csv", ["path": .string(path), "target": .string("y")]), .numbers, test: .last(1))
    #expect(data.inputRange == -1...4.5)
  }
}
