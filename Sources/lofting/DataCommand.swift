// lofting data: the data sets that have a name, and what a file holds.

import ArgumentParser
import Datasets
import Diagnostics
import Pipeline

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "List, download and look at data.",
    subcommands: [List.self, Get.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the data sets that have a name, and where they are.")

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() {
      for entry in listData() {
        switch format {
        case .text: Terminal.output(entry.line)
        case .json: Terminal.output(entry.json.text)
        }
      }
    }
  }

  struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Download a data set through curl and check its SHA-256.",
      discussion: """
        EXAMPLES
          lofting data get mnist
          lofting data get fashion_mnist --into data/fashion_mnist

        Run it again to go on after an interruption.
        """)

    @Argument(
      help: "Its name: \(DataRegistry.all.map(\.name).joined(separator: ", ")).",
      completion: .list(DataRegistry.all.map(\.name)))
    var name: String

    @Option(
      help: ArgumentHelp("The folder; by default in the user's cache, where specs find it.", valueName: "folder"),
      completion: .directory)
    var into: String?

    func run() throws {
      let lines = try reportingFailures {
        try downloadData(name, into: into, showsProgress: Terminal.errorIsTerminal)
      }
      lines.forEach(Terminal.output)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a file's columns, ranges and classes (CSV), or its shape and range (IDX, NPY).",
      discussion: """
        EXAMPLES
          lofting data show houses.csv
          lofting data show train-labels-idx1-ubyte.gz
          lofting data show x.npy --format json

        Header and delimiter are told from the file. IDX files may be gzipped.
        """)

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
      let view = try reportingFailures(format: format) { try DataView(path: file) }
      switch format {
      case .text:
        view.lines.forEach(Terminal.output)
        if let hint = view.hint { Terminal.message("\n\(hint)") }
      case .json: Terminal.output(view.json.text)
      }
    }
  }
}
