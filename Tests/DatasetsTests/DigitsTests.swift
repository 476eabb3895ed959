// The embedded digits against the figures of scikit-learn's file.

import Datasets
import ExecutionPlan
import Testing

@Suite struct DigitsTests {
  /// SHA-256 of the inflated sklearn/datasets/data/digits.csv.gz.
  private static let csvSum = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"

  @Test func `written as CSV they are scikit-learn's file byte for byte`() throws {
    let digits = try load(source("digits"))
    let lines = zip(digits.inputs(), digits.classes()).map { pixels, label in
      (pixels.map { Int32($0) } + [label]).map(String.init).joined(separator: ",") + "\n"
    }
    #expect(SHA256.hexadecimal(SHA256.hash(Array(lines.joined().utf8).span)) == Self.csvSum)
  }

  @Test func `they have scikit-learn's counts of classes and 8 x 8 bytes a row`() throws {
    let digits = try load(source("digits"))
    // numpy.bincount(load_digits().target)
    let counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    #expect((0..<10).map { digit in digits.classes().count { $0 == digit } } == counts)
    #expect(digits.inputShape == [8, 8])
    #expect(digits.elementType == .uint8)
    #expect(digits.inputRange == 0...16)
  }

  @Test func `the last 360 are the test set`() throws {
    let digits = try load(source("digits"))
    #expect(digits.training.rows == Array(0..<1437))
    #expect(digits.test?.rows == Array(1437..<1797))
    #expect(digits.validation == nil)
  }

  @Test func `a written test replaces the built-in one`() throws {
    let digits = try load(source("digits"), test: .last(97))
    #expect(digits.test?.rows == Array(1700..<1797))
    #expect(digits.training.count == 1700)
  }

  @Test func `for a loss of numbers the labels are numbers`() throws {
    let digits = try load(source("digits"), .numbers)
    #expect(digits.target == .numbers(width: 1))
    #expect(Array(digits.numbers().prefix(4)) == [0, 1, 2, 3])
  }

  @Test func `the summary says what was loaded`() throws {
    let summary = try load(source("digits"), validation: .last(237)).summary
    #expect(summary.trainingRows == 1200)
    #expect(summary.validationRows == 237)
    #expect(summary.testRows == 360)
    #expect(summary.classCounts.reduce(0, +) == 1200)
    #expect(summary.target == .classes((0..<10).map(String.init)))
  }
}
