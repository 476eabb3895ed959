// The embedded digits: decodes the text of DigitsText.swift into 8 x 8 images of uint8 and their labels.

import Diagnostics

enum Digits {
  static let count = 1797
  /// The last 360 images are the test set.
  static let testCount = 360

  private static let rowDigits = 5
  /// A label, eight rows of digits and a line feed.
  private static let lineLength = 1 + 8 * rowDigits + 1

  /// - Returns: pixels from 0 to 16, uint8, [1797, 8, 8], and labels, [1797].
  static func decode() throws(Failure) -> (pixels: DataMemory, labels: [Int32]) {
    var buffer = try DataBuffer(byteCount: count * 64, at: .none)
    var labels: [Int32] = []
    labels.reserveCapacity(count)
    let text = unsafe Span(_unsafeStart: DigitsText.lines.utf8Start, count: DigitsText.lines.utf8CodeUnitCount)
    buffer.withElements(of: UInt8.self) { pixels in
      for image in 0..<count {
        let line = image * lineLength
        labels.append(Int32(text[line]) - 0x30)
        for row in 0..<8 {
          var number: UInt64 = 0
          for digit in 0..<rowDigits { number = number * 94 + UInt64(text[line + 1 + row * rowDigits + digit] - 33) }
          for column in stride(from: 7, through: 0, by: -1) {
            pixels[image * 64 + row * 8 + column] = UInt8(truncatingIfNeeded: number % 17)
            number /= 17
          }
        }
      }
    }
    return (buffer.freeze(), labels)
  }
}
