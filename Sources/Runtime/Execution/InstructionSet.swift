// Which of the compiled instruction sets a model runs on. Results are bit-identical on all but the baseline.

import CKernels
import Diagnostics
import Glibc

/// An instruction set of the kernels, from the widest.
public enum InstructionSet: String, Sendable, CaseIterable {
  case avx512, avx2, neon, baseline

  var isa: lf_isa {
    switch self {
    case .avx512: LF_AVX512
    case .avx2: LF_AVX2
    case .neon: LF_NEON
    case .baseline: LF_BASELINE
    }
  }

  /// Whether this process can run it.
  public var isSupported: Bool { lf_isa_is_supported(isa) }

  /// Those that this process can run, the widest first.
  public static var supported: [InstructionSet] { allCases.filter(\.isSupported) }
  /// The widest that this process can run.
  public static var best: InstructionSet { supported.first ?? .baseline }

  /// The environment variable LOFTING_ISA, nil where it is not set. The one place that reads it.
  public static var variable: String? { unsafe getenv("LOFTING_ISA").map { unsafe String(cString: $0) } }

  /// What runs when nothing else is said: the one that LOFTING_ISA names, else the best.
  /// - Throws: `R108` for a name that is unknown or that this process cannot run: never another one in silence.
  public static func selected(variable: String? = variable) throws(Failure) -> InstructionSet {
    if let variable, !variable.isEmpty { try named(variable, by: "LOFTING_ISA") } else { .best }
  }

  /// The instruction set of a name that somebody gave.
  /// - Parameter source: who gave it, as the message names it: `LOFTING_ISA`, `--isa`.
  /// - Throws: `R108` for a name that is unknown or that this process cannot run.
  public static func named(_ name: String, by source: String) throws(Failure) -> InstructionSet {
    let help = "use one of: \(supported.map(\.rawValue).joined(separator: ", "))"
    guard let set = InstructionSet(rawValue: name) else {
      throw Failure(.instructionSet, "\(source) names an unknown instruction set '\(name)'", help: help)
    }
    guard set.isSupported else {
      throw Failure(.instructionSet, "\(source) names \(name), which this machine does not run", help: help)
    }
    return set
  }
}
