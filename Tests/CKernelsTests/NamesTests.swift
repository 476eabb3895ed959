// The C lists of activations, losses and metrics stand in the order of the Swift enumerations.

import CKernels
import ExecutionPlan
import Testing

@Suite struct NamesTests {
  static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }

  @Test func `activations agree`() {
    for activation in Activation.allCases {
      let name = unsafe lf_activation_name(Int32(activation.rawValue)).map { unsafe String(cString: $0) }
      #expect(name == Self.snakeCase(String(describing: activation)))
    }
    #expect(unsafe lf_activation_name(Int32(Activation.allCases.count)) == nil)
    #expect(unsafe lf_activation_name(-1) == nil)
  }

  @Test func `losses agree`() {
    for loss in Loss.allCases {
      let name = unsafe lf_loss_name(Int32(loss.rawValue)).map { unsafe String(cString: $0) }
      #expect(name == Self.snakeCase(String(describing: loss)))
    }
    #expect(unsafe lf_loss_name(Int32(Loss.allCases.count)) == nil)
  }

  @Test func `metrics agree`() {
    for metric in Metric.allCases {
      let name = unsafe lf_metric_name(Int32(metric.rawValue)).map { unsafe String(cString: $0) }
      #expect(name == Self.snakeCase(String(describing: metric)))
    }
    #expect(unsafe lf_metric_name(Int32(Metric.allCases.count)) == nil)
  }
}
