// Panels of 16 outputs: packing, unpacking, the transposed copy and the count of tiles.

import CKernels
import ExecutionPlan
import Testing

@Suite struct LayoutTests {
  @Test(arguments: OddSizes.features, OddSizes.features)
  func `unpacking gives back what was packed`(inputs: Int, outputs: Int) {
    var random = TestRandom(seed: 1)
    let matrix = Matrix(inputs: inputs, outputs: outputs, random: &random)
    #expect(Matrix(inputs: inputs, outputs: outputs, panels: matrix.panels).values == matrix.values)
  }

  @Test func `an element stands in its panel, lanes beyond the last output are zero`() {
    let matrix = Matrix(inputs: 2, outputs: 17, values: (0..<34).map { Float($0 + 1) })
    let panels = matrix.panels
    #expect(panels.count == 64)
    #expect(panels[0..<16] == matrix.values[0..<16], "panel 0, input 0")
    #expect(panels[16..<32] == matrix.values[17..<33], "panel 0, input 1")
    #expect(panels[32] == 17, "panel 1, input 0")
    #expect(panels[48] == 34, "panel 1, input 1")
    #expect((Array(panels[33..<48]) + Array(panels[49..<64])).allSatisfy { $0 == 0 })
  }

  @Test(arguments: OddSizes.features, OddSizes.features)
  func `the transposed copy holds the transposed matrix with zeros beyond it`(inputs: Int, outputs: Int) {
    var random = TestRandom(seed: 2)
    let matrix = Matrix(inputs: inputs, outputs: outputs, random: &random)
    let transposed = Matrix(
      inputs: outputs, outputs: inputs,
      values: (0..<outputs).flatMap { o in (0..<inputs).map { i in matrix.values[i * outputs + o] } })
    #expect(matrix.transposedPanels == transposed.panels)
  }

  @Test(
    arguments: [(1, 1, 1), (48, 32, 1), (49, 32, 2), (48, 33, 2), (49, 33, 4), (784, 10, 17), (1, 100, 4)])
  func `tiles are 48 inputs by 32 outputs`(inputs: Int, outputs: Int, tiles: Int) {
    #expect(Kernel.update.tileCount(sizes: [inputs, outputs, 0, 0]) == tiles)
  }
}
