// Kinds, builders and contexts for tests that need no spec text.

import Diagnostics
import ExecutionPlan
import Planner
import SpecParser

/// A stretch of a spec at the given line.
func range(line: Int) -> SourceRange {
  SourceRange(
    path: "test.yaml", start: SourcePosition(line: line, column: 1, offset: line * 100),
    end: SourcePosition(line: line, column: 9, offset: line * 100 + 8))
}

/// A kind with the given fields written and its defaults filled in, as the decoder gives it.
func makeKind(_ family: FamilyName, _ name: String, _ written: [String: SpecValue] = [:]) -> KindValue {
  let catalog = makeCatalog(sources: KindFamily(.source, title: "Sources", "", kinds: []))
  let declaration = catalog[family].kind(name)
  var arguments = Arguments(values: written, range: range(line: 5))
  for (key, _) in written { arguments.ranges[key] = range(line: 6) }
  for field in declaration?.fields ?? [] where written[field.name] == nil {
    if case .kindNamed(let kind) = field.defaultValue, case .kind(let family) = field.type {
      arguments.values[field.name] = .kind(makeKind(family, kind))
    } else {
      arguments.values[field.name] = field.defaultValue
    }
  }
  return KindValue(
    name: declaration?.name ?? name, writtenName: name, arguments: arguments, range: range(line: 5),
    nameRange: range(line: 4))
}

/// A builder in which the layer `layer` is being lowered, and its input.
func makeBuilder(
  _ mode: GraphMode = .training, input: [Int], layer: String = "layer", isTrainable: Bool = true
) -> (builder: GraphBuilder, x: ValueID) {
  var builder = GraphBuilder(mode: mode, tables: GraphTables(), range: range(line: 1))
  builder.enter("data", at: range(line: 1))
  let x = builder.append(.input, [], shape: .batched(input), name: "input")
  builder.enter(layer, at: range(line: 2), isTrainable: isTrainable)
  return (builder, x)
}

extension GraphBuilder {
  /// The operations in order.
  var operations: [Planner.Operation] { graph.values.map(\.operation) }
  var codes: [String] { diagnostics.items.map(\.code.id) }
}
