// lofting arena: the memory planner on a placement problem from a file.

import ArgumentParser
import Diagnostics
import Files
import Pipeline
import SpecParser

struct Arena: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arena",
    abstract: "Place buffers with sizes and lifetimes in one memory, with proof where there is one.",
    discussion: """
      FILE is a CSV in minimalloc's format: id,lower,upper,size and, where wanted, alignment. A buffer is live from
      lower up to but not including upper; a column called end, in place of upper, holds the last time instead.

      EXAMPLES
        lofting arena buffers.csv                      the lowest peak
        lofting arena buffers.csv --capacity 1MiB      stop at the first placement that fits
        lofting arena buffers.csv -o offsets.csv       write the columns with an offset for each buffer

      The exit status is 1 where the capacity can't be met; the message says whether that is proved.
      """)

  @Argument(help: "The problem.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(help: ArgumentHelp("Bytes to fit, such as 1048576 or 1MiB.", valueName: "bytes"))
  var capacity: String?

  @Option(help: ArgumentHelp("Placements that the search may try; results do not depend on time.", valueName: "nodes"))
  var budget = 10_000_000

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the input's columns with an offset column to a file.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var output: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if let output, Folder.absolute(output) == Folder.absolute(file) {
      throw ValidationError("-o would write over \(file), which is read: name another file")
    }
    if budget < 0 { throw ValidationError("--budget must not be negative") }
    if let capacity, ByteSize.parse(capacity) == nil {
      throw ValidationError("--capacity '\(capacity)' is no size: write bytes, or a number with a unit such as 1MiB")
    }
  }

  func run() throws {
    let report = try reportingFailures(format: format) {
      try ArenaReport(path: file, capacity: capacity.flatMap(ByteSize.parse), nodeBudget: budget)
    }
    switch format {
    case .text: report.lines.forEach(Terminal.output)
    case .json: Terminal.output(report.json.text)
    }
    try reportingFailures(format: format) {
      if let failure = report.failure { throw failure }
      if let output { try AtomicFile.write(report.offsetsText, to: output) }
    }
  }
}
