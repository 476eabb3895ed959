// Classes, categories and missing values: what is fitted, on which rows.

import Datasets
import Diagnostics
import SpecParser
import Testing

@Suite struct EncodingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(
    _ text: String, _ fields: [String: SpecValue] = [:], _ kind: TargetKind = .classes,
    test: SplitRule.Rule? = nil, validation: SplitRule.Rule? = nil, classes: [String]? = nil
  ) throws -> Dataset {
    let path = try folder.write("data.csv", text)
    return try DatasetsTests.load(
      source("csv", ["path": .string(path), "target": .string("y")].merging(fields) { $1 }), kind, test: test,
      validation: validation, classes: classes)
  }

  @Test func `text labels are encoded in alphabetical order`() throws {
    let data = try load("x,y\n1,pear\n2,apple\n3,fig\n4,apple\n")
    #expect(data.classNames == ["apple", "fig", "pear"])
    #expect(data.classes() == [2, 0, 1, 0])
  }

  @Test func `data classes give the order and may name absent classes`() throws {
    let data = try load("x,y\n1,pear\n2,apple\n", classes: ["pear", "quince", "apple"])
    #expect(data.classNames == ["pear", "quince", "apple"])
    #expect(data.classes() == [0, 2])
  }

  @Test func `integers are class indices`() throws {
    let data = try load("x,y\n1,3\n2,0\n3,1.0\n")
    #expect(data.classNames == ["0", "1", "2", "3"])
    #expect(data.classes() == [3, 0, 1])
  }

  @Test func `data classes name the indices`() throws {
    let data = try load("x,y\n1,1\n2,0\n", classes: ["benign", "malignant"])
    #expect(data.classNames == ["benign", "malignant"])
    #expect(data.classes() == [1, 0])
  }

  @Test func `integers that are named in data classes are names`() throws {
    let data = try load("x,y\n1,1\n2,-1\n", classes: ["-1", "1"])
    #expect(data.classes() == [1, 0])
  }

  private typealias Wrong = (labels: [String], classes: [String]?, row: Int)
  private static let wrong: [Wrong] = [
    (["pear", "appel"], ["apple", "pear"], 3), (["0", "2"], ["a", "b"], 3), (["1", "-1"], nil, 3),
    (["0", "99999999999"], nil, 3), (["a", "b"], ["a", "a"], 0),
  ]

  @Test(arguments: wrong)
  private func `a label that is no class is an error at its cell`(
    labels: [String], classes: [String]?, row: Int
  ) throws {
    let text = "x,y\n" + labels.map { "1,\($0)\n" }.joined()
    let found = diagnostics { _ = try load(text, classes: classes) }
    #expect(found.map(\.code) == [.badLabel])
    let place = row > 0 ? Place.cell(path: folder.path + "/data.csv", row: row, column: 2) : .spec(range(line: 1))
    #expect(found.first?.place == place)
  }

  @Test func `a misspelt label gets a did-you-mean`() throws {
    let found = diagnostics { _ = try load("x,y\n1,malignent\n", classes: ["benign", "malignant"]) }
    #expect(found.first?.help == "did you mean 'malignant'?")
  }

  @Test func `texts for a loss of numbers are an error`() throws {
    let found = diagnostics { _ = try load("x,y\n1,high\n", [:], .numbers) }
    #expect(found.first?.help?.contains("cross-entropy") == true)
  }

  @Test func `categories become one-hot in alphabetical order`() throws {
    let data = try load("c,x,y\nred,1,0\nblue,2,1\nred,3,0\n", ["categorical": names("c")])
    #expect(data.featureNames == ["c=blue", "c=red", "x"])
    #expect(data.inputs() == [[0, 1, 1], [1, 0, 2], [0, 1, 3]])
  }

  @Test func `categories that training rows don't have are all zeros`() throws {
    let data = try load("c,y\nred,0\nblue,1\ngreen,0\n", ["categorical": names("c")], test: .last(1))
    #expect(data.featureNames == ["c=blue", "c=red"])
    #expect(data.inputs() == [[0, 1], [1, 0], [0, 0]])
  }

  @Test func `a missing category is all zeros where missing is allowed`() throws {
    let text = "c,x,y\nred,1,0\n,2,1\n"
    let data = try load(text, ["categorical": names("c"), "missing": .string("mean")])
    #expect(data.inputs() == [[1, 1], [0, 2]])
    #expect(diagnostics { _ = try load(text, ["categorical": names("c")]) }.map(\.code) == [.badCell])
  }

  private typealias Fill = (policy: String, value: Float)
  private static let fills: [Fill] = [("mean", 3.75), ("median", 2.5), ("zero", 0)]

  @Test(arguments: fills)
  private func `what stands in for missing cells is fitted on training rows`(policy: String, value: Float) throws {
    // Training: 1, 2, 3, 9 and a gap; the test row of 1000 must not count.
    let text = "x,y\n1,0\n2,1\n,0\n3,1\n9,0\n1000,1\n,0\n"
    let data = try load(text, ["missing": .string(policy)], test: .last(2))
    #expect(data.inputs() == [[1], [2], [value], [3], [9], [1000], [value]])
  }

  @Test func `a column without values to fit is an error`() throws {
    let found = diagnostics { _ = try load("x,z,y\n,1,0\n,2,1\n7,3,0\n", ["missing": .string("mean")], test: .last(1)) }
    #expect(found.map(\.code) == [.badCell])
    #expect(found.first?.message.contains("'x'") == true)
  }

  @Test func `a test file inherits the fields it does not state`() throws {
    let test = try folder.write("test.csv", "y;c;x\nno;blue;\nyes;green;8\n")
    let path = try folder.write("train.csv", "x;c;y\n1;red;yes\n3;blue;no\n")
    let fields: [String: SpecValue] = [
      "path": .string(path), "target": .string("y"), "delimiter": .string(";"), "categorical": names("c"),
      "missing": .string("mean"),
    ]
    let data = try DatasetsTests.load(
      source("csv", fields), test: .source(source("csv", ["path": .string(test)])))
    #expect(data.test == RowSet(table: 1, rows: [0, 1]))
    #expect(data.training == RowSet(table: 0, rows: [0, 1]))
    #expect(data.featureNames == ["x", "c=blue", "c=red"])
    #expect(data.inputs(table: 1) == [[2, 1, 0], [8, 0, 0]])
    #expect(data.classes(table: 1) == [0, 1])
  }

  @Test func `a test file without the training columns is an error`() throws {
    let test = try folder.write("test.csv", "z,y\n1,0\n")
    let found = diagnostics {
      _ = try load("x,y\n1,0\n", test: .source(source("csv", ["path": .string(test)])))
    }
    #expect(found.map(\.code) == [.dataMismatch])
    #expect(found.first?.message.contains("'x'") == true)
  }

  @Test func `a test file with a class that training data has not is an error at its cell`() throws {
    let test = try folder.write("test.csv", "x,y\n1,a\n2,c\n")
    let found = diagnostics {
      _ = try load("x,y\n1,a\n2,b\n", test: .source(source("csv", ["path": .string(test)])))
    }
    #expect(found.map(\.place) == [.cell(path: test, row: 3, column: 2)])
  }

  @Test func `test data of another shape is an error`() throws {
    let images = try folder.write("images", idx([1, 2, 2], [1, 2, 3, 4]))
    let labels = try folder.write("labels", idx([1], [0]))
    let found = diagnostics {
      _ = try DatasetsTests.load(
        source("digits"), test: .source(source("idx", ["images": .string(images), "labels": .string(labels)])))
    }
    #expect(found.map(\.code) == [.dataMismatch])
    #expect(found.first?.place == .path(images))
  }

  @Test(arguments: [1000, 1001])
  func `a column with a text of its own in every row is an error and no square of the rows`(count: Int) throws {
    let text = "id,y\n" + (0..<count).map { "row\($0),\($0 % 2)\n" }.joined()
    let found = diagnostics { _ = try load(text, ["categorical": names("id")]) }
    #expect(found.map(\.code) == (count > 1000 ? [.dataTooLarge] : []))
    guard let error = found.first else { return }
    #expect(error.message.contains("'id' has 1001 distinct values"))
    #expect(error.place == .cell(path: folder.path + "/data.csv", row: 1, column: 1))
  }
}
