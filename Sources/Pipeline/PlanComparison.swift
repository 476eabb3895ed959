// What changed between two plans: totals, parameters, fusions (steps that appear, disappear or change), the schedule,
// and the run-time values. Steps are matched by what they compute, which is the name before the equals sign in a plan's
// text.

import ExecutionPlan

/// The way from one plan to another.
public struct PlanComparison: Sendable, Hashable {
  /// A total.
  public struct Quantity: Sendable, Hashable {
    public enum Unit: Sendable, Hashable { case count, bytes, flops }
    public var name: String
    public var unit: Unit
    public var before: Int
    public var after: Int

    public var isChanged: Bool { before != after }
  }

  /// A difference in words; nil for what is not there.
  public struct Change: Sendable, Hashable {
    public var name: String
    public var before: String?
    public var after: String?

    public init(name: String, before: String?, after: String?) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  /// A kernel that appears, disappears, computes something else (another fusion, other operands), or has other sizes.
  public struct KernelChange: Sendable, Hashable {
    /// What it computes: `dense`.
    public var name: String
    /// How: `dense+bias+relu(x, dense.kernel, dense.bias)`; nil where there is none.
    public var before: String?
    public var after: String?
    /// Where both are there: sizes and constants that differ.
    public var sizes: [Change]
  }

  public struct ProgramChanges: Sendable, Hashable {
    public var program: String
    public var kernels: [KernelChange]
    public var schedule: [Change]
  }

  public var quantities: [Quantity]
  /// Shapes, initial values and whether they are trained.
  public var parameters: [Change]
  /// The programs that changed.
  public var programs: [ProgramChanges]
  /// What the plan expects and computes beside its programs.
  public var others: [Change]
  /// Learning rates, seed, epochs, callbacks.
  public var runTimeValues: [Change]

  public var isEmpty: Bool {
    !quantities.contains(where: \.isChanged) && parameters.isEmpty && programs.isEmpty && others.isEmpty
      && runTimeValues.isEmpty
  }

  /// - Parameters:
  ///   - before: what is compared against.
  ///   - after: what there is now.
  public init(from before: CompiledSpec, to after: CompiledSpec) {
    self.init(
      before.plan, before.compilation.configuration, peak: before.compilation.memory.total, after.plan,
      after.compilation.configuration, peak: after.compilation.memory.total)
  }

  init(
    _ before: Plan, _ oldValues: RunConfiguration, peak oldPeak: Int, _ after: Plan, _ newValues: RunConfiguration,
    peak newPeak: Int
  ) {
    func quantity(_ name: String, _ unit: Quantity.Unit, _ value: (Plan) -> Int) -> Quantity {
      Quantity(name: name, unit: unit, before: value(before), after: value(after))
    }
    quantities = [
      quantity("parameters", .count, \.parameterCount),
      quantity("trainable parameters", .count, \.trainableParameterCount),
      quantity("FLOPs a step", .flops) { $0.training.cost(rows: $0.batch).flops },
      Quantity(name: "peak memory", unit: .bytes, before: oldPeak, after: newPeak),
      quantity("arena", .bytes, \.arenaMemory),
      quantity("batch", .count, \.batch),
      quantity("kernels a step", .count, \.training.steps.count),
      quantity("phases", .count, \.training.phases.count),
      quantity("row block", .count, \.training.rowBlock),
    ]
    parameters = Self.changes(before.parameters.flatMap(Self.traits), after.parameters.flatMap(Self.traits))
    programs = [("training", \Plan.training), ("evaluation", \.evaluation), ("prediction", \.prediction)]
      .map { name, path in Self.changes(name, before[keyPath: path], after[keyPath: path]) }
      .filter { !$0.kernels.isEmpty || !$0.schedule.isEmpty }
    others = Self.changes(Self.otherTraits(before), Self.otherTraits(after))
    runTimeValues = Self.changes(
      Self.values(oldValues, before), Self.values(newValues, after))
    // Addresses, buffers, constants' places: nothing above tells, and still another plan.
    if isEmpty && before.hash != after.hash {
      others = [
        Change(name: "memory layout", before: "plan \(before.hash.prefix(12))", after: "\(after.hash.prefix(12))")
      ]
    }
  }

  // MARK: Parts

  private static func changes(_ name: String, _ before: Program, _ after: Program) -> ProgramChanges {
    let matches = matched(before.steps.map { ($0.resultName, $0) }, after.steps.map { ($0.resultName, $0) })
    let kernels = matches.compactMap { name, old, new -> KernelChange? in
      let change = KernelChange(
        name: name, before: old?.computation, after: new?.computation, sizes: sizeChanges(old, new))
      return change.before == change.after && change.sizes.isEmpty ? nil : change
    }
    return ProgramChanges(program: name, kernels: kernels, schedule: changes(phases(before), phases(after)))
  }

  /// Sizes of a kernel before and after; none where it is another kernel, or there was none.
  private static func sizeChanges(_ before: Step?, _ after: Step?) -> [Change] {
    guard let before, let after, before.kernel == after.kernel else { return [] }
    return changes(before.namedSizes, after.namedSizes)
  }

  /// A line a phase: `rows; 4 tiles groups`.
  private static func phases(_ program: Program) -> [(String, String)] {
    let block = program.steps.isEmpty ? [] : [("batch", "\(program.batch)"), ("row block", "\(program.rowBlock)")]
    return block
      + program.phases.enumerated().map { number, phase in
        let groups = phase.groups.map { group in
          switch group.domain {
          case .rows: "rows (\(group.steps.count) kernels)"
          case .once: "once (\(group.steps.count))"
          case .tiles: "\(group.items) tile\(group.items == 1 ? "" : "s")"
          }
        }
        return ("phase \(number)", groups.joined(separator: ", "))
      }
  }

  private static func otherTraits(_ plan: Plan) -> [(String, String)] {
    [
      ("name", plan.name), ("input", "\(plan.input.shape) \(plan.input.elementType.rawValue)"),
      ("output", "\(plan.input.outputShape)"), ("target", phrase(plan.input.target)),
      ("optimizer", plan.optimizer.map { "\($0.rule)" } ?? "none"),
      ("measures", plan.measures.map(\.name).joined(separator: ", ")),
    ] + plan.constants.map { ($0.name, phrase($0.source)) }
  }

  private static func values(_ configuration: RunConfiguration, _ plan: Plan) -> [(String, String)] {
    // The runtime fills these before every step.
    let derived = plan.optimizer?.rule.derivedSlots ?? []
    let scalars = zip(plan.scalarNames, configuration.scalars).filter { !derived.contains($0.0) }
    let callbacks = configuration.callbacks.map { callback in
      switch callback {
      case .earlyStopping(let stopping): ("early_stopping", phrase(stopping))
      }
    }
    return [
      ("seed", "\(configuration.seed)"), ("epochs", "\(configuration.epochs)"),
      ("shuffle", "\(configuration.shuffle)"),
    ] + scalars.map { ($0.0, "\($0.1)") } + callbacks
  }

  private static func changes(_ before: [(String, String)], _ after: [(String, String)]) -> [Change] {
    matched(before, after).compactMap { name, old, new in
      old == new ? nil : Change(name: name, before: old, after: new)
    }
  }

  /// Pairs by name, the first of a name with the first; in the order of `after`, what is gone at the end.
  private static func matched<Part>(
    _ before: [(String, Part)], _ after: [(String, Part)]
  ) -> [(name: String, before: Part?, after: Part?)] {
    var old: [String: ArraySlice<Part>] = [:]
    for (name, part) in before { old[name, default: []].append(part) }
    var pairs: [(name: String, before: Part?, after: Part?)] = []
    for (name, part) in after { pairs.append((name, old[name]?.popFirst(), part)) }
    for (name, _) in before {
      if let part = old[name]?.popFirst() { pairs.append((name, part, nil)) }
    }
    return pairs
  }
}
