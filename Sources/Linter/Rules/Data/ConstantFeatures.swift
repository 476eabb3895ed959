// D202 constant-feature: a column with one and the same value in every training row.

import Diagnostics
import SpecParser

extension Rule {
  static let constantFeature = Rule(
    "D202", "constant-feature", .warning,
    "a column has the same value in every training row",
    rationale: """
      What never varies tells nothing: the model can't learn from it, and where it varies in other rows, a weight that was \
      never trained meets it. Often a filter, a default or a wrong column is behind it. Pictures are not looked at: \
      their edges are always empty.
      """,
    source: "https://scikit-learn.org/stable/modules/feature_selection.html#removing-features-with-low-variance",
    bad: [
      Example(
        """
        data: {source: {csv: {path: «data.csv», target: y}}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 4}
        """,
        files: ["data.csv": "a,b,y\n1,7,1\n2,7,2\n3,7,2\n4,7,3\n5,7,1\n6,7,4\n"])
    ],
    good: [
      Example(
        """
        data: {source: {csv: {path: data.csv, target: y}}, preprocessing: [normalization]}
        model: {layers: [{dense: {units: 8, activation: relu}}, {dense: 1}]}
        training: {loss: mse, epochs: 10, batch_size: 4}
        """,
        files: ["data.csv": "a,b,y\n1,7,1\n2,7,2\n3,8,2\n4,7,3\n5,7,1\n6,7,4\n"])
    ],
    .data { rows, findings in
      guard let names = rows.facts.summary.featureNames, rows.facts.summary.trainingRows > 1 else { return }
      let constant = rows.facts.inputs.constantFeatures.filter { names.indices.contains($0) }
      guard !constant.isEmpty else { return }
      let minimum = rows.facts.inputs.features.minimum
      let list = constant.prefix(3).map { "'\(names[$0])' is always \(figure(Double(minimum[$0])))" }
      let more = constant.count > 3 ? ", and \(constant.count - 3) more" : ""
      // One-hot columns are named `column=category`: what can be left out is the column.
      var columns: [String] = []
      for column in constant.lazy.map({ String(names[$0].prefix { $0 != "=" }) }) where !columns.contains(column) {
        columns.append(column)
        if columns.count == 3 { break }
      }
      let excluded = columns.map(SpecWriter.flowText).joined(separator: ", ")
      findings.report(
        "\(constant.count == 1 ? "an input tells" : "\(constant.count) inputs tell") nothing: "
          + list.joined(separator: ", ") + more,
        at: rows.sourcePlace,
        help: "leave \(constant.count == 1 ? "it" : "them") out: 'exclude: [\(excluded)]'")
    })
}

extension Rows {
  /// Where a field of the source is written, else the source.
  func sourcePlace(_ field: String) -> SourceRange {
    spec.data.source.arguments.ranges[field] ?? spec.data.source.range
  }

  /// Where the rows' file is named, else the source.
  var sourcePlace: SourceRange {
    let fields = ["path", "images", "inputs"]
    return fields.lazy.compactMap { spec.data.source.arguments.ranges[$0] }.first ?? spec.data.source.range
  }
}
