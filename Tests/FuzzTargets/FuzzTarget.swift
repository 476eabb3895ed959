// What is fuzzed: each reader of untrusted bytes as a function of those bytes. libFuzzer calls them (Fuzzing/), and so does
// `make test` with the committed corpus and mutations of it (Tests/FuzzTests). A target tells more than that nothing
// crashed: what it holds a reader to stands in its file.

/// A reader under test.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case spec, expression, idx, npy, gzip, csv, arena, safetensors, plan

  /// Reads the bytes and checks what comes of it.
  ///
  /// - Throws: the promise that the reader broke.
  public func run(_ bytes: [UInt8]) throws(Violation) -> Verdict {
    switch self {
    case .spec: try fuzzSpec(bytes)
    case .expression: try fuzzExpression(bytes)
    case .idx: try fuzzIDX(bytes)
    case .npy: try fuzzNPY(bytes)
    case .gzip: try fuzzGzip(bytes)
    case .csv: try fuzzCSV(bytes)
    case .arena: try fuzzArena(bytes)
    case .safetensors: try fuzzSafetensors(bytes)
    case .plan: try fuzzPlan(bytes)
    }
  }
}

/// What a reader made of an input.
public enum Verdict: Sendable, Hashable {
  case accepted
  /// With a diagnostic.
  case refused
}

/// A broken promise of a reader's.
public struct Violation: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(Violation) {
  guard condition else { throw Violation(message()) }
}

/// FNV-1a: a number that depends on every byte, to choose among variants by the input alone.
func fingerprint(_ bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
