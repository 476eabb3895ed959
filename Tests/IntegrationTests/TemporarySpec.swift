// A spec's text as a file that lives as long as the value, and what compiles and runs it.

import ExecutionPlan
import Files
import Glibc
import Pipeline
import Planner

final class TemporarySpec {
  private let path: String

  init(_ text: String) throws {
    path = "/tmp/lofting-test-\(getpid())-\(UInt64.random(in: .min ... .max)).yaml"
    try AtomicFile.write(text, to: path)
  }

  deinit { unsafe unlink(path) }

  func compiled(
    threads: Int = 1, fusions: [Fusion] = Fusion.all, reusesBuffers: Bool = true, checksPlan: Bool = false,
    machine: MachineModel? = nil, order: LayerOrder = .cheapest
  ) throws -> CompiledSpec {
    var request = CompileRequest(path: path, threads: threads)
    request.checksPlan = checksPlan
    return try compile(
      request, data: .rows, fusions: fusions, reusesBuffers: reusesBuffers, machine: machine,
      order: order)
  }
}
