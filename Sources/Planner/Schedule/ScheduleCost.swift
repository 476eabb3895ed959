// The cost model of the row phases: how many rows a block should have, and whether to go layer by layer.
//
// A block of rows passes by all weights of its phase. Where block and weights fit a core's own cache, weights are read
// once a step by each thread; else once a block, from the shared cache or memory, and a block's values that outgrow the
// cache leave it and come back. Larger blocks read weights less often, smaller ones keep values in the cache and share
// the work out more evenly. Going layer by layer, each product has the cache for its own weights, but all rows leave the
// cache between two layers, and every layer ends with a barrier.

import ExecutionPlan

struct ScheduleCost {
  /// A product among the row calls: what one row of it needs.
  private struct Product {
    var flopsPerRow: Double
    var weightBytes: Double
    /// Bytes of the row that it reads and of the one that it writes.
    var rowBytes: Double
  }

  private let machine: MachineModel
  /// What claiming a block of rows costs, in overheads of a step.
  private static let claimSteps = 2.0
  private let batch: Int
  private let calls: Int
  private let products: [Product]
  /// Bytes of all values of one row.
  private let rowBytes: Double

  init(_ kernels: KernelGraph, _ machine: MachineModel) {
    self.machine = machine
    batch = kernels.batch
    let rows = kernels.calls.filter { $0.kernel.domain == .rows }
    calls = rows.count
    products = rows.filter(\.kernel.isRowProduct).map { call in
      let (inputs, outputs) = (Double(call.sizes[1]), Double(call.sizes[2]))
      let positions = Double(call.sizes[0])
      return Product(
        flopsPerRow: 2 * positions * inputs * outputs, weightBytes: 4 * inputs * outputs,
        rowBytes: 4 * positions * (inputs + outputs))
    }
    let values = Set(rows.flatMap { call in call.writes.map(\.buffer) })
    rowBytes = values.reduce(0) { sum, buffer in
      guard case .value(let id) = buffer else { return sum }
      return sum + Double(TensorLayout.rowBytes(kernels.graph[id].shape))
    }
  }

  func decide(order: LayerOrder, fusedPhases: Int, layeredPhases: Int) -> ScheduleDecision {
    func best(_ seconds: (Int) -> Double) -> (rowBlock: Int, seconds: Double) {
      var best = (rowBlock: 16, seconds: seconds(16))
      for rowBlock in candidates.dropFirst() {
        // A smaller block is easier to share out: a larger one has to be worth it.
        let candidate = seconds(rowBlock)
        if candidate < 0.99 * best.seconds { best = (rowBlock, candidate) }
      }
      return best
    }
    let fused = best { fusedSeconds(rowBlock: $0, phases: fusedPhases) }
    guard layeredPhases > fusedPhases else {
      return ScheduleDecision(rowBlock: fused.rowBlock, isLayered: false, seconds: fused.seconds)
    }
    let layered = best { layeredSeconds(rowBlock: $0, phases: layeredPhases) }
    let isLayered =
      switch order {
      case .cheapest: layered.seconds < fused.seconds
      case .onePass: false
      case .layerByLayer: true
      }
    let (chosen, other) = isLayered ? (layered, fused) : (fused, layered)
    return ScheduleDecision(
      rowBlock: chosen.rowBlock, isLayered: isLayered, seconds: chosen.seconds, otherSeconds: other.seconds)
  }

  /// Sixteen rows, twice as many, ... up to the batch.
  private var candidates: [Int] {
    let whole = (batch + 15) / 16 * 16
    return sequence(first: 16) { $0 < whole ? min(2 * $0, whole) : nil }.map(\.self)
  }

  private var flopsPerRow: Double { products.reduce(0) { $0 + $1.flopsPerRow } }

  /// Seconds of arithmetic with the rows shared out in blocks: the longest worker counts.
  private func arithmeticSeconds(rowBlock: Int, flopsPerRow: Double) -> Double {
    let items = (batch + rowBlock - 1) / rowBlock
    let rounds = (items + machine.threads - 1) / machine.threads
    return Double(rounds * rowBlock) * flopsPerRow / (machine.peakFlops * machine.productShare)
  }

  /// The cache that a thread has for itself.
  private var privateCache: Double { Double(machine.levels.first?.byteCount ?? 0) }

  /// Seconds for traffic beyond that cache, from where all weights and values of the batch find room.
  private func transferSeconds(_ bytes: Double) -> Double {
    let footprint = products.reduce(0) { $0 + $1.weightBytes } + Double(batch) * rowBytes
    return bytes / machine.bandwidth(footprint: max(Int(footprint), machine.levels.first?.byteCount ?? 0) + 1)
  }

  private func fusedSeconds(rowBlock: Int, phases: Int) -> Double {
    let items = Double((batch + rowBlock - 1) / rowBlock)
    let weights = products.reduce(0) { $0 + $1.weightBytes }
    let values = Double(rowBlock) * rowBytes
    let cache = privateCache
    let readings = weights + values <= cache ? min(items, Double(machine.threads)) : items
    // What does not fit goes out and comes back once.
    let spilled = max(0, values - max(cache - weights, cache / 2)) / Double(rowBlock) * Double(batch) * 2
    return arithmeticSeconds(rowBlock: rowBlock, flopsPerRow: flopsPerRow)
      + transferSeconds(readings * weights + spilled)
      + overheadSeconds(items: items, calls: Double(calls), phases: phases)
  }

  private func layeredSeconds(rowBlock: Int, phases: Int) -> Double {
    let items = Double((batch + rowBlock - 1) / rowBlock)
    let bytes = products.reduce(0.0) { sum, product in
      let fits = product.weightBytes + Double(rowBlock) * product.rowBytes <= privateCache
      let readings = fits ? min(items, Double(machine.threads)) : items
      return sum + readings * product.weightBytes
    }
    return arithmeticSeconds(rowBlock: rowBlock, flopsPerRow: flopsPerRow)
      + transferSeconds(bytes + Double(batch) * rowBytes * 2)
      + overheadSeconds(
        items: items * Double(max(products.count, 1)), calls: Double(calls) / Double(max(products.count, 1)),
        phases: phases)
  }

  private func overheadSeconds(items: Double, calls: Double, phases: Int) -> Double {
    let rounds = (items / Double(machine.threads)).rounded(.up)
    return rounds * (calls + Self.claimSteps) * machine.stepSeconds + Double(phases) * machine.barrierSeconds
  }
}

extension Kernel {
  /// Whether it is a product of rows by a parameter, which begins a phase where layers are scheduled one by one.
  var isRowProduct: Bool { self == .dense || self == .denseInputGradient }
}
