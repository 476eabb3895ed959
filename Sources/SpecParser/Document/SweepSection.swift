// `sweep`: the search space and how it is explored. `lofting sweep` reads it; here it is decoded and checked.

import Diagnostics

public enum SweepFields {
  static let method = Field.choice(
    "method", ["grid", "random", "bayes"], "Every combination, drawn combinations, or those a model finds promising.")
  static let metric = Field.record("metric", MetricFields.all, "What is compared between trials.")
  static let parameters = FieldDeclaration(
    name: "parameters", type: .dictionary(.record(SearchFields.all)), isRequired: true, defaultValue: nil,
    documentation: "The parameters to vary, each with its values or its range.")
  static let constraints = FieldDeclaration(
    name: "constraints", type: .list(.string, minimumCount: 0), isRequired: false, defaultValue: .list([]),
    documentation: "Expressions that every trial must satisfy, over the parameters and `parameter_count`, `flops` and "
      + "`peak_memory`.")
  static let earlyTerminate = Field.record(
    "early_terminate", EarlyTerminateFields.all, "How trials that fall behind are ended.")
  static let runCap = Field.optionalInteger(
    "run_cap", .atLeast(1), "The most trials to run; `random` and `bayes` need it.")
  static let executions = Field.integer(
    "executions_per_trial", .atLeast(1), default: 1, "How often each trial is trained, with different seeds.")

  public static let all = [
    method.declaration, metric.declaration, parameters, constraints, earlyTerminate.declaration, runCap.declaration,
    executions.declaration,
  ]

  /// Names that constraints may use beside the parameters.
  public static let planNames = ["parameter_count", "flops", "peak_memory"]
}

public enum MetricFields {
  static let name = Field.string("name", "A figure of an epoch, as `val_accuracy`.")
  static let goal = Field.choice("goal", ["minimize", "maximize"], default: "minimize", "Which way is better.")

  static let all = [name.declaration, goal.declaration]
}

public enum EarlyTerminateFields {
  static let type = Field.choice("type", ["hyperband"], default: "hyperband", "The rule.")
  static let minimum = Field.optionalInteger("min_iter", .atLeast(1), "The epoch of the first comparison.")
  static let maximum = Field.optionalInteger("max_iter", .atLeast(1), "The epochs of a trial that is never ended.")
  static let eta = Field.integer("eta", .atLeast(2), default: 3, "One of so many trials goes on at each comparison.")

  static let all = [type.declaration, minimum.declaration, maximum.declaration, eta.declaration]
}

/// The search space of one parameter.
public enum SearchFields {
  static let values = Field<[Located<SpecValue>]?>.custom(
    "values", .list(.any, minimumCount: 1), fallback: nil, "The values to try, of any type."
  ) { .some($0.list) }
  static let minimum = Field.optionalNumber("min", .any, "The lower bound, included.")
  static let maximum = Field.optionalNumber("max", .any, "The upper bound, included.")
  static let distribution = Field.choice(
    "distribution", ["uniform", "int_uniform", "log_uniform", "log_uniform_values"], default: "uniform",
    "How values are drawn between the bounds, which are the values themselves also for `log_uniform`.")
  static let steps = Field.optionalInteger("steps", .atLeast(2), "How many values a grid takes from the range.")

  static let all = [
    values.declaration, minimum.declaration, maximum.declaration, distribution.declaration, steps.declaration,
  ]
}
