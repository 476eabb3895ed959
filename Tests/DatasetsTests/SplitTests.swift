// Which rows go where.

import Datasets
import Diagnostics
import SpecParser
import Testing

@Suite struct SplitTests {
  /// The published known answers of philox4x32-10 (Random123, kat_vectors).
  @Test(
    arguments: [
      ([UInt32](repeating: 0, count: 6), [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
      ([UInt32](repeating: .max, count: 6), [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]),
      (
        [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344, 0xA409_3822, 0x299F_31D0],
        [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
      ),
    ] as [([UInt32], [UInt32])])
  func `the generator is Philox4x32-10`(input: [UInt32], output: [UInt32]) {
    let words = Philox.draw((input[0], input[1], input[2], input[3]), key: (input[4], input[5]))
    #expect([words.0, words.1, words.2, words.3] == output)
  }

  @Test func `last takes the last rows, test before validation`() throws {
    let data = try load(source("digits"), test: .last(100), validation: .last(200))
    #expect(data.training.rows == Array(0..<1497))
    #expect(data.validation?.rows == Array(1497..<1697))
    #expect(data.test?.rows == Array(1697..<1797))
  }

  @Test(arguments: [false, true])
  func `fractions are disjoint and leave nothing out`(isStratified: Bool) throws {
    let data = try load(
      source("digits"), test: .fraction(0.2, isStratified: isStratified),
      validation: .fraction(0.25, isStratified: isStratified))
    // 1797 * 0.2 = 359.4; (1797 - 359) * 0.25 = 359.5, rounded away from zero
    #expect(data.test?.count == 359)
    #expect(data.validation?.count == 360)
    let rows = data.training.rows + (data.validation?.rows ?? []) + (data.test?.rows ?? [])
    #expect(rows.sorted() == Array(0..<1797))
    for set in [data.training.rows, data.validation?.rows ?? [], data.test?.rows ?? []] { #expect(set == set.sorted()) }
  }

  @Test func `a stratified fraction takes each class's share to within one row`() throws {
    let data = try load(source("digits"), test: .fraction(0.3, isStratified: true))
    let labels = data.classes()
    let test = try #require(data.test)
    #expect(test.count == 539)
    for digit in 0..<10 {
      let all = labels.count { $0 == digit }
      let taken = test.rows.count { labels[Int($0)] == digit }
      #expect(abs(Double(taken) - Double(all) * 539 / 1797) < 1, "class \(digit): \(taken) of \(all)")
    }
  }

  @Test func `shares are rounded by largest remainders`() throws {
    let folder = try TemporaryFolder()
    // 5 of 10 rows of classes with 1, 2 and 7: exact shares 0.5, 1 and 3.5; equal remainders go to the first class.
    let images = try folder.write("x", idx([10, 1], Array(0..<10)))
    let labels = try folder.write("y", idx([10], [2, 2, 2, 1, 0, 2, 2, 1, 2, 2]))
    let data = try load(
      source("idx", ["images": .string(images), "labels": .string(labels)]), test: .fraction(0.5, isStratified: true))
    let classes = data.classes()
    let taken = try #require(data.test).rows.map { classes[Int($0)] }
    #expect((0..<3).map { digit in taken.count { $0 == digit } } == [1, 1, 3])
  }

  @Test func `the same seed draws the same rows, another seed others`() throws {
    func rows(_ seed: Int) throws -> [UInt32]? {
      try load(source("digits"), test: .fraction(0.1, isStratified: false), splitSeed: seed).test?.rows
    }
    #expect(try rows(3) == rows(3))
    #expect(try rows(3) != rows(4))
    #expect(try rows(-1) != rows(1))
  }

  @Test func `a drawn fraction is spread over the rows`() throws {
    let rows = try #require(try load(source("digits"), test: .fraction(0.5, isStratified: false)).test?.rows)
    // 898 of 1797 draws: the lower half has 449 on average, with a deviation of 15.
    let lower = rows.count { $0 < 898 }
    #expect((449 - 75...449 + 75).contains(lower))
  }

  private typealias TooLarge = (test: SplitRule.Rule?, validation: SplitRule.Rule?, limit: Int?, line: Int)
  private static let tooLarge: [TooLarge] = [
    (.last(1797), nil, nil, 5), (.last(5000), nil, nil, 5), (.last(0), nil, nil, 5), (.last(-1), nil, nil, 5),
    (.last(1000), .last(797), nil, 5), (.fraction(0.0001, isStratified: false), nil, nil, 5),
    (.fraction(0.9999, isStratified: false), nil, nil, 5), (nil, nil, 1438, 1), (nil, nil, 0, 1), (nil, nil, -3, 1),
    (nil, .last(1000), 438, 1),
  ]

  @Test(arguments: tooLarge)
  private func `asking for more rows than there are is an error with a place in the spec`(
    test: SplitRule.Rule?, validation: SplitRule.Rule?, limit: Int?, line: Int
  ) {
    let found = diagnostics { _ = try load(source("digits"), test: test, validation: validation, limit: limit) }
    #expect(found.map(\.code) == [.splitTooLarge])
    #expect(found.first?.place == .spec(range(line: line)))
  }

  @Test func `limit keeps the first training rows after the cuts`() throws {
    let data = try load(source("digits"), validation: .last(100), limit: 50)
    #expect(data.training.rows == Array(0..<50))
    #expect(data.validation?.count == 100)
    #expect(data.summary.classCounts.reduce(0, +) == 50)
  }

  @Test func `stratify without classes is an error`() {
    let found = diagnostics { _ = try load(source("digits"), .numbers, test: .fraction(0.2, isStratified: true)) }
    #expect(found.map(\.code) == [.badSource])
  }

  @Test func `a fraction of NaN is an error`() {
    let found = diagnostics { _ = try load(source("digits"), test: .fraction(.nan, isStratified: false)) }
    #expect(found.map(\.code) == [.badSource])
  }

  @Test func `an unknown source is an error that proposes one`() {
    let found = diagnostics { _ = try load(source("mnits")) }
    #expect(found.first?.help == "did you mean 'mnist'?")
  }
}
