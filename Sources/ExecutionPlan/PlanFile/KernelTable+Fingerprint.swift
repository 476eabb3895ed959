// A plan is code for a machine: the kernel table and the lists of functions. Sizes and operands mean what this table
// says, so a plan of another table must not run, even where it would decode.

extension Kernel {
  /// SHA-256 of the table: every kernel with operands, sizes, reals and slots, the tiles, and the functions in their
  /// order.
  static let tableFingerprint: [UInt8] = {
    let kernels = allCases.map { kernel in
      let operands = kernel.operands.map { "\($0.name) \($0.access) \($0.isOptional)" }
      return "\(kernel.name) \(kernel.domain) \(operands) \(kernel.sizes) \(kernel.reals) \(kernel.slots)"
    }
    let functions =
      Activation.allCases.map { "\($0)" } + Loss.allCases.map { "\($0)" } + Metric.allCases.map { "\($0)" }
      + VectorSource.allCases.map { "\($0)" } + PanelLanes.allCases.map { "\($0)" }
      + UpdateRule.allCases.map { "\($0) \($0.states) \($0.slots) \($0.derivedSlots)" }
    let tiles = "\(tileInputs) \(tilePanels) \(flatTile)"
    return SHA256.hash(Array((kernels + functions + [tiles]).joined(separator: "\n").utf8).span)
  }()
}
