// Which of the compiled instruction sets a model runs on. Results are bit-identical on all but the baseline.

import CKernels

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
}
