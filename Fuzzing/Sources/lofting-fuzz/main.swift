// `lofting-fuzz --target=NAME [libFuzzer's options] [corpus folders or files]`: feeds what libFuzzer makes up to one target.
// A broken promise ends the process like a crash, so that libFuzzer keeps the input.

import CLibFuzzer
import FuzzTargets
import Glibc

enum Choice {
  /// libFuzzer ignores what begins with two dashes, and hands it on to the processes that it starts to merge and minimize.
  static let flag = "--target="
  static let target = CommandLine.arguments.last { $0.hasPrefix(flag) }
    .flatMap { FuzzTarget(rawValue: String($0.dropFirst(flag.count))) }
}

guard Choice.target != nil else {
  let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
  print(
    "usage: lofting-fuzz \(Choice.flag)\(names) [options] [corpus folders or files]\n\n-help=1 lists libFuzzer's options"
  )
  exit(64)
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
let status = unsafe LLVMFuzzerRunDriver(&count, &arguments) { data, size in
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  do {
    _ = try Choice.target?.run(bytes)
  } catch {
    fatalError("broken promise: \(error)")
  }
  return 0
}
exit(status)
