// Which update rule an optimizer of a spec becomes, and the values of its slots in the rule's order.

import ExecutionPlan
import Planner
import SpecParser
import Testing

@Suite struct OptimizerRuleTests {
  @Test(
    arguments: [
      ("sgd", [:], UpdateRule.sgd, []), ("sgd", ["momentum": .number(0.9)], .momentum, [0.9]),
      ("sgd", ["momentum": .number(0.9), "nesterov": .boolean(true)], .nesterov, [0.9]),
      // A written momentum is structure, its value is not.
      ("sgd", ["momentum": .number(0)], .momentum, [0]),
      ("adam", [:], .adam, [0.9, 0.999, 1e-7]), ("adam", ["amsgrad": .boolean(true)], .amsgrad, [0.9, 0.999, 1e-7]),
      ("adamw", ["beta_1": .number(0.8)], .adam, [0.8, 0.999, 1e-7]), ("rmsprop", [:], .rmsprop, [0.9, 1e-7]),
      ("rmsprop", ["momentum": .number(0.5)], .rmspropMomentum, [0.9, 1e-7, 0.5]),
      ("rmsprop", ["centered": .boolean(true)], .rmspropCentered, [0.9, 1e-7]),
      (
        "rmsprop", ["centered": .boolean(true), "momentum": .number(0.5)], .rmspropCenteredMomentum, [0.9, 1e-7, 0.5]
      ),
    ] as [(String, [String: SpecValue], UpdateRule, [Double])])
  func theFieldsChooseTheRule(
    _ name: String, _ fields: [String: SpecValue], _ expected: UpdateRule, _ values: [Double]
  ) throws {
    let type = try #require(optimizerTypes.first { $0.declaration.name == name })
    let rule = type.rule(makeKind(.optimizer, name, fields).arguments)
    #expect(rule.rule == expected)
    #expect(rule.values == values)
    #expect(rule.values.count == rule.rule.slots.count)
  }
}
