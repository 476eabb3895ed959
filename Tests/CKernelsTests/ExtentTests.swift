// Every kernel on operands of exactly the bytes that `Step.extents` says it touches, each ending where a page begins that
// nobody may read or write. The verifier lets plans through on the word of these extents; a kernel that reaches further
// ends this test by a fault of the memory, one that writes before its operand by a failure.

import CKernels
import ExecutionPlan
import Glibc
import Testing

/// Zeroed memory that ends at a page without any access.
@safe final class FencedMemory {
  private static let page = 4096
  private let mapping: UnsafeMutableRawPointer
  private let mappedBytes: Int
  /// Bytes between the mapping's beginning and the operand.
  private let slack: Int
  let pointer: UnsafeMutableRawPointer

  init?(byteCount: Int) {
    let usable = (max(byteCount, 1) + Self.page - 1) / Self.page * Self.page
    mappedBytes = usable + Self.page
    let mapped = unsafe mmap(nil, mappedBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED,
      unsafe mprotect(mapped + usable, Self.page, PROT_NONE) == 0
    else { return nil }
    unsafe mapping = mapped
    slack = usable - byteCount
    unsafe pointer = mapped + slack
  }

  deinit { unsafe munmap(mapping, mappedBytes) }

  /// Whether the four vectors before the operand are still zero.
  var isClearBefore: Bool {
    (max(0, slack - 256)..<slack).allSatisfy { unsafe mapping.load(fromByteOffset: $0, as: UInt8.self) == 0 }
  }
}

struct ExtentTests {
  /// [positions, inputs, outputs]: single lanes, whole panels, rests, more than one tile.
  static let shapes = [[1, 1, 1], [1, 5, 17], [1, 16, 32], [3, 16, 16], [3, 7, 10], [2, 50, 37]]
  /// A whole block of 16 rows and a rest.
  static let rows = 19

  /// Functions that a size of the kernel may name.
  static func functions(_ kernel: Kernel) -> [Int] {
    switch kernel {
    case .dense, .denseInputGradient: Activation.allCases.filter(\.isElementwise).map { Int($0.rawValue) }
    case .activation, .activationGradient: Activation.allCases.map { Int($0.rawValue) }
    case .loss: Loss.allCases.map { Int($0.rawValue) }
    case .metric: Metric.allCases.map { Int($0.rawValue) }
    case .denseKernelGradient, .biasGradient, .update: UpdateRule.allCases.map { Int($0.rawValue) }
    case .gather: [VectorSource.dataUInt8.rawValue, VectorSource.dataFloat32.rawValue]
    case .affine, .addBias, .dropout, .gaussianNoise, .batchNormalize, .layerNormalize, .add, .batchNormalizeGradient,
      .layerNormalizeGradient, .batchStatistics, .batchNormalizeGradientSums, .layerNormalizeScaleGradient,
      .movingAverage, .regularize, .clipByValue, .clipByNorm, .squaredNorm, .penalty, .addScalars, .accumulate:
      [0]
    }
  }

  /// Sources and lanes that a product may have.
  static func layouts(_ kernel: Kernel, _ shape: [Int]) -> [(source: VectorSource, lanes: PanelLanes)] {
    switch kernel {
    case .dense, .denseKernelGradient:
      VectorSource.allCases.flatMap { source in PanelLanes.allCases.map { (source, $0) } }.filter { source, lanes in
        // Data has one position, and a product goes along it only with lanes over inputs.
        source == .rows || shape[0] == 1 && (kernel == .denseKernelGradient || lanes == .inputs)
      }
    default: [(.rows, .outputs)]
    }
  }

  static func step(
    _ kernel: Kernel, _ shape: [Int], function: Int, source: VectorSource, lanes: PanelLanes
  ) -> Step {
    let sizes = kernel.sizes.map { name in
      switch name {
      case "positions": shape[0]
      case "inputs": shape[1]
      case "outputs", "features", "elements", "width": shape[2]
      case "source": kernel == .gather ? function : source.rawValue
      case "lanes": lanes.rawValue
      case "activation", "loss", "rule": function
      case "metric": kernel == .metric ? function : 0
      // Two features of stream, measure, statistic or k; updates are regularized.
      default: 1
      }
    }
    return Step(
      kernel: kernel, operands: kernel.operands.map { _ in nil }, sizes: sizes, reals: [], slots: [], text: "",
      origin: 0)
  }

  @Test("no kernel reaches beyond its extents", arguments: Kernel.allCases, InstructionSet.supported)
  func kernels(kernel: Kernel, instructionSet: InstructionSet) throws {
    for shape in Self.shapes {
      for function in Self.functions(kernel) {
        for (source, lanes) in Self.layouts(kernel, shape) {
          let step = Self.step(kernel, shape, function: function, source: source, lanes: lanes)
          try #require(step.extents.count == kernel.operands.count)
          let operands = try step.extents.map { try #require(FencedMemory(byteCount: Self.bytes($0))) }
          try Self.run(step, operands, on: instructionSet)
          for (role, operand) in zip(kernel.operands, operands) {
            #expect(operand.isClearBefore, "\(kernel.name) \(step.sizes) writes before its \(role.name)")
          }
        }
      }
    }
  }

  private static func bytes(_ extent: OperandExtent) -> Int {
    switch extent {
    case .rows(let bytes): rows * bytes
    case .whole(let bytes): bytes
    case .inputs(let features, let elementType): rows * features * elementType.size
    case .targets(let width): rows * 4 * (width ?? 1)
    }
  }

  /// All blocks of rows, or all tiles, of the batch.
  private static func run(_ step: Step, _ operands: [FencedMemory], on instructionSet: InstructionSet) throws {
    let kernels = try unsafe #require(unsafe lf_kernels(instructionSet.isa))
    var bound = lf_step()
    bound.kernel = step.kernel.rawValue
    for (index, size) in step.sizes.enumerated() { set(&bound.call.size, index, Int64(size)) }
    for index in 0..<Int(LF_MAX_SLOTS) { set(&bound.call.slot, index, Int32(index)) }
    for (index, extent) in step.extents.enumerated() {
      unsafe set(&bound.call.operand, index, operands[index].pointer)
      if case .rows(let bytes) = extent { set(&bound.call.row_bytes, index, Int64(bytes)) }
    }
    let scratch = try #require(FencedMemory(byteCount: 4 * Int(LF_SCRATCH_FLOATS)))
    let indices = try #require(FencedMemory(byteCount: 4 * rows))
    let scalars = try #require(FencedMemory(byteCount: 8 * Int(LF_MAX_SLOTS)))
    for row in 0..<rows { unsafe indices.pointer.storeBytes(of: UInt32(row), toByteOffset: 4 * row, as: UInt32.self) }
    var frame = unsafe lf_frame()
    unsafe frame.rows = Int64(rows)
    unsafe frame.row_indices = UnsafePointer(indices.pointer.assumingMemoryBound(to: UInt32.self))
    unsafe frame.scalars = UnsafePointer(scalars.pointer.assumingMemoryBound(to: Double.self))
    unsafe withUnsafePointer(to: &frame) { frame in
      func block(_ range: Range<Int>) -> lf_block {
        unsafe lf_block(
          begin: Int64(range.lowerBound), end: Int64(range.upperBound), frame: frame,
          scratch: scratch.pointer.assumingMemoryBound(to: Float.self))
      }
      switch step.kernel.domain {
      case .rows:
        for range in [0..<16, 16..<rows] {
          var block = unsafe block(range)
          unsafe lf_run_rows([bound], 1, kernels, &block, scratch.pointer.assumingMemoryBound(to: CChar.self))
        }
      case .tiles, .once:
        let tiles = step.kernel.domain == .once ? 1 : step.kernel.tileCount(sizes: step.sizes)
        var block = unsafe block(0..<tiles)
        unsafe lf_run_tiles(&bound, kernels, &block)
      }
    }
  }

  /// Writes one element of a C array, which Swift sees as a tuple.
  private static func set<Tuple, Element>(_ tuple: inout Tuple, _ index: Int, _ element: Element) {
    unsafe withUnsafeMutableBytes(of: &tuple) {
      unsafe $0.storeBytes(of: element, toByteOffset: index * MemoryLayout<Element>.stride, as: Element.self)
    }
  }
}
