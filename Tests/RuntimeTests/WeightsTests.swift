// Weights in and out of a model.

import Diagnostics
import Glibc
import LoftingRuntime
import Testing

private func withTemporaryPath(_ body: (String) throws -> Void) throws {
  let path = "/tmp/lofting-weights-\(getpid())-\(UInt64.random(in: 0 ... .max)).safetensors"
  defer { unsafe unlink(path) }
  try body(path)
}

@Test func weightsComeBackFromAFileBitForBit() throws {
  try withTemporaryPath { path in
    let first = try TinyPlan(seed: 1).model()
    let second = try TinyPlan(seed: 2).model()
    #expect(first.weights() != second.weights())
    try first.saveWeights(to: path)
    try second.loadWeights(path: path)
    #expect(first.weights() == second.weights())
  }
}

@Test func everyProblemOfAFileIsReportedAtOnceAndNothingChanges() throws {
  try withTemporaryPath { path in
    try SafetensorsWriter.write(
      [
        NamedTensor(name: "dense.kernel", shape: [20, 2], values: [Float](repeating: 1, count: 40)),
        NamedTensor(name: "dense.biass", shape: [3], values: [1, 2, 3]),
      ], to: path)
    let model = try TinyPlan().model()
    let before = model.weights()
    let failure = try #require(throws: Failure.self) { try model.loadWeights(path: path, skip: ["dens"]) }
    let problems = Dictionary(grouping: failure.diagnostics, by: \.code)
    #expect(problems[.weightShape]?.first?.message.contains("dense.kernel: expected [20, 3], found [20, 2]") == true)
    #expect(problems[.weightMissing]?.first?.message.contains("dense.bias [3]") == true)
    #expect(problems[.weightUnexpected]?.first?.help == "did you mean 'dense.bias'?")
    #expect(problems[.skippedLayerUnknown]?.first?.help == "did you mean 'dense'?")
    #expect(failure.diagnostics.count == 4)
    #expect(model.weights() == before)
  }
}

@Test func skippedLayersKeepTheirValues() throws {
  try withTemporaryPath { path in
    try SafetensorsWriter.write([NamedTensor(name: "dense.kernel", shape: [1], values: [1])], to: path)
    let model = try TinyPlan().model()
    let before = model.weights()
    try model.loadWeights(path: path, skip: ["dense"])
    #expect(model.weights() == before)
  }
}
