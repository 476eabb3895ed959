// A matrix parameter for tests: row-major values and their panels, with double-precision products by definition.

import CKernels

struct Matrix {
  var inputs: Int
  var outputs: Int
  /// [inputs, outputs]
  var values: [Float]

  init(inputs: Int, outputs: Int, values: [Float]) {
    self.inputs = inputs
    self.outputs = outputs
    self.values = values
  }

  init(inputs: Int, outputs: Int, random: inout TestRandom) {
    self.init(inputs: inputs, outputs: outputs, values: random.floats(inputs * outputs))
  }

  /// From panels of [inputs, outputs].
  init(inputs: Int, outputs: Int, panels: [Float]) {
    self.init(inputs: inputs, outputs: outputs, values: [Float](repeating: .nan, count: inputs * outputs))
    unsafe lf_unpack_panels(panels, Int64(inputs), Int64(outputs), &values)
  }

  static func panelFloats(_ inputs: Int, _ outputs: Int) -> Int { (outputs + 15) / 16 * 16 * inputs }

  var panels: [Float] {
    var panels = [Float](repeating: .nan, count: Self.panelFloats(inputs, outputs))
    unsafe lf_pack_panels(values, Int64(inputs), Int64(outputs), &panels)
    return panels
  }

  /// Panels of [outputs, inputs].
  var transposedPanels: [Float] {
    var transposed = [Float](repeating: .nan, count: Self.panelFloats(outputs, inputs))
    unsafe lf_transpose_panels(panels, Int64(inputs), Int64(outputs), &transposed)
    return transposed
  }

  subscript(input: Int, output: Int) -> Double { Double(values[input * outputs + output]) }
}

/// A sum by definition, with the bound on what fp32 may make of it.
struct ReferenceSum {
  var value = 0.0
  var magnitude = 0.0
  var terms = 0

  mutating func add(_ term: Double) {
    value += term
    magnitude += abs(term)
    terms += 1
  }

  /// Each product and each addition rounds once by at most 2^-24 of a partial sum of magnitudes (Higham, Accuracy and
  /// Stability of Numerical Algorithms, section 3.1).
  var tolerance: Double { Double(terms + 2) * 0x1p-24 * magnitude }

  func accepts(_ computed: Float) -> Bool { abs(Double(computed) - value) <= tolerance }
}

/// Sizes around the register tiles, the lanes and the parameter tiles.
enum OddSizes {
  static let features = [1, 3, 15, 16, 17, 31, 33, 49, 100]
  static let rows = [1, 5, 37]
  static let positions = [1, 2, 3]
}
