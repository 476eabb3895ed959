// Curves in the terminal, drawn small enough to check by eye.

import Reports
import Testing

struct CurveChartTests {
  @Test("a rising line runs from the lower left to the upper right")
  func rising() {
    let chart = CurveChart(
      title: "accuracy", series: [Series(name: "accuracy", values: [0, 1])], usesColor: false, columns: 4, rows: 2)
    #expect(
      chart.lines() == [
        "        accuracy   ━ accuracy",
        "1.0000 ┤  ⡠⠊",
        "0.0000 ┤⡠⠊  ",
        "       └────",
        "        1 epoch 2",
      ])
  }

  @Test("without colour the second line is dashed: it has fewer dots")
  func dashed() {
    func dots(_ series: Int) -> Int {
      let chart = CurveChart(
        title: "t", series: [Series(name: "a", values: []), Series(name: "b", values: [1, 1])].suffix(series),
        usesColor: false, columns: 20, rows: 2)
      return chart.lines().dropFirst().joined().unicodeScalars.reduce(0) { count, scalar in
        (0x2800...0x28FF).contains(scalar.value) ? count + Int(scalar.value - 0x2800).nonzeroBitCount : count
      }
    }
    #expect(dots(1) == 40)
    #expect(dots(2) == 20)
  }

  @Test("values that are not finite leave a gap, and one epoch is no chart")
  func gaps() {
    let gap = CurveChart(
      title: "t", series: [Series(name: "a", values: [1, .nan, 1])], usesColor: false, columns: 10, rows: 1)
    // Single dots at both ends, nothing between.
    #expect(gap.lines()[1].hasSuffix("┤⡀        ⢀"))
    #expect(CurveChart(title: "t", series: [Series(name: "a", values: [1])], usesColor: false).lines().isEmpty)
    #expect(CurveChart(title: "t", series: [], usesColor: false).lines().isEmpty)
  }

  @Test(
    "figures have four significant digits",
    arguments: [
      (0.97312, "0.9731"), (12.3456, "12.346"), (123.456, "123.46"), (1234.56, "1234.6"), (0, "0.0000"),
      (1.2e-5, "1.20e-5"), (-0.5, "-0.5000"), (9.999e-5, "1.00e-4"), (2.5e7, "2.50e7"), (.infinity, "inf"),
    ])
  func figures(value: Double, text: String) {
    #expect(formatFigure(value) == text)
  }
}
