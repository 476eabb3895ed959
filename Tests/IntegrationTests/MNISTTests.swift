// With LOFTING_DATA naming a folder that has MNIST: the seed's models reach what Keras reaches. Bounds are those of the
// design, over seeds: rescaled 2x10 about 92 %, 2x100 about 97 %, ten layers of 10 about 89 %.

import Glibc
import LoftingRuntime
import Pipeline
import Testing

struct MNISTTests {
  static let hasData: Bool = {
    guard let folder = unsafe getenv("LOFTING_DATA") else { return false }
    let path = unsafe String(cString: folder) + "/mnist"
    return ["", ".gz"].contains { unsafe access("\(path)/train-images-idx3-ubyte\($0)", R_OK) == 0 }
  }()

  @Test(
    "test accuracy after ten epochs", .enabled(if: hasData, "LOFTING_DATA names no folder with mnist"),
    arguments: [
      ("mnist-2x10", 0.905, 0.945), ("mnist-2x100", 0.965, 0.982), ("mnist-10x10", 0.84, 0.925),
      ("mnist-2x100-raw", 0.92, 0.96),
    ])
  func accuracy(name: String, lowest: Double, highest: Double) throws {
    let root = #filePath.dropLast("/Tests/IntegrationTests/MNISTTests.swift".count)
    let compiled = try compile(CompileRequest(path: "\(root)/specs/seed/\(name).yaml"), data: .rows)
    let session = try Session(compiled)
    var trainer = try Trainer(
      session.model, training: try #require(session.splits[.training]), validation: session.splits[.validation])
    _ = try trainer.train()
    let figures = try session.model.evaluate(try #require(session.splits[.test]))
    let accuracy = try #require(figures.first { $0.name == "accuracy" }?.value)
    #expect((lowest...highest).contains(accuracy))
  }
}
