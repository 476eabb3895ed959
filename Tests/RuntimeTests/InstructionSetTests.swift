// LOFTING_ISA and --isa: the named instruction set or an error, never another one.

import Diagnostics
import LoftingRuntime
import Testing

struct InstructionSetTests {
  @Test(arguments: [nil, ""]) func `without the variable, or with an empty one, the best runs`(variable: String?) throws
  {
    #expect(try InstructionSet.selected(variable: variable) == .best)
  }

  @Test(arguments: InstructionSet.supported)
  func `the variable names what runs`(instructionSet: InstructionSet) throws {
    #expect(try InstructionSet.selected(variable: instructionSet.rawValue) == instructionSet)
  }

  @Test(arguments: ["avx", "AVX2", " avx2"])
  func `an unknown name is an error that lists the supported ones`(name: String) {
    let failure = #expect(throws: Failure.self) { try InstructionSet.selected(variable: name) }
    let diagnostic = failure?.diagnostics.first
    #expect(diagnostic?.code == .instructionSet)
    #expect(diagnostic?.message == "LOFTING_ISA names an unknown instruction set '\(name)'")
    for set in InstructionSet.supported { #expect(diagnostic?.help?.contains(set.rawValue) == true) }
  }

  @Test(arguments: InstructionSet.allCases.filter { !$0.isSupported })
  func `what the machine does not run is an error`(instructionSet: InstructionSet) {
    let failure = #expect(throws: Failure.self) { try InstructionSet.named(instructionSet.rawValue, by: "--isa") }
    #expect(
      failure?.diagnostics.first?.message == "--isa names \(instructionSet.rawValue), which this machine does not run")
  }
}
