// Runs one kernel from the table on buffers of a test: builds the call, the frame and the blocks, on one instruction set.
//
// A test gives operands in the order of `Kernel.operands`, sizes in that of `Kernel.sizes`, and scalars for the slots
// (slot i reads scalar i unless said otherwise). An operand given twice is one buffer: that is how tests work in place.

import CKernels
import ExecutionPlan

/// The instruction sets by name, so that a failing test says which one.
enum InstructionSet: String, CaseIterable, Sendable {
  case avx512, avx2, neon, baseline

  var isa: lf_isa {
    switch self {
    case .avx512: LF_AVX512
    case .avx2: LF_AVX2
    case .neon: LF_NEON
    case .baseline: LF_BASELINE
    }
  }

  /// Those that this machine can run.
  static let supported = allCases.filter { lf_isa_is_supported($0.isa) }
  /// Those of them that fuse multiply and add, and therefore must agree bit for bit.
  static let fused = supported.filter { $0 != .baseline }
}

/// Memory of one operand, 64-byte aligned, with `guardBytes` of known bytes behind it.
@safe final class Buffer {
  let rows: Int
  /// Elements of a row that count; a row of floats is padded to whole vectors of 16 lanes.
  let features: Int
  let rowBytes: Int
  let byteCount: Int
  let pointer: UnsafeMutableRawPointer
  static let guardBytes = 64
  static let guardPattern: UInt8 = 0xA5

  private init(rows: Int, features: Int, rowBytes: Int, byteCount: Int) {
    self.rows = rows
    self.features = features
    self.rowBytes = rowBytes
    self.byteCount = byteCount
    unsafe pointer = UnsafeMutableRawPointer.allocate(byteCount: byteCount + Self.guardBytes, alignment: 64)
    unsafe pointer.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    unsafe (pointer + byteCount).initializeMemory(as: UInt8.self, repeating: Self.guardPattern, count: Self.guardBytes)
  }

  deinit { unsafe pointer.deallocate() }

  /// A tensor [rows, features] of floats with padded rows; lanes beyond the last feature hold `padding`.
  static func matrix(_ values: [Float], features: Int, padding: Float = 0) -> Buffer {
    let rows = values.count / features
    let stride = (features + 15) / 16 * 16
    let buffer = Buffer(rows: rows, features: features, rowBytes: 4 * stride, byteCount: 4 * stride * rows)
    unsafe buffer.withFloats { floats in
      for row in 0..<rows {
        for feature in 0..<stride {
          unsafe floats[row * stride + feature] = feature < features ? values[row * features + feature] : padding
        }
      }
    }
    return buffer
  }

  static func matrix(rows: Int, features: Int, filledWith value: Float = .nan) -> Buffer {
    matrix([Float](repeating: value, count: rows * features), features: features, padding: value)
  }

  /// Values without rows (parameters, statistics, sums, indices of classes), as they stand; padded by zeros to a
  /// multiple of 64 bytes. `perRow` elements make a row where a rows kernel walks along it (row losses: 1).
  static func flat<Element: BitwiseCopyable>(_ values: [Element], perRow: Int = 0) -> Buffer {
    let size = MemoryLayout<Element>.stride
    let bytes = (values.count * size + 63) / 64 * 64
    let buffer = Buffer(rows: 1, features: values.count, rowBytes: perRow * size, byteCount: bytes)
    unsafe buffer.pointer.withMemoryRebound(to: Element.self, capacity: values.count) { elements in
      for (index, value) in values.enumerated() { unsafe elements[index] = value }
    }
    return buffer
  }

  /// The tensor's values without padding (a flat buffer: its values).
  var values: [Float] {
    let stride = rows == 1 ? features : rowBytes / 4
    let all: [Float] = elements(count: rows == 1 ? features : byteCount / 4)
    return (0..<rows).flatMap { all[$0 * stride..<$0 * stride + features] }
  }

  /// The lanes beyond the last feature of every row.
  var padding: [Float] {
    let all: [Float] = elements(count: byteCount / 4)
    let stride = byteCount / 4 / rows
    return (0..<rows).flatMap { all[$0 * stride + features..<($0 + 1) * stride] }
  }

  /// The first `count` elements in memory, padding included.
  func elements<Element: BitwiseCopyable>(count: Int, as type: Element.Type = Element.self) -> [Element] {
    (0..<count).map {
      unsafe pointer.load(fromByteOffset: $0 * MemoryLayout<Element>.stride, as: Element.self)
    }
  }

  /// Every float in memory as bits, for comparisons that tell zeros and NaNs apart.
  var bits: [UInt32] { elements(count: byteCount / 4) }

  var guardIsIntact: Bool {
    (0..<Self.guardBytes).allSatisfy {
      unsafe pointer.load(fromByteOffset: byteCount + $0, as: UInt8.self) == Self.guardPattern
    }
  }

  private func withFloats(_ body: (UnsafeMutablePointer<Float>) -> Void) {
    unsafe pointer.withMemoryRebound(to: Float.self, capacity: byteCount / 4) { unsafe body($0) }
  }
}

/// One kernel call. `run` may be repeated on other instruction sets and blocks.
struct KernelRunner {
  var kernel: Kernel
  var operands: [Buffer?]
  var sizes: [Int]
  var reals: [Float] = []
  /// The frame's scalar slots.
  var scalars: [Float] = []
  /// `call.slot`; nil: slot i is scalar i.
  var slots: [Int32]?
  /// Rows in the batch.
  var rows: Int
  /// nil: row r of the batch is row r of the data.
  var rowIndices: [UInt32]?
  var seed: UInt64 = 0
  var step: UInt64 = 0
  /// Blocks of rows, or of tiles, in the order in which they run; nil: one block of all `rows`.
  var blocks: [Range<Int>]?

  /// Runs the call; returns whether a loss kernel reported a non-finite row.
  @discardableResult
  func run(on instructionSet: InstructionSet) -> Bool {
    guard let kernels = unsafe lf_kernels(instructionSet.isa), let function = unsafe kernels[Int(kernel.rawValue)]
    else {
      return false
    }
    var call = lf_call()
    for (index, size) in sizes.enumerated() { Self.set(&call.size, index, Int64(size)) }
    for (index, real) in reals.enumerated() { Self.set(&call.real, index, real) }
    for (index, slot) in (slots ?? scalars.indices.map(Int32.init)).enumerated() {
      Self.set(&call.slot, index, slot)
    }
    for (index, operand) in operands.enumerated() {
      Self.set(&call.row_bytes, index, Int64(operand?.rowBytes ?? 0))
    }
    var nonFinite: UInt32 = 0
    let scratch = Buffer.flat([Float](repeating: .nan, count: Int(LF_SCRATCH_FLOATS)))
    let indices = Buffer.flat(rowIndices ?? (0..<UInt32(max(rows, 1))).map { $0 })
    let scalarSlots = Buffer.flat((scalars + [0]).map(Double.init))
    unsafe withUnsafeMutablePointer(to: &nonFinite) { flag in
      var frame = unsafe lf_frame(
        rows: Int64(rows), row_indices: UnsafePointer(indices.pointer.assumingMemoryBound(to: UInt32.self)),
        scalars: UnsafePointer(scalarSlots.pointer.assumingMemoryBound(to: Double.self)), seed: seed, step: step,
        non_finite: flag)
      for block in blocks ?? [0..<rows] {
        for (index, operand) in operands.enumerated() {
          let offset = kernel.domain == .rows ? block.lowerBound * (operand?.rowBytes ?? 0) : 0
          unsafe Self.set(&call.operand, index, operand.map { unsafe $0.pointer + offset })
        }
        unsafe withUnsafePointer(to: &frame) { frame in
          var bounds = unsafe lf_block(
            begin: Int64(block.lowerBound), end: Int64(block.upperBound), frame: frame,
            scratch: scratch.pointer.assumingMemoryBound(to: Float.self))
          unsafe function(&call, &bounds)
        }
      }
    }
    return nonFinite != 0
  }

  /// Writes one element of a C array, which Swift sees as a tuple.
  private static func set<Tuple, Element>(_ tuple: inout Tuple, _ index: Int, _ element: Element) {
    unsafe withUnsafeMutableBytes(of: &tuple) {
      unsafe $0.storeBytes(of: element, toByteOffset: index * MemoryLayout<Element>.stride, as: Element.self)
    }
  }
}

/// Reproducible numbers for tests: SplitMix64 (Steele, Lea, Flood 2014).
struct TestRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// Uniform in the range.
  mutating func float(in range: ClosedRange<Float> = -1...1) -> Float {
    let unit = Float(next() >> 40) * 0x1p-24
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }

  mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in float(in: range) }
  }
}
