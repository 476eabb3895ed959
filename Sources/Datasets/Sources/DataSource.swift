// The sources that `data.source` knows. A new one is a file like its neighbours here and one line in `dataSources`.

import Diagnostics
import SpecParser

/// A kind of source: declared once, made from the decoded fields, then read.
protocol DataSource: Sendable {
  static var declaration: KindDeclaration { get }
  /// - Parameter range: where the source stands in the spec.
  init(arguments: Arguments, range: SourceRange)
  /// The files that reading opens, in order, whether they are there or not; nil where the search for them fails.
  func files(_ request: ReadRequest) -> [String]?
  /// Reads all rows.
  func read(_ request: ReadRequest) throws(Failure) -> SourceData
}

/// What a source must know to read.
struct ReadRequest: Sendable {
  var context: LoadContext
  /// `data.path`.
  var dataPath: String?
  var targetKind: TargetKind
  /// The training table's features, where this source's rows must match them.
  var expectation: CSVExpectation?
}

let dataSources: [any DataSource.Type] = [
  DigitsSource.self, MNISTSource.self, FashionMNISTSource.self, CSVSource.self, IDXSource.self, NPYSource.self,
]

/// The sources for the catalog.
public var sourceFamily: KindFamily {
  KindFamily(
    .source, title: "Sources",
    """
    Where the rows come from. Paths are relative to the spec's folder. Data that comes with a name is looked for in \
    `--data DIR`, in `data.path`, in `$LOFTING_DATA/NAME` and in the user's cache; `lofting data get NAME` downloads it.
    """,
    kinds: dataSources.map { $0.declaration })
}

/// The source that a decoded value stands for.
///
/// - Throws: `badSource` for a kind that is none of `dataSources`.
func makeSource(_ kind: KindValue) throws(Failure) -> any DataSource {
  guard let type = dataSources.first(where: { $0.declaration.name == kind.name }) else {
    let names = dataSources.map { $0.declaration.name }
    throw Failure(
      .badSource, "'\(kind.name)' is no source", at: .spec(kind.nameRange),
      help: DidYouMean.help(for: kind.name, in: names, naming: "the sources are"))
  }
  return type.init(arguments: kind.arguments, range: kind.range)
}
