// A short run of what Fuzzing/ does for hours: every input of the committed corpus, which has what the fuzzer has found
// before, and a fixed number of mutations of each.

import Files
import FuzzTargets
import SpecParser
import Testing

struct ReplayTests {
  /// Slow targets get fewer: each takes about a second when optimized.
  private static let mutations: [FuzzTarget: Int] = [.spec: 1_500, .plan: 500, .arena: 2_000]

  @Test("every promise holds for the corpus and for mutations of it", arguments: FuzzTarget.allCases)
  func replay(target: FuzzTarget) async throws {
    let corpus = try Corpus(of: target)
    let names = corpus.inputs.keys.sorted()
    var mutator = Mutator(seed: 7)
    var inputs: [Replay.Input] = []
    for name in names {
      // `valid-` in a name says so: a reader that refuses everything would keep every promise.
      let verdict = name.hasPrefix("valid-") ? Verdict.accepted : nil
      inputs.append(Replay.Input(name: name, bytes: corpus.inputs[name] ?? [], verdict: verdict))
    }
    let count = (Self.mutations[target] ?? 5_000) / (_isDebugAssertConfiguration() ? 20 : 1)
    for number in 0..<count {
      let name = names[number % names.count]
      let bytes = mutator.mutated(
        corpus.inputs[name] ?? [], with: corpus.inputs[names[(number / names.count + number) % names.count]] ?? [])
      inputs.append(Replay.Input(name: "mutation \(number) of \(name)", bytes: bytes, verdict: nil))
    }
    for failure in await Replay(target: target, inputs: inputs).failures() { Issue.record("\(failure)") }
  }

  @Test("every target has inputs that are accepted", arguments: FuzzTarget.allCases)
  func corpus(target: FuzzTarget) throws {
    #expect(try Corpus(of: target).inputs.keys.contains { $0.hasPrefix("valid-") })
  }
}

/// A folder of Fuzzing/corpus.
struct Corpus {
  private(set) var inputs: [String: [UInt8]] = [:]

  init(of target: FuzzTarget) throws {
    let root = #filePath.dropLast("/Tests/FuzzTests/ReplayTests.swift".count)
    let folder = "\(root)/Fuzzing/corpus/\(target.rawValue)"
    for name in Folder.names(in: folder) { inputs[name] = try FileReader.read("\(folder)/\(name)", limit: 1 << 20) }
  }
}
