// `npy`: two NumPy arrays.

import Diagnostics
import SpecParser

struct NPYSource: DataSource {
  static let inputs = Field.string("inputs", "The array of inputs: its first dimension counts the rows.")
  static let targets = Field.string(
    "targets", "The array of targets: class indices, one-hot rows, or one or more numbers for each row.")

  static let declaration = KindDeclaration(
    "npy", fields: [inputs.declaration, targets.declaration],
    """
    Two arrays saved with `numpy.save`: |u1, |b1, <i4, <i8, <f4 or <f8 in row-major order. |u1 and |b1 stay bytes in \
    memory, the others become float32.
    """,
    source: "https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html",
    example: "source: {npy: {inputs: x.npy, targets: y.npy}}")

  private let inputs: String
  private let targets: String

  init(arguments: Arguments, range: SourceRange) {
    inputs = arguments[Self.inputs]
    targets = arguments[Self.targets]
  }

  func files(_ request: ReadRequest) -> [String]? {
    [inputs, targets].map { FilePath.resolve($0, in: request.context.specFolder) }
  }

  func read(_ request: ReadRequest) throws(Failure) -> SourceData {
    let (folder, access) = (request.context.specFolder, request.context.access)
    let inputs = try NPYFile.read(FilePath.resolve(inputs, in: folder), access)
    let targets = try NPYFile.read(FilePath.resolve(targets, in: folder), access)
    return SourceData(table: try SourceTable(inputs: inputs, targets: targets, kind: request.targetKind), ownTest: nil)
  }
}
