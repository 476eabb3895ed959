// `digits`: 1,797 handwritten digits, 8x8, embedded in the binary.

import Diagnostics
import SpecParser

struct DigitsSource: DataSource {
  static let declaration = KindDeclaration(
    "digits",
    """
    1,797 handwritten digits of 8 x 8 pixels from 0 to 16, built in. The last 360 are the test set.
    """,
    source: "https://scikit-learn.org/stable/modules/generated/sklearn.datasets.load_digits.html",
    example: "source: digits")

  init(arguments: Arguments, range: SourceRange) {}

  func files(_ request: ReadRequest) -> [String]? { [] }

  func read(_ request: ReadRequest) throws(Failure) -> SourceData {
    let (pixels, labels) = try Digits.decode()
    let targets: SourceTable.Targets
    switch request.targetKind {
    case .classes:
      let names = (0..<10).map(String.init)
      targets = .indices(ClassIndices(values: labels, names: names, path: "digits", offset: 0, stride: 1))
    case .numbers:
      var numbers = try DataBuffer(byteCount: labels.count * 4, at: .none)
      numbers.withElements(of: Float.self) { numbers in
        for i in labels.indices { numbers[i] = Float(labels[i]) }
      }
      targets = .numbers(numbers.freeze(), width: 1)
    }
    let table = SourceTable(
      path: "digits", rowCount: Digits.count, inputs: .dense(pixels, .uint8, shape: [8, 8]), targets: targets)
    return SourceData(table: table, ownTest: .lastRows(Digits.testCount))
  }
}
