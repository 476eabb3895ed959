// Search spaces, constraints and the points that are compiled: what the rules' examples don't show.

import Diagnostics
import Linter
import Pipeline
import SpecParser
import Testing

@Suite struct SweepTests {
  // MARK: - The space

  @Test("a grid's points come in order, the last parameter fastest")
  func gridOrder() throws {
    let space = try subject("a: {values: [1, 2]}, b: {values: [x, y, z]}").space
    let points = space.points(varying: [0, 1], limit: 100)
    #expect(points.isWhole)
    #expect(points.points == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]])
    #expect(space.text(of: [1, 0]) == "a 2, b x")
  }

  @Test("numbers are equal by value, and text is no number")
  func equality() throws {
    let space = try subject("a: {values: [1, 1.0, 1e0, '1', 0.1, 1e-1, -0.0, 0, {x: 1, y: 2}, {y: 2.0, x: 1}]}").space
    #expect(space.axes[0].choices.map(\.valueText) == ["1", "1", "0.1", "-0.0", "{x: 1, y: 2}"])
  }

  @Test("a logarithmic range is stepped through by a constant factor, between exact bounds")
  func logarithmicSteps() throws {
    let values = try numbers("a: {distribution: log_uniform, min: 1e-4, max: 1e-1, steps: 4}")
    #expect(values.first == 1e-4 && values.last == 1e-1 && values.count == 4)
    for (value, wanted) in zip(values, [1e-4, 1e-3, 1e-2, 1e-1]) { #expect(abs(value / wanted - 1) < 1e-12) }
  }

  @Test("a range of integers has them all; one of reals the ends and no whole number between")
  func ranges() throws {
    #expect(try numbers("a: {distribution: int_uniform, min: 3, max: 7}") == [3, 4, 5, 6, 7])
    let reals = try numbers("a: {min: 16, max: 128}")
    #expect(Array(reals.prefix(2)) == [16, 128])
    #expect(reals[2] != reals[2].rounded() && reals.allSatisfy { (16...128).contains($0) })
    #expect(try subject("a: {min: 16, max: 128}").space.count == nil)
  }

  @Test("a space that is too large is sampled: its corners, and the same points every time")
  func sampling() throws {
    let axes = ["a", "b", "c"].map { "\($0): {distribution: int_uniform, min: 0, max: 49}" }.joined(separator: ", ")
    let space = try subject(axes).space
    let points = space.points(varying: [0, 1, 2], limit: 200)
    #expect(!points.isWhole && points.points.count == 200)
    #expect(points.points[0] == [0, 0, 0] && points.points[1] == [49, 49, 49])
    #expect(points.points == space.points(varying: [0, 1, 2], limit: 200).points)
    // Spread evenly: of 200 points each fifth of an axis has near 40.
    for axis in 0..<3 {
      for fifth in 0..<5 {
        let count = points.points.count { (fifth * 10..<fifth * 10 + 10).contains($0[axis]) }
        #expect((30...50).contains(count), "axis \(axis), fifth \(fifth)")
      }
    }
  }

  @Test("what was substituted is not substituted again")
  func dollarsStay() throws {
    let subject = try subject("a: {values: ['$$x', [1, '$$y']]}")
    let choices = subject.space.axes[0].choices
    #expect(choices[0].scalar?.text == "$x")
    #expect(subject.resolved.override("a", choices[0]).node.scalar?.text == "$$x")
    #expect(subject.resolved.override("a", choices[1]).node.sequence?[1].scalar?.text == "$$y")
  }

  @Test("a parameter that is set is not varied")
  func pinned() throws {
    #expect(try subject("a: {values: [1, 2]}, b: {values: [1, 2]}", overrides: ["a=2"]).space.axes.map(\.name) == ["b"])
  }

  // MARK: - Constraints

  @Test("constraints count what they leave")
  func admission() throws {
    // 1 x 10, 1 x 100, 2 x 10, 2 x 100 and 10 x 10 of the six, at each of two rates.
    let admission = try subject(
      "a: {values: [1, 2, 10]}, b: {values: [10, 100]}, c: {values: [1e-3, 1e-2]}", constraints: "a * b <= 500"
    ).admission
    #expect(admission.count == 10)
    #expect(admission.verdicts[0]?.held == 5 && admission.verdicts[0]?.tried == 6)
  }

  @Test("a constraint may name a constant parameter; one computed from swept ones waits for a compiled point")
  func otherParameters() throws {
    #expect(try subject("a: {values: [1, 2]}", constraints: "a < two").admission.count == 1)
    let computed = try subject("a: {values: [1, 2]}", constraints: "a < twice")
    #expect(computed.admission.verdicts.count == 1 && computed.admission.verdicts[0] == nil)
  }

  @Test("an endless range leaves points that can't be counted")
  func endlessRange() throws {
    let admission = try subject("a: {min: 0, max: 1}", constraints: "a > 2").admission
    #expect(admission.count == nil && admission.held == 0 && !admission.isWhole && admission.tried > 2)
  }

  // MARK: - The survey

  @Test("as many points are compiled as allowed, whatever the space")
  func compilationsAreBounded() throws {
    let values = "{values: [\((0..<40).map(String.init).joined(separator: ", "))]}"
    var calls = 0
    let subject = try subject("a: \(values), b: \(values), c: \(values)") { _ in
      calls += 1
      return PointResult(errors: [], parameterCount: calls, steps: 1)
    }
    #expect(calls == SweepSurvey.compilationLimit)
    #expect(!subject.survey.isWhole)
  }

  @Test("the survey starts from the defaults, also where one lies within a range")
  func startsFromDefaults() throws {
    var first: [String?]?
    _ = try subject("a: {min: 0, max: 4}, b: {values: [3, 1]}") { overrides in
      if first == nil { first = overrides.map(\.node.scalar?.text) }
      return PointResult(errors: [])
    }
    #expect(first == ["1", "1"])
  }

  @Test("large plans end the survey early")
  func workIsBounded() throws {
    var calls = 0
    _ = try subject("a: {values: [1, 2, 3, 4, 5, 6, 7, 8]}") { _ in
      calls += 1
      return PointResult(errors: [], parameterCount: calls, steps: SweepSurvey.stepLimit / 2)
    }
    #expect(calls == 2)
  }

  @Test("values that change no plan are compiled once each, not with every other value")
  func neutralParameters() throws {
    // 1 + 2 for the units, 3 more for the rates: not 3 x 4.
    var calls = 0
    let subject = try subject("a: {values: [1, 2, 3]}, c: {values: [0.1, 0.2, 0.3, 0.4]}") { overrides in
      calls += 1
      return PointResult(errors: [], parameterCount: overrides[0].node.scalar?.text == "1" ? 10 : 20, steps: 1)
    }
    #expect(calls == 6 && subject.survey.isWhole && subject.survey.plans.count == 3)
  }

  @Test("a value that never compiles is compiled once and blamed alone")
  func blame() throws {
    var calls = 0
    let survey = try subject("a: {values: [1, 0, 2]}, b: {values: [1, 2, 3]}") { overrides in
      calls += 1
      let isBad = overrides[0].node.scalar?.text == "0"
      return PointResult(errors: isBad ? [refusal] : [], parameterCount: calls, steps: 1)
    }.survey
    #expect(survey.refusals.map(\.axes) == [[0]] && survey.refusals.map(\.point) == [[1, 0]])
    #expect(calls == 7 && survey.isWhole)
  }

  @Test("nothing is blamed where the defaults do not compile")
  func defaultsDoNotCompile() throws {
    for axes in ["a: {values: [1, 2]}", "a: {values: [5, 6]}"] {
      let survey = try subject(axes) { _ in PointResult(errors: [refusal]) }.survey
      #expect(survey.refusals.isEmpty && survey.trials.isEmpty)
    }
  }

  @Test("trials are counted with constraints and cap")
  func trialCount() throws {
    #expect(try subject("a: {values: [1, 2, 3]}, b: {values: [1, 2]}").trialCount == 6)
    #expect(try subject("a: {values: [1, 2, 3]}, b: {values: [1, 2]}", constraints: "a > b").trialCount == 3)
    #expect(try subject("a: {values: [1, 2, 3]}", method: "grid, run_cap: 2").trialCount == 2)
    #expect(try subject("a: {min: 0, max: 1}", method: "random, run_cap: 20").trialCount == 20)
  }
}

private let refusal = Diagnostic(.error, DiagnosticCode("N000", "test"), "it does not work", at: .none)

private func numbers(_ axes: String) throws -> [Double] {
  try subject(axes).space.axes[0].choices.compactMap { node in
    switch node.scalar?.value {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .boolean, .string, .null, nil: nil
    }
  }
}

/// The subject of a spec with this sweep; a, b and c are 1 unless swept.
private func subject(
  _ axes: String, constraints: String? = nil, method: String? = nil, overrides: [String] = [],
  compile: ([Override]) -> PointResult = { _ in PointResult(errors: []) }
) throws -> SweepSubject {
  let method = method ?? (axes.contains("min:") && !axes.contains("steps") ? "random, run_cap: 9" : "grid")
  let text = """
    parameters: {a: 1, b: 1, c: 0.1, two: 2, twice: "$(2 * a)"}
    data: {source: digits}
    model: {layers: [flatten, {dense: 10}]}
    training: {loss: sparse_categorical_crossentropy}
    sweep: {method: \(method), parameters: {\(axes)}, constraints: [\(constraints.map { "'\($0)'" } ?? "")]}
    """
  var diagnostics = DiagnosticList()
  let read = SpecReader.read(
    bytes: Array(text.utf8), path: "test.yaml", overrides: overrides, catalog: catalog, diagnostics: &diagnostics)
  let spec = try #require(read.spec, "\(diagnostics.items)")
  return SweepSubject(
    spec: spec, resolved: try #require(read.resolved), sweep: try #require(spec.sweep), compile: compile)
}
