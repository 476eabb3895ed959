// Fixing specs on the disk: bytes beside the edits, links, permissions, files that others extend.

import Diagnostics
import Files
import Glibc
import Linter
import Pipeline
import SpecParser
import Testing

@Suite struct FixFilesTests {
  /// `010` is ten; other readers take it for eight.
  private static let spec = """
    # a comment   with  blanks\t
    version: 1
    seed: 010   # ten
    data:
      source: digits
      preprocessing: [{rescaling: $(1 / 16)}]
      validation: {fraction: 0.2, stratify: true}
    model: {layers: [flatten, {dense: {units: 032, activation: relu}}, {dense: 10}]}
    training: {loss: sparse_categorical_crossentropy, epochs: 10}

    """

  @Test("only the bytes of the edits change", arguments: ["\n", "\r\n"])
  func bytes(lineBreak: String) throws {
    let folder = try TemporaryFolder()
    let text =
      "\u{FEFF}" + Self.spec.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineBreak)
    let path = try folder.write(text, to: "a.yaml")
    try fix(path)
    let expected = replacing(replacing(text, "010", "10"), "032", "32")
    #expect(try FileReader.read(path, limit: 1 << 20) == Array(expected.utf8))
  }

  @Test("a link stays a link, and the file keeps its permissions")
  func links() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.spec, to: "a.yaml")
    #expect(unsafe chmod(path, 0o640) == 0)
    let link = folder.path + "/link.yaml"
    #expect(unsafe symlink("a.yaml", link) == 0)
    try fix(link)
    var status = stat()
    #expect(unsafe lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o640)
    #expect(String(decoding: try FileReader.read(path, limit: 1 << 20), as: UTF8.self).contains("seed: 10 "))
  }

  @Test("a second round has nothing to do")
  func idempotent() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.spec, to: "a.yaml")
    #expect(try fix(path).fixCount == 2)
    #expect(try fix(path).fixCount == 0)
  }

  @Test("a file that is extended is fixed where it is among the paths, and only there", arguments: [true, false])
  func bases(isNamed: Bool) throws {
    let folder = try TemporaryFolder()
    let base = try folder.write(Self.spec, to: "base.yaml")
    let path = try folder.write("extends: base.yaml\nseed: 011\n", to: "a.yaml")
    let batch = try fix(isNamed ? [path, base] : [path])
    #expect(batch.files.filter(\.isChanged).map(\.path) == (isNamed ? [path, base] : [path]))
    let left = batch.remaining.diagnostics.filter { $0.code.id == "Y152" }
    #expect(left.count == (isNamed ? 0 : 2))
  }

  @Test("half a spec below a folder is linted and fixed with the spec that extends it")
  func parts() throws {
    let folder = try TemporaryFolder()
    let lines = Self.spec.split(separator: "\n", omittingEmptySubsequences: false)
    let base = try folder.write(lines.dropLast(3).joined(separator: "\n") + "\n", to: "base.yaml")
    try folder.write("extends: base.yaml\n" + lines.suffix(3).joined(separator: "\n"), to: "a.yaml")
    let options = try Self.options()
    let batch = lint(LintPaths([folder.path]), options)
    #expect(batch.results.count == 1)
    #expect(!batch.diagnostics.contains { $0.severity == .error }, "\(batch.diagnostics)")
    // Named, it is held to be whole.
    #expect(lint(LintPaths([base]), options).diagnostics.contains { $0.severity == .error })
  }

  @Test("a spec whose only fix is unsafe is left alone")
  func unsafeFixes() throws {
    let folder = try TemporaryFolder()
    let text = replacing(
      replacing(replacing(Self.spec, "010", "10"), "032", "32"), "  preprocessing: [{rescaling: $(1 / 16)}]\n", "")
    let path = try folder.write(text, to: "a.yaml")
    #expect(try !fix(path).files.contains(where: \.isChanged))
    #expect(try fix([path], allowsUnsafe: true).fixCount > 0)
  }

  @discardableResult
  private func fix(_ path: String) throws -> FixBatch { try fix([path]) }

  private func fix(_ paths: [String], allowsUnsafe: Bool = false) throws -> FixBatch {
    let batch = Pipeline.fix(LintPaths(paths), try Self.options(), allowsUnsafe: allowsUnsafe)
    for file in batch.files where file.isChanged { try file.write() }
    return batch
  }

  private static func options() throws -> LintOptions {
    LintOptions(request: CompileRequest(path: "-", threads: 2), selection: RuleSelection(), threads: 2)
  }

  /// The first place of a text replaced.
  private func replacing(_ text: String, _ old: String, _ new: String) -> String {
    let (text, old) = (Array(text.utf8), Array(old.utf8))
    guard let start = text.indices.first(where: { text[$0...].starts(with: old) }) else { return "" }
    return String(decoding: text[..<start] + Array(new.utf8) + text[(start + old.count)...], as: UTF8.self)
  }
}
