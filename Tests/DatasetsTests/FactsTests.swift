// Facts of small files against figures worked out by hand.

import Datasets
import Diagnostics
import SpecParser
import Testing

@Suite struct FactsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func idxSource(_ shape: [Int], _ elements: [UInt8], labels: [UInt8]) throws -> KindValue {
    let images = try folder.write("images", idx(shape, elements))
    let labels = try folder.write("labels", idx([labels.count], labels))
    return source("idx", ["images": .string(images), "labels": .string(labels)])
  }

  private func table(_ text: String) throws -> KindValue { csv(try folder.write("table.csv", text)) }

  @Test func `bytes have the figures of their training rows`() throws {
    let images: [UInt8] = [
      0, 10, 5, 255,
      0, 20, 5, 1,
      0, 30, 5, 2,
      0, 40, 5, 2,
      9, 90, 9, 9,
    ]
    let facts = try facts(of: section(idxSource([5, 2, 2], images, labels: [0, 0, 1, 1, 0]), test: .last(1)))
    let features = facts.inputs.features
    #expect(features.minimum == [0, 10, 5, 1])
    #expect(features.maximum == [0, 40, 5, 255])
    #expect(features.mean == [0, 25, 5, 65])
    // (15² + 5² + 5² + 15²) / 4 and (190² + 64² + 63² + 63²) / 4
    #expect(features.variance == [0, 125, 0, 12033.5])
    #expect(facts.inputs.minimum == 0)
    #expect(facts.inputs.maximum == 255)
    #expect(facts.inputs.constantFeatures == [0, 2])
    #expect(facts.inputs.areIntegers)
    #expect(facts.summary.inputShape == [2, 2])
  }

  @Test func `sums of many large bytes do not overflow`() throws {
    // Rows of 0 and rows of 255 in turn, but for the last feature, which is always 255.
    let (rows, width) = (1001, 37)
    let elements = (0..<rows * width).map { i in
      i % width == width - 1 || i / width % 2 == 1 ? UInt8.max : 0
    }
    let labels = [UInt8](repeating: 0, count: rows)
    let features = try facts(of: section(idxSource([rows, width], elements, labels: labels), test: .last(1)))
      .inputs.features
    #expect(features.mean == [Double](repeating: 127.5, count: width - 1) + [255])
    #expect(features.variance == [Double](repeating: 127.5 * 127.5, count: width - 1) + [0])
  }

  @Test func `floats have the figures of their training rows`() throws {
    let source = try table("a,b,y\n-1.5,1000000,x\n0.5,1000001,x\n4,1000002,z\n99,-5,z\n")
    let facts = try facts(of: section(source, test: .last(1)))
    let features = facts.inputs.features
    #expect(features.minimum == [-1.5, 1_000_000])
    #expect(features.maximum == [4, 1_000_002])
    #expect(features.mean == [1, 1_000_001])
    // (2.5² + 0.5² + 3²) / 3 and (1 + 0 + 1) / 3
    #expect(abs(features.variance[0] - 15.5 / 3) < 1e-12)
    #expect(abs(features.variance[1] - 2.0 / 3) < 1e-12)
    #expect(facts.inputs.constantFeatures.isEmpty)
    #expect(!facts.inputs.areIntegers)
  }

  @Test func `floats may all be integers`() throws {
    let facts = try facts(of: section(table("a,b,y\n-1,7,0\n-2147483649,7,1\n0.5,7,1\n"), test: .last(1)))
    #expect(facts.inputs.areIntegers)
    #expect(facts.inputs.constantFeatures == [1])
  }

  @Test func `each split has its rows and classes`() throws {
    let source = try table("a,y\n1,c\n2,a\n3,b\n4,a\n5,a\n6,b\n7,c\n")
    let facts = try facts(of: section(source, test: .last(1), validation: .last(2)))
    #expect(facts.summary.trainingRows == 4)
    #expect(facts.summary.classCounts == [2, 1, 1])
    #expect(facts.validation?.rowCount == 2)
    #expect(facts.validation?.classCounts == [1, 1, 0])
    #expect(facts.test?.rowCount == 1)
    #expect(facts.test?.classCounts == [0, 0, 1])
  }

  @Test func `without held-out rows there are no facts of them`() throws {
    let facts = try facts(of: section(table("a,y\n1,c\n2,a\n")))
    #expect(facts.validation == nil)
    #expect(facts.test == nil)
  }

  @Test func `rows beyond the limit don't count`() throws {
    let facts = try facts(of: section(table("a,y\n1,c\n2,c\n300,a\n"), limit: 2))
    #expect(facts.inputs.maximum == 2)
    #expect(facts.targets.changes == 0)
  }

  private typealias Order = (classes: String, changes: Int, longestRun: Int, areSorted: Bool)
  private static let orders: [Order] = [
    ("aabbbc", 2, 3, true), ("ccba", 2, 2, true), ("abab", 3, 1, false), ("aaab", 1, 3, true), ("aaaa", 0, 4, false),
    ("abba", 2, 2, false), ("a", 0, 1, false),
  ]

  @Test(arguments: orders)
  private func `the order of the classes`(classes: String, changes: Int, longestRun: Int, areSorted: Bool) throws {
    let rows = classes.enumerated().map { "\($0),\($1)" }.joined(separator: "\n")
    let targets = try facts(of: section(table("a,y\n\(rows)\n"))).targets
    #expect(targets == TargetFacts(changes: changes, longestRun: longestRun, areSorted: areSorted, numbers: nil))
  }

  @Test func `number targets have figures and an order`() throws {
    let targets = try facts(of: section(table("a,y\n1,-2\n2,0\n3,0\n4,8\n5,1\n"), test: .last(1)), .numbers).targets
    #expect(targets.numbers?.minimum == [-2])
    #expect(targets.numbers?.maximum == [8])
    #expect(targets.numbers?.mean == [1.5])
    // (3.5² + 1.5² + 1.5² + 6.5²) / 4
    #expect(targets.numbers?.variance == [14.75])
    #expect(targets.changes == 2)
    #expect(targets.longestRun == 2)
    #expect(targets.areSorted)
  }

  @Test func `each output of several has its figures`() throws {
    let inputs = try folder.write("x.npy", npy("|u1", "(3, 1)", [1, 2, 3]))
    let targets = try folder.write("y.npy", npy("<f4", "(3, 2)", floatBytes([1, 5, 1, 6, 4, 7])))
    let found = try facts(
      of: section(source("npy", ["inputs": .string(inputs), "targets": .string(targets)])), .numbers
    ).targets
    #expect(found.numbers?.minimum == [1, 5])
    #expect(found.numbers?.mean == [2, 6])
    #expect(found.numbers?.variance == [2, 2.0 / 3])
    #expect(found.changes == 2)
    #expect(found.longestRun == 1)
    #expect(!found.areSorted)
  }

  @Test func `the summary is the data set's`() throws {
    let source = try table("a,b,y\n1,2,c\n2,3,a\n3,4,a\n")
    let data = try load(source, validation: .last(1))
    #expect(try facts(of: section(source, validation: .last(1))).summary == data.summary)
  }

  @Test func `facts of a file too large to be read in place are those of its rows`() throws {
    var elements = [UInt8](repeating: 3, count: 9_000_000)
    elements[8999 * 1000 + 500] = 255
    let source = try idxSource([9000, 1000], elements, labels: [UInt8](repeating: 1, count: 9000))
    let found = try facts(of: section(source))
    #expect(found.inputs.features.maximum[500] == 255)
    #expect(found.inputs.features.mean[500] == 3.028)
    #expect(found.inputs.constantFeatures == (0..<1000).filter { $0 != 500 })
  }
}
