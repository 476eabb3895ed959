// The parameter memory: all values first (so that a copy of the weights is one stretch), then states, then transposed
// copies; and the constants' memory.

import ExecutionPlan

struct ParameterMemory {
  private(set) var layouts: [ParameterLayout] = []
  private(set) var byteCount = 0

  /// - Parameters:
  ///   - programs: the kernel graphs that tell which states and transposed copies exist.
  ///   - guardBytes: bytes that stay free behind every tensor.
  init(_ tables: GraphTables, _ programs: [KernelGraph], guardBytes: Int) {
    var states: Set<Buffer> = []
    for call in programs.flatMap(\.calls) {
      for access in call.reads + call.writes { states.insert(access.buffer) }
    }
    var end = 0
    func take(_ bytes: Int) -> Int {
      defer { end += (bytes + 63) / 64 * 64 + guardBytes }
      return end
    }
    layouts = tables.parameters.map { parameter in
      var layout = ParameterLayout(
        name: parameter.name, shape: parameter.shape, initializer: parameter.initializer,
        isTrainable: parameter.isTrainable, offset: 0, states: [], transposedOffset: nil)
      layout.offset = take(layout.byteCount)
      return layout
    }
    for index in layouts.indices {
      for (number, name) in (tables.optimizer?.layout.rule.states ?? []).enumerated()
      where states.contains(.state(parameter: index, index: number)) {
        layouts[index].states.append(ParameterLayout.State(name: name, offset: take(layouts[index].byteCount)))
      }
    }
    for index in layouts.indices where states.contains(.transposed(index)) {
      let layout = layouts[index]
      layouts[index].transposedOffset = take(
        ParameterLayout.panelBytes(inputs: layout.outputs, outputs: layout.inputs))
    }
    byteCount = end
  }

  static func constants(_ tables: GraphTables) -> (layouts: [ConstantLayout], byteCount: Int) {
    var end = 0
    let layouts = tables.constants.map { constant in
      defer { end += (constant.count + 15) / 16 * 64 }
      return ConstantLayout(name: constant.name, source: constant.source, count: constant.count, offset: end)
    }
    return (layouts, end)
  }
}
