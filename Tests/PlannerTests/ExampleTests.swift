// Every example of the catalog, put in its place in a spec and read by the parser: what the reference shows must work.

import Diagnostics
import ExecutionPlan
import Planner
import SpecParser
import Testing

private let catalog = makeCatalog(
  sources: KindFamily(
    .source, title: "Sources", "",
    kinds: [KindDeclaration("digits", "", source: "", example: "source: digits")]))

/// A spec in which the example stands where its family stands.
private func document(_ family: FamilyName, _ example: String) -> String {
  var layer = "- dense: 10"
  var (training, preprocessing) = (["optimizer: sgd", "loss: sparse_categorical_crossentropy"], "- rescaling: 1")
  var callback = "- early_stopping: loss"
  switch family {
  case .preprocessing: preprocessing = example
  case .optimizer: training[0] = example
  case .loss: training[1] = example
  case .metric: training.append(example)
  case .callback: callback = example
  default: layer = example
  }
  return """
    data:
      source: digits
      preprocessing:
        \(preprocessing)
    model:
      layers:
        \(layer)
    training:
      \(training.joined(separator: "\n  "))
      epochs: 1
      batch_size: 32
      callbacks:
        \(callback)
    """
}

@Suite struct ExampleTests {
  @Test(arguments: catalog.families.filter { $0.name != .source }.map(\.name))
  func everyExampleIsAValidPartOfASpec(_ family: FamilyName) {
    for kind in catalog[family].kinds {
      var diagnostics = DiagnosticList()
      let text = document(family, kind.example)
      let read = SpecReader.read(
        bytes: Array(text.utf8), path: "example.yaml", catalog: catalog, diagnostics: &diagnostics)
      #expect(read.spec != nil && !diagnostics.hasErrors, "\(kind.name): \(diagnostics.items.map(\.message))")
    }
  }

  @Test(arguments: [("null", false), ("-1", true)])
  func normalizationIsPerFeatureUnlessItsAxisIsNull(_ axis: String, _ isPerFeature: Bool) throws {
    var diagnostics = DiagnosticList()
    let text = document(.preprocessing, "- standardization: {axis: \(axis)}")
    let read = SpecReader.read(
      bytes: Array(text.utf8), path: "example.yaml", catalog: catalog, diagnostics: &diagnostics)
    let kind = try #require(read.spec?.data.preprocessing.first)
    let type = try #require(preprocessingTypes.first { $0.declaration.name == kind.name })
    #expect(type.step(kind.arguments) == .normalization(isPerFeature: isPerFeature))
  }

  @Test func aModelOfTheWrongWidthIsReportedAtItsLastLayer() throws {
    var diagnostics = DiagnosticList()
    let text = document(.layer, "- dense: 12")
    let read = SpecReader.read(
      bytes: Array(text.utf8), path: "example.yaml", catalog: catalog, diagnostics: &diagnostics)
    let spec = try #require(read.spec)
    let summary = DataSummary(
      inputShape: [64], elementType: .uint8, target: .classes((0..<10).map(String.init)), trainingRows: 100,
      validationRows: 0, testRows: 0)
    let graph = lower(spec, summary, mode: .training, tables: GraphTables(), diagnostics: &diagnostics)
    #expect(graph == nil)
    #expect(diagnostics.items.map(\.message) == ["the model ends in 12 units, the data has 10 classes"])
    guard case .spec(let range) = diagnostics.items.first?.place else {
      Issue.record("the diagnostic has no place in the spec")
      return
    }
    #expect(range.start.line == 7)
  }
}
