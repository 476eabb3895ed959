// Rows that are in training and elsewhere, against counts by hand.

import Datasets
import Diagnostics
import Glibc
import SpecParser
import Testing

@Suite struct DuplicateTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ name: String, _ rows: String...) throws -> KindValue {
    csv(try folder.write(name, (["a,b,y"] + rows).joined(separator: "\n") + "\n"))
  }

  /// Images and labels of one byte.
  private func bytes(_ name: String, _ rows: [[UInt8]]) throws -> KindValue {
    let images = try folder.write("\(name)-images", idx([rows.count, rows[0].count], rows.flatMap { $0 }))
    let labels = try folder.write("\(name)-labels", idx([rows.count], rows.map { _ in 0 }))
    return source("idx", ["images": .string(images), "labels": .string(labels)])
  }

  @Test func `rows with the same inputs, and those with the same target too`() throws {
    let training = try table("training.csv", "1,2,u", "3,4,v", "1,2,v")
    let test = try table("test.csv", "5,6,u", "3,4,u", "1,2,u", "1,2,v", "3,4,u", "2,1,u")
    let found = try facts(of: section(training, test: .source(test))).test?.duplicates
    // 3,4 twice with another target; 1,2 with either.
    #expect(found?.sameInputs == 4)
    #expect(found?.sameInputsAndTarget == 2)
    #expect(found?.first == DuplicateFacts.Pair(trainingRow: 1, heldOutRow: 1))
  }

  @Test func `number targets are compared too`() throws {
    let training = try table("training.csv", "1,2,0.5", "3,4,7")
    let validation = try table("validation.csv", "1,2,0.25", "3,4,7")
    let found = try facts(of: section(training, validation: .source(validation)), .numbers).validation?.duplicates
    #expect(found?.sameInputs == 2)
    #expect(found?.sameInputsAndTarget == 1)
  }

  @Test func `rows that were cut off are compared with those that stay`() throws {
    let source = try table("all.csv", "1,1,u", "2,2,u", "3,3,u", "2,2,u", "1,1,u")
    let found = try facts(of: section(source, test: .last(1), validation: .last(1)))
    #expect(found.validation?.duplicates.first == DuplicateFacts.Pair(trainingRow: 1, heldOutRow: 3))
    #expect(found.test?.duplicates.first == DuplicateFacts.Pair(trainingRow: 0, heldOutRow: 4))
  }

  @Test func `no duplicates, no pair`() throws {
    let source = try table("all.csv", "1,1,u", "2,2,u", "3,3,u")
    let found = try facts(of: section(source, test: .last(1))).test?.duplicates
    #expect(found == DuplicateFacts(sameInputs: 0, sameInputsAndTarget: 0, first: nil))
  }

  @Test(arguments: 1...40)
  func `rows of any width that differ in any one byte are different`(width: Int) throws {
    let row = (0..<width).map { UInt8(10 + $0) }
    let others = (0..<width).map { at in row.indices.map { $0 == at ? row[$0] + 1 : row[$0] } }
    let training = try bytes("training", [row])
    let test = try bytes("test", others + [row])
    let found = try facts(of: section(training, test: .source(test))).test?.duplicates
    #expect(found?.sameInputs == 1)
    #expect(found?.first == DuplicateFacts.Pair(trainingRow: 0, heldOutRow: width))
  }

  @Test func `rows whose hashes collide are told apart by their bytes`() throws {
    // With keys of zero a word of zeros wipes out what stands beside it in the product.
    let hash = RowHash(keys: .init(repeating: 0))
    let zeros = [UInt8](repeating: 0, count: 8)
    let rows = (0..<20).map { (value: UInt8) in
      let word = [UInt8](repeating: value, count: 8)
      return zeros + word + zeros + word
    }
    let data = try load(try bytes("training", rows), test: .source(try bytes("test", rows.reversed())))
    let hashes = rows.indices.map { hash.hash(data.tables[0].inputs, $0 * 32..<$0 * 32 + 32) }
    #expect(Set(hashes).count == 1)
    let found = dataFacts(of: data, hash: hash).test?.duplicates
    #expect(
      found == DuplicateFacts(sameInputs: 20, sameInputsAndTarget: 20, first: .init(trainingRow: 19, heldOutRow: 0)))
    #expect(found == dataFacts(of: data).test?.duplicates)
  }

  @Test func `very many equal rows take no time of their own`() throws {
    let rows = [[UInt8]](repeating: [1, 2, 3], count: 20_000)
    let found = try facts(of: section(try bytes("training", rows), test: .source(try bytes("test", rows))))
    #expect(found.test?.duplicates.sameInputsAndTarget == 20_000)
  }

  @Test func `a test set from the training file is told`() throws {
    let source = try table("all.csv", "1,1,u", "2,2,u")
    let found = try facts(of: section(source, test: .source(source)))
    #expect(found.test?.sharedFile?.hasSuffix("/all.csv") == true)
    #expect(found.test?.duplicates.sameInputsAndTarget == 2)
  }

  @Test func `a link to the training file is the training file`() throws {
    let source = try table("all.csv", "1,1,u", "2,2,u")
    let link = folder.path + "/link.csv"
    #expect(unsafe symlink(folder.path + "/all.csv", link) == 0)
    let found = try facts(of: section(source, validation: .source(csv(link))))
    #expect(found.validation?.sharedFile?.hasSuffix("/all.csv") == true)
  }

  @Test func `other files, and rows that were cut off, share no file`() throws {
    let source = try table("all.csv", "1,1,u", "2,2,u", "3,3,u")
    let other = try table("other.csv", "1,1,u", "2,2,u", "3,3,u")
    let found = try facts(of: section(source, test: .source(other), validation: .last(1)))
    #expect(found.test?.sharedFile == nil)
    #expect(found.validation?.sharedFile == nil)
  }

  @Test func `the embedded digits can be their own test set`() throws {
    let found = try facts(of: section(source("digits"), test: .source(source("digits"))))
    #expect(found.test?.sharedFile?.hasSuffix("digits") == true)
  }
}
