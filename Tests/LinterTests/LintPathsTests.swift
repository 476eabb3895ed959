// Which files a command line stands for.

import Diagnostics
import Files
import Glibc
import Linter
import Pipeline
import Testing

@Suite struct LintPathsTests {
  @Test("a folder stands for the YAML files below it, in the order of their names, some folders aside")
  func folders() throws {
    let folder = try TemporaryFolder()
    for part in ["b", ".git", "runs/x", "sweeps", "node_modules/y", "b/runs"] {
      try Folder.make("\(folder.path)/\(part)")
    }
    let wanted = ["a.yaml", "b/c.yml", "b/d.yaml", "z.yaml"]
    let unwanted = [
      ".git/a.yaml", "runs/x/spec.yaml", "sweeps/a.yaml", "node_modules/y/a.yml", "b/runs/a.yaml", "b.txt",
    ]
    for file in wanted + unwanted { try folder.write("model: 1", to: file) }
    #expect(LintPaths([folder.path]).paths.map(\.path) == wanted.map { "\(folder.path)/\($0)" })
    // What is named is entered whatever it is called.
    #expect(LintPaths(["\(folder.path)/runs"]).paths.map(\.path) == ["\(folder.path)/runs/x/spec.yaml"])
  }

  @Test("links in a circle end, and a file is linted once")
  func circles() throws {
    let folder = try TemporaryFolder()
    try Folder.make(folder.path + "/b")
    let file = try folder.write("model: 1", to: "b/a.yaml")
    #expect(unsafe symlink("..", folder.path + "/b/up") == 0)
    #expect(unsafe symlink("nowhere", folder.path + "/b/dangling.yaml") == 0)
    #expect(LintPaths([folder.path, file, folder.path + "/b/../b/a.yaml"]).paths == [LintPath(file)])
  }

  @Test("a pattern that the shell left as it is matches nothing")
  func patterns() {
    let paths = LintPaths(["/nowhere/*.yaml"])
    #expect(paths.paths.isEmpty)
    #expect(paths.failures.map(\.severity) == [.error])
  }

  @Test(
    "a file that was found is a spec by its top-level keys; one that is named always is",
    arguments: [
      ("model:\n  layers: []\n", true), ("\"training\" : {}\n", true), ("{data: {}, x: 1}\n", true),
      ("\u{FEFF}extends: base.yaml\r\n", true), ("name: ci\non: [push]\njobs:\n  model: 1\n", false),
      ("{{ template }}\n", false), ("", false), ("models: 1\n", false),
    ])
  func specs(text: String, isSpec: Bool) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "a.yaml")
    let options = LintOptions(request: CompileRequest(path: "-", threads: 1), selection: RuleSelection(), threads: 2)
    let found = lint(LintPaths([folder.path]), options)
    #expect(found.results.count == (isSpec ? 1 : 0))
    #expect(found.skippedCount == (isSpec ? 0 : 1))
    #expect(lint(LintPaths([path]), options).diagnostics.contains { $0.severity == .error })
  }

  @Test("findings come in the order of the paths, for any number of threads")
  func order() throws {
    let folder = try TemporaryFolder()
    for number in 100..<140 { try folder.write("model: \(number)\n", to: "\(number).yaml") }
    let batches = [1, 2, 7].map { threads in
      lint(
        LintPaths([folder.path]),
        LintOptions(request: CompileRequest(path: "-", threads: 1), selection: RuleSelection(), threads: threads))
    }
    let paths = batches[0].diagnostics.compactMap { if case .spec(let range) = $0.place { range.path } else { nil } }
    #expect(paths == paths.sorted() && Set(paths).count == 40)
    #expect(batches.allSatisfy { $0.diagnostics == batches[0].diagnostics })
  }
}
