// The C tables against the Swift enumerations: same names in the same order, within the limits of `lf_call`.

import CKernels
import ExecutionPlan
import Testing

@Suite struct KernelTableTests {
  @Test(arguments: Kernel.allCases)
  func `a kernel has the same name and place in C`(kernel: Kernel) {
    #expect(unsafe lf_kernel_name(Int32(kernel.rawValue)).map { unsafe String(cString: $0) } == kernel.name)
  }

  @Test(arguments: UpdateRule.allCases)
  func `an update rule has the same name and place in C`(rule: UpdateRule) {
    let name = String(describing: rule).reduce(into: "") { name, character in
      name += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
    #expect(unsafe lf_update_rule_name(Int32(rule.rawValue)).map { unsafe String(cString: $0) } == name)
  }

  @Test func `names end where the enumerations end`() {
    #expect(unsafe lf_kernel_name(Int32(Kernel.allCases.count)) == nil)
    #expect(unsafe lf_update_rule_name(Int32(UpdateRule.allCases.count)) == nil)
    #expect(unsafe lf_kernel_name(-1) == nil)
    #expect(unsafe lf_update_rule_name(-1) == nil)
  }

  @Test(arguments: InstructionSet.supported)
  func `a supported instruction set has every kernel`(instructionSet: InstructionSet) throws {
    let kernels = try unsafe #require(unsafe lf_kernels(instructionSet.isa))
    for kernel in Kernel.allCases {
      #expect(unsafe kernels[Int(kernel.rawValue)] != nil, "\(kernel.name) on \(instructionSet)")
    }
  }

  @Test func `an unsupported instruction set has no kernels`() {
    for instructionSet in InstructionSet.allCases where !lf_isa_is_supported(instructionSet.isa) {
      #expect(unsafe lf_kernels(instructionSet.isa) == nil)
    }
  }

  @Test func `the baseline is always supported`() {
    #expect(lf_isa_is_supported(LF_BASELINE))
  }

  @Test(arguments: InstructionSet.allCases)
  func `an instruction set has its name`(instructionSet: InstructionSet) {
    #expect(unsafe String(cString: lf_isa_name(instructionSet.isa)) == instructionSet.rawValue)
  }

  @Test(arguments: Kernel.allCases)
  func `every kernel fits a call`(kernel: Kernel) {
    #expect(kernel.operands.count <= Int(LF_MAX_OPERANDS))
    #expect(kernel.sizes.count <= Int(LF_MAX_SIZES))
    #expect(kernel.reals.count <= Int(LF_MAX_REALS))
    let longestRule = UpdateRule.allCases.map { $0.slots.count + $0.derivedSlots.count }.max() ?? 0
    let isUpdate = kernel.slots.contains("learning_rate")
    #expect(kernel.slots.count + (isUpdate ? longestRule : 0) <= Int(LF_MAX_SLOTS))
  }
}
