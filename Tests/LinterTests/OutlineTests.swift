// A mistake in the training does not hide those of the model and of the rows.

import Pipeline
import Testing

@Suite struct OutlineTests {
  private func codes(_ text: String) throws -> Set<String> {
    let path = try TemporaryFolder()
    let file = try path.write(text, to: "spec.yaml")
    let findings = Pipeline.lint(CompileRequest(path: file, threads: 1)).diagnostics.items
    return Set(findings.filter { $0.severity != .information }.map(\.code.id))
  }

  @Test("an unknown metric hides neither a wrong shape nor raw inputs")
  func metricHidesNothing() throws {
    let codes = try codes(
      """
      version: 1
      seed: 1
      data: {source: digits}
      model: {layers: [{reshape: [9, 9]}, flatten, {dense: 10}]}
      training: {loss: sparse_categorical_crossentropy, metrics: [acuracy], epochs: 10}
      """)
    #expect(codes == ["Y107", "N101"])
  }

  @Test("a learning rate out of range hides no dropout behind the output, and is reported once")
  func rateHidesNothing() throws {
    let codes = try codes(
      """
      version: 1
      seed: 1
      data: {source: digits}
      model: {layers: [flatten, {dense: 32}, {dense: 10}, {dropout: 0.2}]}
      training: {loss: sparse_categorical_crossentropy, epochs: 10, optimizer: {adam: {learning_rate: -1}}}
      """)
    #expect(codes == ["Y106", "N206", "N208", "D201"])
  }

  @Test("a mistake in the model leaves the model alone")
  func modelIsNotGuessed() throws {
    let codes = try codes(
      """
      version: 1
      seed: 1
      data: {source: digits, preprocessing: [{rescaling: $(1 / 16)}]}
      model: {layers: [flatten, {dense: many}]}
      training: {loss: sparse_categorical_crossentropy, epochs: 10}
      """)
    #expect(codes == ["Y105"])
  }
}
