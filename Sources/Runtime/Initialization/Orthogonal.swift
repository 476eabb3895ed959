// Orthonormal columns from a random normal matrix: the Q of its QR factorization with a positive diagonal of R, which
// makes Q uniform (Saxe et al. 2014; Keras multiplies by sign(diag R) for the same end).
//
// Modified Gram-Schmidt in double: its diagonal is a norm, so the sign needs no mending, and its loss of orthogonality,
// the matrix's condition times 1e-16, is far below fp32 for normal matrices. Columns are contiguous, and dot products
// run in eight lanes: 2048 x 2048 takes seconds, not minutes.

import Glibc

enum Orthogonal {
  /// A matrix [rows, columns] in row-major order: its columns are orthonormal if rows >= columns, else its rows.
  static func matrix(rows: Int, columns: Int, words: inout RandomWords) -> [Double] {
    let (length, count) = (max(rows, columns), min(rows, columns))
    guard length > 0, count > 0 else { return [] }
    // vectors: [count] of `length`, padded by zeros to whole lanes; drawn row by row as Keras's [length, count] matrix
    let lanes = (length + 7) / 8
    var vectors = [SIMD8<Double>](repeating: .zero, count: count * lanes)
    for row in 0..<length {
      for column in 0..<count {
        vectors[column * lanes + row / 8][row % 8] = NormalQuantile.value(words.openUnitDouble())
      }
    }
    for column in 0..<count {
      normalize(&vectors, column, lanes)
      for other in column + 1..<max(count, column + 1) {
        subtractProjection(&vectors, from: other, onto: column, lanes)
      }
    }
    var matrix = [Double](repeating: 0, count: rows * columns)
    for long in 0..<length {
      for short in 0..<count {
        let value = vectors[short * lanes + long / 8][long % 8]
        matrix[rows >= columns ? long * columns + short : short * columns + long] = value
      }
    }
    return matrix
  }

  private static func dot(_ vectors: [SIMD8<Double>], _ a: Int, _ b: Int, _ lanes: Int) -> Double {
    var sum = SIMD8<Double>.zero
    for lane in 0..<lanes { sum += vectors[a * lanes + lane] * vectors[b * lanes + lane] }
    return sum.sum()
  }

  private static func normalize(_ vectors: inout [SIMD8<Double>], _ column: Int, _ lanes: Int) {
    let norm = sqrt(dot(vectors, column, column, lanes))
    // Zero only for linearly dependent columns, which normal numbers do not give.
    guard norm > 0 else { return }
    for lane in 0..<lanes { vectors[column * lanes + lane] /= norm }
  }

  private static func subtractProjection(
    _ vectors: inout [SIMD8<Double>], from other: Int, onto unit: Int, _ lanes: Int
  ) {
    let length = dot(vectors, unit, other, lanes)
    for lane in 0..<lanes { vectors[other * lanes + lane] -= vectors[unit * lanes + lane] * length }
  }
}
