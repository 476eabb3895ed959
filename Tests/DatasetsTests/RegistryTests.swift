// Named data sets: where they are looked for, and how they are fetched, from file URLs.

import Datasets
import Diagnostics
import ExecutionPlan
import Glibc
import SpecParser
import Synchronization
import Testing

@Suite struct RegistryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Four little files in MNIST's form with these spellings; `mark` is the first pixel.
  private func writeImages(_ folder: String, mark: UInt8, dotted: Bool = false, zipped: Bool = false) throws {
    let parts: [(String, String, [UInt8])] = [
      ("train-images", "idx3-ubyte", idx([3, 2, 2], [mark] + [UInt8](repeating: 1, count: 11))),
      ("train-labels", "idx1-ubyte", idx([3], [0, 9, 1])),
      ("t10k-images", "idx3-ubyte", idx([2, 2, 2], [UInt8](repeating: 2, count: 8))),
      ("t10k-labels", "idx1-ubyte", idx([2], [5, 6])),
    ]
    for (name, form, bytes) in parts {
      let file = folder.dropFirst(self.folder.path.count + 1) + "/" + name + (dotted ? "." : "-") + form
      try self.folder.write(file + (zipped ? ".gz" : ""), zipped ? gzip(bytes) : bytes)
    }
  }

  private func context(_ environment: [String: String] = [:], data: String? = nil) -> LoadContext {
    LoadContext(specFolder: folder.path, dataFolder: data, environment: environment)
  }

  @Test(arguments: [(false, false), (false, true), (true, false), (true, true)])
  func `files are found in all spellings`(dotted: Bool, zipped: Bool) throws {
    let images = try folder.folder("images")
    try writeImages(images, mark: 7, dotted: dotted, zipped: zipped)
    let data = try load(source("mnist"), context: context(data: images))
    #expect(data.inputShape == [2, 2])
    #expect(data.training.count == 3)
    #expect(data.test == RowSet(table: 1, rows: [0, 1]))
    #expect(data.inputs()[0][0] == 7)
    #expect(data.classNames == (0..<10).map(String.init))
  }

  @Test func `fashion_mnist has names for its classes`() throws {
    let images = try folder.folder("fashion_mnist")
    try writeImages(images, mark: 7)
    let data = try load(source("fashion_mnist"), context: context(data: folder.path))
    #expect(data.classNames[9] == "Ankle boot")
  }

  @Test func `places are searched in the documented order`() throws {
    // Marks count in the order of the search; each place in turn is emptied.
    var order: [String] = []
    for name in [
      "flag", "flag/mnist", "spec", "spec/mnist", "variable", "variable/mnist", "cache", "cache/lofting",
      "cache/lofting/mnist",
    ] {
      let path = try folder.folder(name)
      if ["variable", "cache", "cache/lofting"].contains(name) { continue }
      order.append(path)
      try writeImages(path, mark: UInt8(order.count))
    }
    let context = context(
      ["LOFTING_DATA": folder.path + "/variable", "XDG_CACHE_HOME": folder.path + "/cache"], data: folder.path + "/flag"
    )
    for (i, place) in order.enumerated() {
      let data = try load(source("mnist"), dataPath: "spec", context: context)
      #expect(data.inputs()[0][0] == Float(i + 1))
      #expect(unsafe unlink(place + "/t10k-labels-idx1-ubyte") == 0)
    }
    let found = diagnostics { _ = try load(source("mnist"), dataPath: "spec", context: context) }
    #expect(found.map(\.code) == [.dataNotFound])
    #expect(found.first?.place == .spec(range(line: 2)))
    #expect(found.first?.help?.contains("lofting data get mnist") == true)
    #expect(found.first?.notes.map(\.message) == order.map { "looked in \($0), which lacks t10k-labels-idx1-ubyte" })
  }

  @Test func `the cache is in the home folder unless XDG_CACHE_HOME is an absolute path`() {
    #expect(context(["HOME": "/home/ada"]).cacheFolder == "/home/ada/.cache/lofting")
    #expect(context(["HOME": "/home/ada", "XDG_CACHE_HOME": "/var/c"]).cacheFolder == "/var/c/lofting")
    #expect(context(["HOME": "/home/ada", "XDG_CACHE_HOME": "c"]).cacheFolder == "/home/ada/.cache/lofting")
    #expect(context().cacheFolder == nil)
  }

  /// A data set of one file that a folder serves.
  private func tinySet(_ content: [UInt8], sum: String? = nil, mirrors: [String]? = nil) -> NamedDataset {
    NamedDataset(
      name: "tiny", summary: "",
      files: [
        .init(
          name: "part", byteCount: content.count,
          sha256: sum ?? SHA256.hexadecimal(SHA256.hash(content.span)))
      ],
      mirrors: mirrors ?? ["file://\(folder.path)/"], classNames: [], licence: "")
  }

  private func read(_ path: String) throws -> [UInt8] {
    try DataMemory.mapFile(path).withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  private let content = Array("some bytes of data".utf8)

  @Test func `a download is stored inflated, and nothing else stays`() throws {
    try folder.write("part.gz", gzip(content))
    let target = folder.path + "/new/folder"
    let paths = try DataDownloader(tinySet(content), into: target).run()
    #expect(paths == [target + "/part"])
    #expect(try read(target + "/part") == content)
    #expect(unsafe access(target + "/part.gz.part", F_OK) != 0)
  }

  @Test func `a partial download goes on where it stopped`() throws {
    let whole = gzip(content)
    try folder.write("part.gz", whole)
    let target = try folder.folder("target")
    try folder.write("target/part.gz.part", Array(whole.prefix(20)))
    let sizes = Mutex<[Int]>([])
    let runner = CommandRunner { (command: [String]) throws(Failure) -> Int in
      #expect(command.contains("--continue-at"))
      sizes.withLock { [target] in $0.append((try? DataMemory.mapFile(target + "/part.gz.part").byteCount) ?? -1) }
      return try CommandRunner.system.run(command)
    }
    try DataDownloader(tinySet(content), into: target, runner: runner).run()
    #expect(try read(target + "/part") == content)
    #expect(sizes.withLock { $0 } == [20])
  }

  @Test func `a partial download of something else is fetched again`() throws {
    try folder.write("part.gz", gzip(content))
    let target = try folder.folder("target")
    try folder.write("target/part.gz.part", "something")
    try DataDownloader(tinySet(content), into: target).run()
    #expect(try read(target + "/part") == content)
  }

  @Test func `a good file is not fetched again, a damaged one is`() throws {
    let target = try folder.folder("target")
    try folder.write("target/part", content)
    let refuses = CommandRunner { (_: [String]) throws(Failure) -> Int in 22 }
    try DataDownloader(tinySet(content), into: target, runner: refuses).run()
    try folder.write("target/part", "some bytes of dada")
    try folder.write("part.gz", gzip(content))
    try DataDownloader(tinySet(content), into: target).run()
    #expect(try read(target + "/part") == content)
  }

  @Test func `a wrong sum is an error with both sums, and the file is not kept`() throws {
    try folder.write("part.gz", gzip(content))
    let target = folder.path + "/target"
    let wrong = String(repeating: "0", count: 64)
    let found = diagnostics { try DataDownloader(tinySet(content, sum: wrong), into: target).run() }
    #expect(found.map(\.code) == [.checksumMismatch])
    let notes = found.first?.notes.map(\.message).joined() ?? ""
    #expect(notes.contains(wrong) && notes.contains(SHA256.hexadecimal(SHA256.hash(content.span))))
    #expect(unsafe access(target + "/part", F_OK) != 0)
    #expect(unsafe access(target + "/part.gz.part", F_OK) != 0)
  }

  @Test func `the next mirror is tried, and all that failed are named`() throws {
    try folder.write("part.gz", gzip(content))
    let nowhere = "file://\(folder.path)/nowhere/"
    let target = folder.path + "/target"
    let found = diagnostics { try DataDownloader(tinySet(content, mirrors: [nowhere]), into: target).run() }
    #expect(found.map(\.code) == [.downloadFailed])
    // curl(1): 37 is "could not read the file".
    #expect(
      found.first?.notes.map(\.message) == [
        "\(nowhere)part.gz: curl ended with exit status 37, the file could not be read"
      ])
    let both = tinySet(content, mirrors: [nowhere, "file://\(folder.path)/"])
    #expect(try DataDownloader(both, into: target).run() == [target + "/part"])
  }

  @Test func `an interrupted download keeps what it has`() throws {
    let target = try folder.folder("target")
    let interrupted = CommandRunner { [folder] (_: [String]) throws(Failure) -> Int in
      _ = try? folder.write("target/part.gz.part", [0x1F])
      return 130
    }
    let found = diagnostics { try DataDownloader(tinySet(content), into: target, runner: interrupted).run() }
    #expect(found.map(\.code) == [.downloadFailed])
    #expect(unsafe access(target + "/part.gz.part", F_OK) == 0)
  }

  @Test func `a command that is not installed is an error that says so`() {
    let found = diagnostics { _ = try CommandRunner.system.run(["lofting-no-such-command"]) }
    #expect(found.first?.help?.contains("install it") == true)
  }

  @Test func `the registry has the published sums of MNIST`() throws {
    let set = try DataRegistry.named("mnist")
    #expect(set.files.map { String($0.sha256.prefix(8)) } == ["ba891046", "65a50cbb", "0fa7898d", "ff7bcfd4"])
    #expect(set.files.map(\.byteCount) == [16 + 60000 * 784, 8 + 60000, 16 + 10000 * 784, 8 + 10000])
    #expect(DataRegistry.all.flatMap(\.files).allSatisfy { $0.sha256.count == 64 })
  }

  @Test func `an unknown name is an error that proposes one`() {
    #expect(diagnostics { _ = try DataRegistry.named("fashion-mnist") }.first?.help == "did you mean 'fashion_mnist'?")
  }

  @Test func `every source is in the catalog's family once`() {
    let names = sourceFamily.kinds.map(\.name)
    #expect(names == ["digits", "mnist", "fashion_mnist", "csv", "idx", "npy"])
  }
}
