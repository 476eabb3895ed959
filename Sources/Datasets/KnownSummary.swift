// The summary of a named data set without its files: linting and planning need no download and no reading.

import ExecutionPlan
import SpecParser

/// What is known of the section's data without reading it; nil where only the rows can tell.
public func knownSummary(_ section: DataSection) -> DataSummary? {
  guard let set = DataRegistry.all.first(where: { $0.name == section.source.name }), !set.isEmbedded,
    // Training images and labels, test images and labels: a byte a pixel behind 16 bytes, a byte a label behind 8.
    let trainingLabels = set.files.dropFirst().first, let testLabels = set.files.dropFirst(3).first
  else { return nil }
  var training = trainingLabels.byteCount - 8
  var test = testLabels.byteCount - 8
  var validation = 0
  func count(_ rule: SplitRule?) -> Int? {
    switch rule?.rule {
    case nil: 0
    case .last(let count): count
    case .fraction(let fraction, _): Int((fraction * Double(training)).rounded())
    case .source: nil
    }
  }
  if section.test != nil {
    guard let rows = count(section.test), rows < training else { return nil }
    test = rows
    training -= rows
  }
  guard let rows = count(section.validation), rows < training else { return nil }
  validation = rows
  training -= rows
  if let limit = section.limit { training = min(training, limit) }
  guard training > 0 else { return nil }
  let classes = section.classes ?? set.classNames
  return DataSummary(
    inputShape: [28, 28], elementType: .uint8, target: .classes(classes), trainingRows: training,
    validationRows: validation, testRows: test,
    storedRows: trainingLabels.byteCount - 8 + testLabels.byteCount - 8)
}
