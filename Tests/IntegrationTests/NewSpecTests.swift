// `lofting new`: every template and every inferred spec is silent under lint and compiles, and says what the table is.

import Diagnostics
import ExecutionPlan
import Files
import Pipeline
import SpecParser
import Testing

private typealias Workplace = PlanFileTrainingTests.TemporaryFolder

extension PlanFileTrainingTests.TemporaryFolder {
  /// Writes a file; its path.
  fileprivate func write(_ name: String, _ text: String) throws -> String {
    try AtomicFile.write(text, to: "\(path)/\(name)")
    return "\(path)/\(name)"
  }
}

/// Rows of a table: what `cell` says of each row's number, the cells separated by commas.
private func csv(_ header: String?, rows: Int, _ cells: (Int) -> String) -> String {
  ((header.map { [$0] } ?? []) + (0..<rows).map(cells)).joined(separator: "\n") + "\n"
}

/// A number that looks drawn, the same each time: from 0 to 99,990, and for each salt another for every row.
private func noise(_ i: Int, _ salt: Int = 0) -> Int { (i * (7919 + 613 * salt) + 31 * salt) % 99_991 }

struct NewSpecTests {
  // MARK: - Templates

  @Test(arguments: SpecTemplate.allCases)
  func `every template is silent under lint and compiles`(template: SpecTemplate) throws {
    let place = try Workplace()
    // The columns that the two templates of tables name.
    _ = try place.write(
      "table.csv",
      csv("size,diagnosis,price", rows: 60) { "\(noise($0)),\($0 % 2 == 0 ? "benign" : "malignant"),\(noise($0, 1))" }
    )
    var text = template.text
    if template == .binary { text = text.replacing("# exclude: [id] ", with: "exclude: [price]") }
    if template == .regression { text = text.replacing("# exclude: [id] ", with: "exclude: [diagnosis]") }
    let path = try place.write("spec.yaml", text)
    // That the files of MNIST are not here is no mistake of the template's.
    #expect(lint(CompileRequest(path: path)).diagnostics.items.filter { $0.code.name != "data-not-found" } == [])
    _ = try compile(CompileRequest(path: path), data: .summary)
  }

  @Test(arguments: SpecTemplate.allCases)
  func `every template begins with the modeline and fits a hundred columns`(template: SpecTemplate) throws {
    let lines = try NewSpec(template.rawValue).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "# yaml-language-server: $schema=.lofting/lofting.schema.json")
    #expect(lines.allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
  }

  // MARK: - Tables

  private struct Table: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var target: String
    var text: String
    /// What the spec has, line by line.
    var has: [String]
    var hasNot: [String] = []
  }

  private static let tables = [
    Table(
      testDescription: "three species", target: "species",
      text: csv("width,height,species", rows: 90) { "\(noise($0)).5,\(noise($0, 1)),\(["a", "b", "c"][$0 % 3])" },
      has: [
        "loss: sparse_categorical_crossentropy", "- dense: 3 ", "validation: {fraction: 0.2, stratify: true}",
        "preprocessing: [normalization]",
      ],
      hasNot: ["missing:", "exclude:", "categorical:", "class_weight", "classes:", "header", "delimiter"]),
    Table(
      testDescription: "a price, with a row number, a constant, words, free text and gaps", target: "price",
      text: csv("id,area,depth,zone,currency,address,price", rows: 200) {
        "\($0 + 1),\($0 % 9 == 0 ? "" : String(noise($0))),\(noise($0, 3)),\($0 % 7 == 0 ? "NA" : ["n", "s"][$0 % 2]),EUR,street \($0)"
          + ",\(noise($0, 2)).25"
      },
      has: [
        "loss: mse", "metrics: [mae]", "- dense: 1 ", "target_preprocessing: [normalization]", "missing: median",
        "- id ", "# numbers the rows", "- currency ", "# the same value in every row", "- address ",
        "# 200 different texts in 200 rows", "- zone ", "test: {fraction: 0.2} ",
      ], hasNot: ["- area", "stratify"]),
    Table(
      testDescription: "a rare class", target: "fraud",
      text: csv("amount,fraud", rows: 400) { "\(noise($0)),\($0 % 20 == 0 ? 1 : 0)" },
      has: ["loss: binary_crossentropy", "- dense: 1 ", "class_weight: balanced"], hasNot: ["classes:"]),
    Table(
      testDescription: "classes from 1", target: "grade",
      text: csv("x,grade", rows: 60) { "\(noise($0)),\($0 % 3 + 1)" },
      has: [#"classes: ["1", "2", "3"]"#, "--task regression", "- dense: 3 "]),
    Table(
      testDescription: "classes of both signs", target: "y",
      text: csv("x,y", rows: 60) { "\(noise($0)),\($0 % 2 * 2 - 1)" },
      has: [#"classes: ["-1", "1"]"#, "loss: binary_crossentropy"]),
    Table(
      testDescription: "no header, semicolons, target by number from the end", target: "-1",
      text: csv(nil, rows: 60) { "\(noise($0)).5;\(["p", "q"][$0 % 2]);\(noise($0, 1)).1" },
      has: ["header: false", #"delimiter: ";""#, "target: 2 ", "loss: mse", "- 1 "]),
    Table(
      testDescription: "twelve rows", target: "kind",
      text: csv("a,b,kind", rows: 12) { "\(noise($0)),\(noise($0, 1)),\($0 % 2 == 0 ? "yes" : "no")" },
      has: ["batch_size: 4", "times: $hidden_layers", "hidden_layers: 1", "# 'yes' has 6 rows: too few to judge by"]),
    Table(
      testDescription: "names that YAML would read otherwise", target: "# no: 1",
      text: csv("\"a: b\",\"- c\",# no: 1,\"2019\"", rows: 40) {
        "\(noise($0)).5,\(noise($0, 1)).5,\($0 % 2 == 0 ? "true" : "null?"),\(["x", "y"][$0 % 2])"
      },
      has: [##"target: "# no: 1""##, #"- "2019""#]),
    Table(
      testDescription: "words alone", target: "b",
      text: csv("a,b", rows: 40) { "\(["x", "y"][$0 % 2]),\(["u", "v"][$0 / 2 % 2])" },
      has: ["categorical:"], hasNot: ["preprocessing"]),
  ]

  @Test(arguments: tables)
  private func `an inferred spec says what the table is, is silent and compiles`(table: Table) throws {
    let place = try Workplace()
    let data = try place.write("data.csv", table.text)
    let output = "\(place.path)/spec.yaml"
    let spec = try NewSpec(data, target: table.target, output: output)
    for text in table.has { #expect(spec.text.contains(text), "\(text) is missing in\n\(spec.text)") }
    for text in table.hasNot { #expect(!spec.text.contains(text), "\(text) is in\n\(spec.text)") }
    try spec.write(to: output, force: false)
    #expect(lint(CompileRequest(path: output)).diagnostics.items == [])
    _ = try compile(CompileRequest(path: output), data: .rows)
  }

  @Test func `paths are relative to the folder of the spec`() throws {
    let place = try Workplace()
    try Folder.make("\(place.path)/data")
    try Folder.make("\(place.path)/specs/deep")
    _ = try place.write("data/t.csv", csv("x,y", rows: 60) { "\(noise($0)),\(noise($0, 1)).5" })
    // The working folder is the process's; a relative way from it leads to the same files.
    let up = String(repeating: "../", count: Folder.absolute(".").split(separator: "/").count)
    let base = up + place.path.dropFirst()
    let output = "\(base)/specs/deep/s.yaml"
    let spec = try NewSpec("\(base)/data/t.csv", target: "y", output: output)
    #expect(spec.text.contains("path: ../../data/t.csv ") || spec.text.contains("path: \"../../data/t.csv\" "))
    try spec.write(to: output, force: false)
    _ = try compile(CompileRequest(path: output), data: .rows)
  }

  @Test func `an inferred spec learns`() throws {
    let place = try Workplace()
    // Above or below a line: what any classifier must find.
    let data = try place.write(
      "t.csv", csv("u,v,side", rows: 300) { "\(noise($0)),\(noise($0, 1)),\(noise($0) > noise($0, 1) ? "up" : "down")" }
    )
    let output = "\(place.path)/s.yaml"
    try NewSpec(data, target: "side", output: output).write(to: output, force: false)
    let request = CompileRequest(path: output, threads: 1)
    let result = try train(
      compile(request, data: .rows), request: request,
      options: TrainingOptions(runPath: "\(place.path)/run", version: "test"), observe: { _ in })
    let accuracy = try #require(result.test?.first { $0.name == "accuracy" }?.value)
    #expect(accuracy > 0.9)
  }

  // MARK: - Files

  @Test func `a file is replaced only by force, and its schema lies beside it`() throws {
    let place = try Workplace()
    let path = "\(place.path)/new/s.yaml"
    try NewSpec("minimal").write(to: path, force: false)
    #expect(Folder.names(in: "\(place.path)/new/.lofting") == ["lofting.schema.json"])
    let failure = #expect(throws: Failure.self) { try NewSpec("sweep").write(to: path, force: false) }
    #expect(failure?.diagnostics.map(\.code.name) == ["spec-exists"])
    try NewSpec("sweep").write(to: path, force: true)
    let text = String(decoding: try FileReader.read(path, limit: 1 << 20), as: UTF8.self)
    #expect(text == SpecTemplate.sweep.text + "\n")
  }

  // MARK: - What cannot be

  @Test func `without a target the columns are listed and one is suggested`() throws {
    let place = try Workplace()
    let data = try place.write("t.csv", csv("id,label,x", rows: 40) { "\($0),\($0 % 2),\(noise($0))" })
    let failure = #expect(throws: Failure.self) { _ = try NewSpec(data) }
    let diagnostic = try #require(failure?.diagnostics.first)
    #expect(diagnostic.help == "name it: --target label")
    #expect(
      diagnostic.notes.map(\.message) == [
        "id: integers from 0 to 39", "label: integers from 0 to 1",
        "x: integers from \((0..<40).map { noise($0) }.min() ?? -1) to \((0..<40).map { noise($0) }.max() ?? -1)",
      ])
  }

  private static let refusals: [(name: String, text: String, target: String, help: String)] = [
    ("a misspelt column", csv("price,x", rows: 20) { "\($0).5,\(noise($0))" }, "prize", "did you mean 'price'?"),
    ("too few rows", "a,b\n1,2\n", "a", "ten rows are the least"),
    (
      "gaps in the target", csv("a,b", rows: 20) { "\(noise($0)),\($0 == 3 ? "" : "5.5")" }, "b",
      "remove these rows: nothing can be learned from them"
    ),
    ("one class", csv("a,b", rows: 20) { "\(noise($0)),yes" }, "b", "name another column, or add rows of other values"),
    (
      "a text in every row", csv("a,b", rows: 20) { "\(noise($0)),text \($0)" }, "b",
      "name a column whose values repeat"
    ),
    (
      "decimal commas", csv("a;b", rows: 20) { "\(noise($0));\($0),5" }, "b",
      "write numbers with a decimal point: 3.5, not 3,5"
    ),
    (
      "texts among numbers", csv("a,b", rows: 20) { "\(noise($0)),\($0 == 3 ? "none" : "\($0).5")" }, "b",
      "correct these cells, or remove their rows"
    ),
  ]

  @Test(arguments: refusals)
  private func `what cannot be predicted is said with a cure`(
    name: String, text: String, target: String, help: String
  ) throws {
    let place = try Workplace()
    let data = try place.write("t.csv", text)
    let failure = #expect(throws: Failure.self) { _ = try NewSpec(data, target: target) }
    #expect(failure?.diagnostics.first?.help == help)
  }

  @Test func `an unknown template gets a suggestion`() {
    let failure = #expect(throws: Failure.self) { _ = try NewSpec("regresion") }
    #expect(failure?.diagnostics.first?.help == "did you mean 'regression'?")
  }

  @Test func `a task may be told`() throws {
    let place = try Workplace()
    let data = try place.write("t.csv", csv("x,rooms", rows: 60) { "\(noise($0)),\($0 % 4)" })
    #expect(try NewSpec(data, target: "rooms").text.contains("sparse_categorical_crossentropy"))
    #expect(try NewSpec(data, target: "rooms", task: .regression).text.contains("loss: mse"))
  }
}
