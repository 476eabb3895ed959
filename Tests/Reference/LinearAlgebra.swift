// Products, biases and their gradients, by definition. Matrices are row-major. `rows` counts vectors along the last axis:
// batch rows times positions.

enum LinearAlgebra {
  /// x [rows, inputs] w [inputs, outputs] -> [rows, outputs]
  static func product(_ x: [Double], _ w: [Double], inputs: Int, outputs: Int) -> [Double] {
    let rows = x.count / inputs
    var y = [Double](repeating: 0, count: rows * outputs)
    for row in 0..<rows {
      for input in 0..<inputs {
        for output in 0..<outputs { y[row * outputs + output] += x[row * inputs + input] * w[input * outputs + output] }
      }
    }
    return y
  }

  /// dy [rows, outputs] w [inputs, outputs]^T -> [rows, inputs]
  static func productInputGradient(_ dy: [Double], _ w: [Double], inputs: Int, outputs: Int) -> [Double] {
    let rows = dy.count / outputs
    var dx = [Double](repeating: 0, count: rows * inputs)
    for row in 0..<rows {
      for input in 0..<inputs {
        for output in 0..<outputs {
          dx[row * inputs + input] += dy[row * outputs + output] * w[input * outputs + output]
        }
      }
    }
    return dx
  }

  /// x [rows, inputs]^T dy [rows, outputs] -> [inputs, outputs]
  static func productKernelGradient(_ x: [Double], _ dy: [Double], inputs: Int, outputs: Int) -> [Double] {
    let rows = x.count / inputs
    var dw = [Double](repeating: 0, count: inputs * outputs)
    for row in 0..<rows {
      for input in 0..<inputs {
        for output in 0..<outputs {
          dw[input * outputs + output] += x[row * inputs + input] * dy[row * outputs + output]
        }
      }
    }
    return dw
  }

  /// x [rows, features] + b [features]
  static func addBias(_ x: [Double], _ bias: [Double]) -> [Double] {
    x.indices.map { x[$0] + bias[$0 % bias.count] }
  }

  /// dy [rows, features] -> [features]
  static func sumOverRows(_ dy: [Double], features: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: features)
    for index in dy.indices { sums[index % features] += dy[index] }
    return sums
  }
}
