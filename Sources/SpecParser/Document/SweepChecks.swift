// What the types of `sweep`'s fields can't say: its parameters exist, ranges are ranges, constraints are expressions.

import Diagnostics

struct SweepChecks {
  let resolved: ResolvedDocument
  let sweep: Arguments

  func check(_ decoder: inout Decoder) {
    let isGrid = sweep.values[SweepFields.method.declaration.name]?.string == "grid"
    if sweep.isWritten(SweepFields.method), !isGrid, !sweep.isWritten(SweepFields.runCap) {
      decoder.report(
        .missingKey, "missing key 'run_cap' in sweep: '\(sweep[SweepFields.method])' has no end of its own",
        at: sweep.range(of: SweepFields.method), help: "add 'run_cap', the most trials to run")
    }
    if let rule = sweep[SweepFields.earlyTerminate], !rule.isWritten(EarlyTerminateFields.minimum),
      !rule.isWritten(EarlyTerminateFields.maximum)
    {
      decoder.report(
        .missingKey, "missing key 'min_iter' in early_terminate",
        at: sweep.keyRanges[SweepFields.earlyTerminate.declaration.name] ?? rule.range,
        help: "add 'min_iter', the epoch of the first comparison, or 'max_iter'")
    }
    checkParameters(isGrid: isGrid, &decoder)
    checkConstraints(&decoder)
  }

  private func checkParameters(isGrid: Bool, _ decoder: inout Decoder) {
    let names = resolved.parameters.map(\.name)
    // Written keys, also those whose space could not be decoded.
    for entry in resolved.root[DocumentFields.sweep.name]?[SweepFields.parameters.name]?.mapping ?? [] {
      guard let name = entry.key.scalar?.text, resolved.definitions[name] == nil else { continue }
      decoder.report(
        .unknownName, "unknown parameter '\(name)'", at: entry.key,
        help: DidYouMean.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
          ?? "declare it with its default under the spec's own 'parameters', and write $\(name) where it belongs")
    }
    guard case .dictionary(let spaces)? = sweep.values[SweepFields.parameters.name] else { return }
    if spaces.isEmpty {
      decoder.report(
        .outOfRange, "a sweep varies at least one parameter",
        at: sweep.ranges[SweepFields.parameters.name] ?? sweep.range)
    }
    for (key, value) in spaces {
      guard let name = key.value.string, let space = value.value.record else { continue }
      check(space, of: name, at: key.range, isGrid: isGrid, &decoder)
    }
  }

  private func check(_ space: Arguments, of name: String, at place: SourceRange, isGrid: Bool, _ decoder: inout Decoder)
  {
    let isRange = space.isWritten(SearchFields.minimum) || space.isWritten(SearchFields.maximum)
    if space.isWritten(SearchFields.values) {
      for key in ["min", "max", "distribution", "steps"] {
        guard let range = space.keyRanges[key] else { continue }
        decoder.report(
          .conflictingKeys, "'\(key)' belongs to a range, and '\(name)' has 'values'", at: range,
          help: "keep the values or the range")
        return
      }
      return
    }
    guard isRange else {
      if decoder.reportsMissing {
        decoder.report(
          .missingKey, "missing key 'values' in \(name)", at: place,
          help: "add 'values', a list, or a range of 'min' and 'max'")
      }
      return
    }
    guard let low = space[SearchFields.minimum], let high = space[SearchFields.maximum] else {
      let missing = space.isWritten(SearchFields.minimum) ? "max" : "min"
      if !space.isWritten(SearchFields.minimum) || !space.isWritten(SearchFields.maximum) {
        decoder.report(
          .missingKey, "missing key '\(missing)' in \(name)", at: place, help: "add '\(missing)', a number")
      }
      return
    }
    let distribution = space[SearchFields.distribution]
    if low >= high {
      decoder.report(
        .outOfRange, "max must be above min, \(Bounds.text(low)), is \(Bounds.text(high))",
        at: space.range(of: SearchFields.maximum))
    } else if distribution.hasPrefix("log_uniform"), low <= 0 {
      decoder.report(
        .outOfRange, "min must be above 0 for \(distribution), is \(Bounds.text(low))",
        at: space.range(of: SearchFields.minimum))
    } else if distribution == "int_uniform", low != low.rounded() || high != high.rounded() {
      decoder.report(
        .wrongType, "the bounds of int_uniform must be integers", at: space.range(of: SearchFields.minimum))
    }
    if isGrid, !space.isWritten(SearchFields.steps) {
      decoder.report(
        .missingKey, "missing key 'steps' in \(name): a grid takes values, or a range with steps", at: place,
        help: "add 'steps', the number of values to take")
    }
  }

  private func checkConstraints(_ decoder: inout Decoder) {
    let written = resolved.root[DocumentFields.sweep.name]?[SweepFields.constraints.name]?.sequence ?? []
    let names = resolved.parameters.map(\.name) + SweepFields.planNames
    for node in written {
      guard case .string(let text)? = node.scalar?.value else { continue }
      let place = { (range: Range<Int>) in ScalarPositions.range(of: range, in: node, sources: resolved.sources) }
      if Substitution(text) != .none {
        decoder.report(
          .expressionSyntax, "a constraint is an expression without a dollar sign", at: node.range,
          help: "write it as 'hidden_layers * hidden_units <= 1000'")
        continue
      }
      do throws(ExpressionError) {
        let expression = try Expression.parse(text)
        for (name, range) in expression.names where !names.contains(name) {
          decoder.report(
            .unknownName, "unknown parameter '\(name)'", at: place(range),
            help: DidYouMean.help(for: name, in: names, naming: "constraints know"))
        }
      } catch {
        decoder.report(error.code, error.message, at: place(error.range), help: error.help)
      }
    }
  }
}
