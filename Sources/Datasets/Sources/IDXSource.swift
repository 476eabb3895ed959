// `idx`: images and labels in MNIST's format.

import Diagnostics
import SpecParser

struct IDXSource: DataSource {
  static let images = Field.string("images", "The file of inputs: its first dimension counts the rows. May be gzipped.")
  static let labels = Field.string("labels", "The file of targets, one for each row. May be gzipped.")

  static let declaration = KindDeclaration(
    "idx", fields: [images.declaration, labels.declaration],
    """
    Two files in IDX, the format of MNIST. Unsigned bytes stay bytes in memory, other elements become float32.
    """,
    source: "http://yann.lecun.com/exdb/mnist",
    example: "source: {idx: {images: train-images-idx3-ubyte, labels: train-labels-idx1-ubyte}}")

  private let images: String
  private let labels: String

  init(arguments: Arguments, range: SourceRange) {
    images = arguments[Self.images]
    labels = arguments[Self.labels]
  }

  func files(_ request: ReadRequest) -> [String]? {
    [images, labels].map { FilePath.resolve($0, in: request.context.specFolder) }
  }

  func read(_ request: ReadRequest) throws(Failure) -> SourceData {
    let (folder, access) = (request.context.specFolder, request.context.access)
    let inputs = try IDXFile.read(FilePath.resolve(images, in: folder), access)
    let targets = try IDXFile.read(FilePath.resolve(labels, in: folder), access)
    return SourceData(table: try SourceTable(inputs: inputs, targets: targets, kind: request.targetKind), ownTest: nil)
  }
}

extension SourceTable {
  /// A table from two tensors. Inputs of one dimension are one feature a row.
  init(inputs: RawTensor, targets: RawTensor, kind: TargetKind, names: [String]? = nil) throws(Failure) {
    let (memory, elementType) = try inputs.inputs()
    let rows = inputs.shape[0]
    let shape = inputs.shape.count == 1 ? [1] : Array(inputs.shape.dropFirst())
    self.init(
      path: inputs.path, rowCount: rows, inputs: .dense(memory, elementType, shape: shape),
      targets: try targets.targets(kind, rows: rows, inputPath: inputs.path, names: names))
  }
}
