// `extends` over files in a folder of their own, and the reader of files.

import Diagnostics
import Glibc
import SpecParser
import Testing

/// A folder that lives as long as the test.
private final class Folder {
  struct Unwritable: Error {}

  let path: String
  private var names: [String] = []

  init() throws {
    path = "/tmp/lofting-extends-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    if unsafe mkdir(path, 0o700) != 0 { throw Unwritable() }
  }

  func write(_ name: String, _ text: String) throws {
    names.append(name)
    guard let file = unsafe fopen("\(path)/\(name)", "w") else { throw Unwritable() }
    unsafe fputs(text, file)
    unsafe fclose(file)
  }

  func makePipe(_ name: String) throws {
    names.append(name)
    if unsafe mkfifo("\(path)/\(name)", 0o600) != 0 { throw Unwritable() }
  }

  func load(_ name: String) -> (root: Node?, sources: SourceMap, diagnostics: [Diagnostic]) {
    var list = DiagnosticList()
    let loaded = DocumentLoader.load(path: "\(path)/\(name)", diagnostics: &list)
    return (loaded.document?.root, loaded.sources, list.items)
  }

  deinit {
    for name in names { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }
}

@Suite struct YAMLExtendsTests {
  @Test(
    "two specs become one",
    arguments: [
      // Sections are united, scalars and lists replaced.
      ("a: {x: 1, y: [1, 2]}\nb: 2", "a: {y: [3]}\nc: 4", "{a: {x: 1, y: [3]}, b: 2, c: 4}"),
      // A section of one key is still a section.
      ("parameters: {width: 1}", "parameters: {depth: 2}", "{parameters: {width: 1, depth: 2}}"),
      (
        "sweep: {parameters: {lr: {values: [1]}}}", "sweep: {parameters: {depth: {values: [2]}}}",
        "{sweep: {parameters: {lr: {values: [1]}, depth: {values: [2]}}}}"
      ),
      // Another kind replaces, the same kind is united even where each gives one field.
      ("t: {o: {adam: {lr: 1}}}", "t: {o: {sgd: {m: 2}}}", "{t: {o: {sgd: {m: 2}}}}"),
      ("t: {o: {adam: {lr: 1}}}", "t: {o: {adam: {beta: 2}}}", "{t: {o: {adam: {lr: 1, beta: 2}}}}"),
      (
        "t: {o: {adam: {lr: {cosine: {s: 1}}}}}", "t: {o: {adam: {lr: {step: {s: 2}}}}}",
        "{t: {o: {adam: {lr: {step: {s: 2}}}}}}"
      ),
      ("t: {o: adam}", "t: {o: {adam: {lr: 1}}}", "{t: {o: {adam: {lr: 1}}}}"),
      // A split and a search space are one decision each.
      (
        "data: {source: d, validation: {fraction: 0.2, stratify: true}}", "data: {validation: {last: 9}}",
        "{data: {source: 'd', validation: {last: 9}}}"
      ),
      (
        "sweep: {parameters: {lr: {values: [1]}}}", "sweep: {parameters: {lr: {min: 1, max: 2}}}",
        "{sweep: {parameters: {lr: {min: 1, max: 2}}}}"
      ),
    ])
  func merges(base: String, spec: String, outline: String) throws {
    let folder = try Folder()
    try folder.write("base.yaml", base)
    try folder.write("spec.yaml", "extends: base.yaml\n" + spec)
    let loaded = folder.load("spec.yaml")
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.root?.outline == outline)
  }

  @Test("nodes keep their own file's place, and both texts are known")
  func places() throws {
    let folder = try Folder()
    try folder.write("base.yaml", "a: {x: 1}\n")
    try folder.write("spec.yaml", "extends: ./base.yaml\na: {y: 2}\n")
    let loaded = folder.load("spec.yaml")
    let x = try #require(loaded.root?.at("a.x")?.range)
    let y = try #require(loaded.root?.at("a.y")?.range)
    #expect(x.path == "\(folder.path)/base.yaml" && y.path == "\(folder.path)/spec.yaml")
    #expect(loaded.sources[x.path]?.text(of: x) == "1")
    #expect(loaded.sources[y.path]?.text(of: y) == "2")
  }

  @Test("a chain of extends is followed, nearest last")
  func chain() throws {
    let folder = try Folder()
    try folder.write("a.yaml", "x: 1\ny: 1\nz: 1\n")
    try folder.write("b.yaml", "extends: a.yaml\ny: 2\nz: 2\n")
    try folder.write("c.yaml", "extends: b.yaml\nz: 3\n")
    #expect(folder.load("c.yaml").root?.outline == "{x: 1, y: 2, z: 3}")
  }

  @Test("sixteen bases are followed and seventeen are not", arguments: [16, 17])
  func longChain(count: Int) throws {
    let folder = try Folder()
    try folder.write("0.yaml", "x: 1\n")
    for i in 1...count { try folder.write("\(i).yaml", "extends: \(i - 1).yaml\n") }
    #expect(folder.load("\(count).yaml").diagnostics.map(\.code) == (count > 16 ? [.extendsError] : []))
  }

  @Test("a circle is an error that names its files")
  func circle() throws {
    let folder = try Folder()
    try folder.write("a.yaml", "extends: b.yaml\n")
    try folder.write("b.yaml", "extends: ./a.yaml\n")
    let loaded = folder.load("a.yaml")
    #expect(loaded.root == nil)
    #expect(loaded.diagnostics.map(\.code) == [.extendsError])
    let path = folder.path
    #expect(loaded.diagnostics.first?.message.hasSuffix("\(path)/a.yaml -> \(path)/b.yaml -> \(path)/a.yaml") == true)
  }

  @Test("a missing base is an error at its name, with the path that was tried")
  func missing() throws {
    let folder = try Folder()
    try folder.write("spec.yaml", "a: 1\nextends: none.yaml\n")
    let diagnostic = try #require(folder.load("spec.yaml").diagnostics.first)
    #expect(diagnostic.code == .extendsError)
    #expect(diagnostic.message.contains("\(folder.path)/none.yaml"))
    guard case .spec(let range) = diagnostic.place else {
      Issue.record("no place")
      return
    }
    #expect(range.start.line == 2 && range.start.column == 10)
  }

  @Test("'extends' takes one file", arguments: ["[a.yaml]", "3", "''", "{a: b}"])
  func wrongValue(value: String) throws {
    let folder = try Folder()
    try folder.write("spec.yaml", "extends: \(value)\n")
    #expect(folder.load("spec.yaml").diagnostics.map(\.code) == [.extendsError])
  }

  @Test("a base with a mistake is reported in the base")
  func brokenBase() throws {
    let folder = try Folder()
    try folder.write("base.yaml", "a: [1\n")
    try folder.write("spec.yaml", "extends: base.yaml\n")
    let loaded = folder.load("spec.yaml")
    #expect(loaded.root == nil)
    #expect(loaded.diagnostics.map(\.code) == [.syntaxError])
    guard case .spec(let range)? = loaded.diagnostics.first?.place else { return }
    #expect(range.path == "\(folder.path)/base.yaml")
  }

  @Test("files that can't be read say why")
  func unreadable() throws {
    let folder = try Folder()
    try folder.write("file", "12345")
    try folder.makePipe("fifo")
    let cases = [
      ("none", "no such file"), ("file/x", "not a folder"), ("", "folder"), ("fifo", "pipe"), ("a\0b", "NUL"),
    ]
    for (name, reason) in cases {
      do throws(Failure) {
        _ = try FileReader.read("\(folder.path)/\(name)", limit: 10)
        Issue.record("\(name) was read")
      } catch {
        #expect(error.diagnostics.map(\.code) == [.unreadableFile])
        #expect(error.diagnostics.first?.message.contains(reason) == true, "\(name)")
      }
    }
    #expect(throws: Failure.self) { try FileReader.read("/dev/zero", limit: 10) }
  }

  @Test("a file is read up to the limit and refused beyond it")
  func limit() throws {
    let folder = try Folder()
    try folder.write("file", "12345")
    #expect(try FileReader.read("\(folder.path)/file", limit: 5) == Array("12345".utf8))
    do throws(Failure) {
      _ = try FileReader.read("\(folder.path)/file", limit: 4)
      Issue.record("5 bytes were read at a limit of 4")
    } catch {
      #expect(error.diagnostics.map(\.code) == [.tooLarge])
    }
    #expect(try !FileReader.read("/proc/self/status", limit: 1 << 20).isEmpty, "a file whose size is given as 0")
  }

  @Test("each file is there as it is written, the spec first, then what it extends")
  func written() throws {
    let folder = try Folder()
    try folder.write("base.yaml", "x-a: &unused 1 # base\n")
    try folder.write("a.yaml", "extends: base.yaml\nx-b: 2\n")
    var list = DiagnosticList()
    let read = SpecReader.read(path: "\(folder.path)/a.yaml", catalog: TestCatalog.catalog, diagnostics: &list)
    let paths = ["\(folder.path)/a.yaml", "\(folder.path)/base.yaml"]
    #expect(read.written.map(\.path) == paths)
    #expect(read.resolved?.written.map(\.path) == paths)
    #expect(read.written.map { $0.root?.outline } == ["{extends: 'base.yaml', x-b: 2}", "{x-a: 1}"])
    #expect(read.written.last?.anchors.map(\.name) == ["unused"])
    #expect(read.written.last?.comments.map(\.text) == [" base"])
  }

  @Test("a base is a file, whatever it is called: standard input is for the spec", arguments: ["-", "/dev/stdin"])
  func noStandardInput(name: String) {
    var list = DiagnosticList()
    _ = DocumentLoader.load(bytes: Array("extends: '\(name)'\n".utf8), path: "spec.yaml", diagnostics: &list)
    #expect(list.items.map(\.code) == [.extendsError])
    #expect(list.items.first?.message.contains("can't read") == true)
  }
}
