// What the examples of rules about networks do not show: figures in messages, severities, and cases side by side.

import Diagnostics
import Files
import Linter
import Pipeline
import Testing

@Suite struct NetworkRuleTests {
  @Test("ten sigmoids taken for logits keep the loss above ln(1 + 9 / e)")
  func sigmoidFloor() throws {
    let finding = try one("N202", "model: {layers: [flatten, {dense: {units: 10, activation: sigmoid}}]}")
    #expect(finding.message.contains("below 1.5"))  // 1.461
  }

  @Test("logits between -1 and 1 give no class of ten more than e^2 / (e^2 + 9)")
  func tanhLogits() throws {
    let finding = try one("N205", "model: {layers: [flatten, {dense: {units: 10, activation: tanh}}]}")
    #expect(finding.message.contains("from -1 to 1: no probability gets above 0.45"))  // 0.4509
  }

  @Test("a softmax over several numbers is reported under a loss for numbers")
  func softmaxOfNumbers() throws {
    let finding = try one(
      "N202",
      """
      data: {source: {npy: {inputs: x.npy, targets: y.npy}}}
      model: {layers: [{dense: {units: 2, activation: softmax}}]}
      training: {loss: mse}
      """, files: ["x.npy": npy(rows: 4, columns: 3), "y.npy": npy(rows: 4, columns: 2)])
    #expect(finding.message.contains("the 2 outputs of a softmax sum to 1"))
  }

  @Test(
    "a constant hidden kernel is an error only where its units can never differ",
    arguments: [
      ("relu, kernel_initializer: zeros", "glorot_uniform", Severity.error),
      ("relu, kernel_initializer: {constant: 0.1}", "glorot_uniform", .warning),
      ("tanh, kernel_initializer: zeros", "glorot_uniform", .warning),
      ("tanh, kernel_initializer: ones", "zeros", .error),
      ("tanh, kernel_initializer: ones, bias_initializer: random_normal", "zeros", .warning),
      ("relu, kernel_initializer: zeros, bias_initializer: {constant: 0.1}", "glorot_uniform", .warning),
    ])
  func constantKernel(hidden: String, output: String, severity: Severity) throws {
    let finding = try one(
      "N211",
      "model: {layers: [flatten, {dense: {units: 8, activation: \(hidden)}}, "
        + "{dense: {units: 10, kernel_initializer: \(output)}}]}")
    #expect(finding.severity == severity, "\(finding.message)")
  }

  @Test("initializers are not judged where weights are loaded")
  func loadedWeights() throws {
    let found = try findings(
      "N211",
      """
      model: {layers: [flatten, {dense: {units: 8, activation: relu, kernel_initializer: zeros}}, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy, initial_weights: {path: w.safetensors}}
      """)
    #expect(found.isEmpty)
  }

  @Test("twenty relu layers of 64 with glorot kernels halve the mean square twenty times")
  func vanishingSignal() throws {
    let layers = "{repeat: {times: 20, layers: [{dense: {units: 64, activation: relu}}]}}"
    let finding = try one("N212", "model: {layers: [flatten, \(layers), {dense: 10}]}")
    #expect(finding.message.contains("come to 9.8e-4 at"))  // 2^-10
    #expect(finding.severity == .information)
  }

  @Test("a signal beyond all numbers is reported")
  func overflowingSignal() throws {
    let layers = "{repeat: {times: 9, layers: [{dense: {units: 64, activation: exponential}}]}}"
    let finding = try one("N212", "model: {layers: [flatten, \(layers), {dense: 10}]}")
    #expect(finding.message.contains("beyond all numbers"))
  }

  @Test("dropout behind probabilities is the compiler's to report, behind logits the rule's")
  func dropoutBehindProbabilities() throws {
    func spec(_ end: String) -> String { "model: {layers: [flatten, {dense: 10}, \(end), {dropout: 0.5}]}" }
    #expect(try findings("N208", spec("softmax")).isEmpty)
    #expect(try findings("N105", spec("softmax")).count == 1)
    #expect(try findings("N208", spec("tanh")).count == 1)
  }

  @Test("ten relu layers of 4 are dead with a probability of up to 1 - (15/16)^10")
  func deadStack() throws {
    let layers = "{repeat: {times: 10, layers: [{dense: {units: 4, activation: relu}}]}}"
    let finding = try one("N214", "model: {layers: [flatten, \(layers), {dense: 10}]}")
    #expect(finding.message.contains("0.48"))  // 0.4755
  }

  @Test("a layer that has an effect in one turn of a repeat is not without effect")
  func effectInOneTurn() throws {
    let found = try findings(
      "N218",
      "model: {layers: [{repeat: {times: 2, layers: [flatten, {dense: {units: 8, activation: relu}}]}}, {dense: 10}]}")
    #expect(found.isEmpty)
  }

  @Test("a first layer narrower than its neighbours is a factorization, one as wide as the next is not")
  func factorization() throws {
    func spec(_ units: Int) -> String {
      "model: {layers: [flatten, {dense: \(units)}, {dense: {units: 32, activation: relu}}, {dense: 10}]}"
    }
    #expect(try findings("N206", spec(31)).isEmpty)
    #expect(try findings("N206", spec(32)).count == 1)
  }

  @Test(
    "answers of 0 and 1 under a loss for numbers are an information behind a sigmoid",
    arguments: [
      ("{dense: 1}", Severity.warning), ("{dense: {units: 1, activation: sigmoid}}", .information),
    ])
  func answersAsNumbers(end: String, severity: Severity) throws {
    let finding = try one(
      "N225",
      """
      data: {source: {csv: {path: t.csv, target: y}}}
      model: {layers: [\(end)]}
      training: {loss: mse}
      """, files: ["t.csv": Array("x,y\n1,0\n2,1\n3,1\n".utf8)])
    #expect(finding.severity == severity)
  }

  @Test(
    "targets of which the last activation reaches some are a warning, none an error",
    arguments: [
      ("1,0.5\n2,3\n", Severity.warning), ("1,5\n2,3\n", .error),
    ])
  func unreachableTargets(rows: String, severity: Severity) throws {
    let finding = try one(
      "N220",
      """
      data: {source: {csv: {path: t.csv, target: y}}}
      model: {layers: [{dense: {units: 1, activation: sigmoid}}]}
      training: {loss: mse}
      """, files: ["t.csv": Array("x,y\n\(rows)".utf8)])
    #expect(finding.severity == severity)
  }

  private func one(_ rule: String, _ text: String, files: [String: [UInt8]] = [:]) throws -> Diagnostic {
    let found = try findings(rule, text, files: files)
    try #require(found.count == 1, "\(found)")
    return found[0]
  }

  private func findings(_ rule: String, _ text: String, files: [String: [UInt8]] = [:]) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try AtomicFile.write(bytes, to: "\(folder.path)/\(name)") }
    let path = try folder.write(Example(text).spec, to: "spec.yaml")
    return Pipeline.lint(CompileRequest(path: path, threads: 1)).diagnostics.items.filter { $0.code.id == rule }
  }

  /// An array of float32 zeros in NumPy's format, version 1.0.
  private func npy(rows: Int, columns: Int) -> [UInt8] {
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
      + [UInt8](repeating: 0, count: 4 * rows * columns)
  }
}
