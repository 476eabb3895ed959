// Two slips that the argument parser words badly: a misspelt command, which it calls an unexpected argument, and a
// negative number behind an option, which it takes for another option.

import ArgumentParser
import Diagnostics

enum ArgumentSlips {
  /// `--epochs -3` as `--epochs=-3`, so that the option itself says what it takes.
  static func joiningNegativeNumbers(_ arguments: [String]) -> [String] {
    var results: [String] = []
    for argument in arguments {
      if argument.first == "-", Double(argument) != nil, let option = results.last, option.hasPrefix("--"),
        option.count > 2, !option.contains("=")
      {
        results[results.count - 1] = "\(option)=\(argument)"
      } else {
        results.append(argument)
      }
    }
    return results
  }

  /// What to say of the first word that should be a command and is none; nil when all is well.
  static func unknownCommand(_ arguments: [String], of root: any ParsableCommand.Type) -> String? {
    var command = root
    for argument in arguments {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, argument.first != "-", argument != "help" else { return nil }
      if let next = commands.first(where: { $0._commandName == argument }) {
        command = next
        continue
      }
      let names = commands.map { $0._commandName }
      let hint =
        DidYouMean.nearest(to: argument, in: names).map { "Did you mean '\($0)'?" }
        ?? "There are: \(names.joined(separator: ", "))."
      return "Unknown command '\(argument)'. \(hint)"
    }
    return nil
  }
}
