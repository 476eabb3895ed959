// `mnist` and `fashion_mnist`: four IDX files each, found by name; the test files are their test set.

import Diagnostics
import SpecParser

struct MNISTSource: DataSource {
  static let declaration = KindDeclaration(
    "mnist",
    """
    70,000 handwritten digits of 28 x 28 pixels from 0 to 255; 10,000 of them are the test set. `lofting data get mnist` \
    downloads them (12 MB).
    """,
    source: "http://yann.lecun.com/exdb/mnist", example: "source: mnist")

  init(arguments: Arguments, range: SourceRange) { self.range = range }
  private let range: SourceRange

  func files(_ request: ReadRequest) -> [String]? {
    DataSearch(.mnist, context: request.context, dataPath: request.dataPath).find()
  }

  func read(_ request: ReadRequest) throws(Failure) -> SourceData {
    try readImageSet(.mnist, request, at: range)
  }
}

struct FashionMNISTSource: DataSource {
  static let declaration = KindDeclaration(
    "fashion_mnist",
    """
    70,000 pictures of clothes of 28 x 28 pixels from 0 to 255 in ten classes; 10,000 of them are the test set. \
    `lofting data get fashion_mnist` downloads them (31 MB); Debian's package `dataset-fashion-mnist` has them, too.
    """,
    source: "https://github.com/zalandoresearch/fashion-mnist", example: "source: fashion_mnist")

  init(arguments: Arguments, range: SourceRange) { self.range = range }
  private let range: SourceRange

  func files(_ request: ReadRequest) -> [String]? {
    DataSearch(.fashionMNIST, context: request.context, dataPath: request.dataPath).find()
  }

  func read(_ request: ReadRequest) throws(Failure) -> SourceData {
    try readImageSet(.fashionMNIST, request, at: range)
  }
}

private func readImageSet(
  _ set: NamedDataset, _ request: ReadRequest, at range: SourceRange
) throws(Failure) -> SourceData {
  let search = DataSearch(set, context: request.context, dataPath: request.dataPath)
  guard let files = search.find() else { throw search.notFound(at: .spec(range)) }
  let access = request.context.access
  // In the order of NamedDataset.files: training images and labels, test images and labels.
  func table(_ first: Int) throws(Failure) -> SourceTable {
    try SourceTable(
      inputs: try IDXFile.read(files[first], access), targets: try IDXFile.read(files[first + 1], access),
      kind: request.targetKind, names: set.classNames)
  }
  return SourceData(table: try table(0), ownTest: .table(try table(2)))
}
