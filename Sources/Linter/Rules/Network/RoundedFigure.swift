// Figures in messages that are estimates: two digits say enough.

import Glibc

/// A figure of two digits: 1.5, 0.0031, 230.
func about(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return figure(value) }
  let scale = pow(10, 1 - floor(log10(abs(value))))
  return scale.isFinite && scale > 0 ? figure((value * scale).rounded() / scale) : figure(value)
}
