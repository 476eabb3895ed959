// A split of the data as the kernels read it: tables of inputs and targets in memory, and which rows of them belong to
// the split. Everything that a kernel could trip over is checked here, once.

import Diagnostics
import ExecutionPlan

/// Rows of a table. Inputs are elements as `InputLayout.elementType` says, rows without gaps; targets are one `Int32`
/// class index or `width` floats a row.
///
/// Sendable because the memory is read-only and `owner` keeps it.
@safe public struct RuntimeData: @unchecked Sendable {
  let inputs: UnsafeRawPointer
  let targets: UnsafeRawPointer?
  /// Rows of the split, in the order of an unshuffled epoch.
  public let rows: [UInt32]
  private let owner: any AnyObject & Sendable

  /// - Parameters:
  ///   - inputs: [tableRows, features] elements.
  ///   - targets: [tableRows] class indices or [tableRows, width] floats; nil where there are none, for prediction.
  ///   - rows: numbers from 0 of the split's rows.
  ///   - owner: keeps the memory alive as long as this value.
  /// - Throws: `R104` for a row beyond the table, `R107` where sizes or class indices do not fit the layout.
  public init(
    inputs: UnsafeRawBufferPointer, targets: UnsafeRawBufferPointer?, tableRows: Int, rows: [UInt32],
    layout: InputLayout, owner: any AnyObject & Sendable
  ) throws(Failure) {
    let features = layout.shape.reduce(1, *)
    let rowBytes = features * layout.elementType.size
    guard let base = inputs.baseAddress, unsafe Self.holds(inputs, rows: tableRows, rowBytes: rowBytes) else {
      throw Failure(
        .dataMismatch,
        "inputs of \(tableRows) rows of \(features) \(layout.elementType.rawValue) need \(tableRows) x \(rowBytes) "
          + "bytes, found \(inputs.count)", help: "load the data that the plan was compiled for")
    }
    if let row = rows.first(where: { $0 >= tableRows }) {
      throw Failure(
        .rowOutOfRange, "row \(row) is asked for, and the data has rows 0 to \(tableRows - 1)",
        help: "load the data that the split was made of")
    }
    if let targets = unsafe targets { try unsafe Self.check(targets, tableRows: tableRows, rows: rows, layout) }
    unsafe self.inputs = base
    unsafe self.targets = unsafe targets?.baseAddress
    self.rows = rows
    self.owner = owner
  }

  private static func holds(_ buffer: UnsafeRawBufferPointer, rows: Int, rowBytes: Int) -> Bool {
    let (bytes, overflows) = rows.multipliedReportingOverflow(by: rowBytes)
    return !overflows && rows >= 0 && buffer.count >= bytes
  }

  private static func check(
    _ targets: UnsafeRawBufferPointer, tableRows: Int, rows: [UInt32], _ layout: InputLayout
  ) throws(Failure) {
    let width =
      switch layout.target {
      case .classes: 1
      case .numbers(let width): width
      }
    guard unsafe targets.baseAddress != nil, unsafe holds(targets, rows: tableRows, rowBytes: 4 * width) else {
      throw Failure(
        .dataMismatch, "targets of \(tableRows) rows of \(width) need 4 bytes each, found \(targets.count) bytes",
        help: "load the data that the plan was compiled for")
    }
    guard case .classes(let names) = layout.target else { return }
    for row in rows {
      let value = unsafe targets.loadUnaligned(fromByteOffset: 4 * Int(row), as: Int32.self)
      guard value >= 0, Int(value) < names.count else {
        throw Failure(
          .dataMismatch, "row \(row) is of class \(value), and the plan has classes 0 to \(names.count - 1)",
          help: "load the data that the plan was compiled for")
      }
    }
  }
}
