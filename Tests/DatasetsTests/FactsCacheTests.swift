// Facts on disk: found again as long as nothing has changed, never when something has, never when the entry is damaged.

import Datasets
import Diagnostics
import ExecutionPlan
import Files
import Glibc
import SpecParser
import Testing

@Suite struct FactsCacheTests {
  private let folder: TemporaryFolder
  private let cache: FactsCache
  private let table: String
  private let context: LoadContext

  init() throws {
    folder = try TemporaryFolder()
    cache = FactsCache(folder: folder.path + "/cache/facts")
    table = try folder.write("table.csv", "a,b,y\n1,2,0\n3,4.5,1\n1,2,1\n")
    context = LoadContext(specFolder: folder.path, environment: [:])
    try setModified(table, secondsAgo: 100)
  }

  private var main: DataSection { section(csv(table), validation: .last(1)) }

  private func load(_ section: DataSection, _ kind: TargetKind = .classes) throws(Failure) -> DataFacts {
    try loadFacts(section, targetKind: kind, context: context, cache: cache)
  }

  private func cached(_ section: DataSection, _ kind: TargetKind = .classes) -> DataFacts? {
    cachedFacts(section, targetKind: kind, context: context, cache: cache)
  }

  /// The one entry's path.
  private func entry() throws -> String {
    let names = Folder.names(in: cache.folder)
    try #require(names.count == 1)
    return cache.folder + "/" + names[0]
  }

  private func read(_ path: String) throws -> [UInt8] { try #require(FilePrefix.read(path, count: 1 << 20)) }

  @Test func `facts are found again, whatever they are`() throws {
    #expect(cached(main) == nil)
    let facts = try load(main)
    #expect(cached(main) == facts)
    #expect(try load(main) == facts)
    let numbers = try load(section(csv(table), test: .source(csv(table))), .numbers)
    #expect(cached(section(csv(table), test: .source(csv(table))), .numbers) == numbers)
    #expect(numbers.test?.sharedFile != nil)
  }

  @Test func `data without files is kept too`() throws {
    let facts = try load(section(source("digits")))
    #expect(cached(section(source("digits"))) == facts)
  }

  @Test func `another time of the file is another file`() throws {
    _ = try load(main)
    try setModified(table, secondsAgo: 200)
    #expect(cached(main) == nil)
  }

  @Test func `another size is another file`() throws {
    _ = try load(main)
    try folder.write("table.csv", "a,b,y\n1,2,0\n3,4.5,1\n1,2,10\n")
    try setModified(table, secondsAgo: 100)
    #expect(cached(main) == nil)
  }

  @Test func `another content with the old size and time is another file`() throws {
    var status = stat()
    #expect(unsafe stat(table, &status) == 0)
    _ = try load(main)
    // Longer than a tick of the file system's clock.
    usleep(30_000)
    try folder.write("table.csv", "a,b,y\n9,2,0\n3,4.5,1\n1,2,1\n")
    #expect(unsafe utimensat(AT_FDCWD, table, [status.st_mtim, status.st_mtim], 0) == 0)
    #expect(cached(main) == nil)
    #expect(try load(main).inputs.maximum == 9)
  }

  @Test func `a file that was just written is not kept`() throws {
    try setModified(table, secondsAgo: 0)
    _ = try load(main)
    #expect(cached(main) == nil)
    try setModified(table, secondsAgo: -1000)
    _ = try load(main)
    #expect(cached(main) == nil)
  }

  @Test func `a copy elsewhere is another file`() throws {
    _ = try load(main)
    let copy = try folder.write("copy.csv", "a,b,y\n1,2,0\n3,4.5,1\n1,2,1\n")
    try setModified(copy, secondsAgo: 100)
    #expect(cached(section(csv(copy), validation: .last(1))) == nil)
  }

  @Test func `the test set's file counts as well`() throws {
    let test = try folder.write("test.csv", "a,b,y\n1,2,0\n")
    try setModified(test, secondsAgo: 100)
    let both = section(csv(table), test: .source(csv(test)))
    let facts = try load(both)
    #expect(cached(both) == facts)
    try setModified(test, secondsAgo: 50)
    #expect(cached(both) == nil)
  }

  @Test func `every field that decides the rows is part of the key`() throws {
    _ = try load(main)
    let others = [
      section(csv(table)), section(csv(table), validation: .last(2)), section(csv(table), test: .last(1)),
      section(csv(table), validation: .fraction(0.5, isStratified: false)),
      section(csv(table), validation: .last(1), classes: ["0", "1"]),
      section(csv(table), validation: .last(1), limit: 1), section(csv(table), validation: .last(1), splitSeed: 1),
      section(csv(table, ["exclude": names("b")]), validation: .last(1)),
      section(csv(table, ["target": .string("a")]), validation: .last(1)),
    ]
    for other in others { #expect(cached(other) == nil) }
    #expect(cached(main, .numbers) == nil)
  }

  @Test func `what comes after loading is no part of the key`() throws {
    let facts = try load(main)
    var other = main
    other.shuffle = false
    other.targetEncoding = Located(.oneHot, at: range(line: 9))
    other.preprocessing = [source("normalization")]
    #expect(cached(other) == facts)
  }

  @Test func `another way to the same folder finds the same entry`() throws {
    let relative = section(csv("table.csv"))
    let facts = try load(relative)
    let other = LoadContext(specFolder: folder.path + "/cache/..", environment: [:])
    #expect(cachedFacts(relative, targetKind: .classes, context: other, cache: cache) == facts)
  }

  @Test func `the same name in another folder is another file`() throws {
    _ = try load(section(csv("table.csv")))
    let elsewhere = try folder.folder("elsewhere")
    let copy = try folder.write("elsewhere/table.csv", "a,b,y\n1,2,0\n3,4.5,1\n1,2,1\n")
    try setModified(copy, secondsAgo: 100)
    let other = LoadContext(specFolder: elsewhere, environment: [:])
    #expect(cachedFacts(section(csv("table.csv")), targetKind: .classes, context: other, cache: cache) == nil)
  }

  @Test func `a file that is gone is the reader's error`() throws {
    _ = try load(main)
    #expect(unsafe unlink(table) == 0)
    #expect(cached(main) == nil)
    let found = diagnostics { _ = try load(main) }
    #expect(found.map(\.code) == [.dataNotFound])
  }

  @Test func `what cannot be loaded is not kept`() throws {
    try folder.write("table.csv", "a,b,y\n1,x,0\n")
    try setModified(table, secondsAgo: 100)
    for _ in 0..<2 { #expect(diagnostics { _ = try load(main) }.map(\.code) == [.badCell]) }
    #expect(Folder.names(in: cache.folder).isEmpty)
  }

  @Test func `a truncated entry is written anew`() throws {
    let facts = try load(main)
    let path = try entry()
    let whole = try read(path)
    for count in 0..<whole.count {
      try AtomicFile.write(Array(whole.prefix(count)), to: path)
      #expect(cached(main) == nil)
    }
    #expect(try load(main) == facts)
    #expect(try read(path) == whole)
  }

  @Test func `an entry with any other byte is no entry`() throws {
    _ = try load(main)
    let path = try entry()
    let whole = try read(path)
    for i in whole.indices {
      var damaged = whole
      damaged[i] ^= 1 << UInt8(i % 8)
      try AtomicFile.write(damaged, to: path, durably: false)
      #expect(cached(main) == nil, "byte \(i)")
    }
    try AtomicFile.write(whole + [0], to: path)
    #expect(cached(main) == nil)
  }

  @Test func `a forged entry does no harm`() throws {
    _ = try load(main)
    let path = try entry()
    let whole = try read(path)
    let end = whole.count - 32
    // Every byte behind the magic number, the version and the key in turn, under a sum that agrees.
    for i in 41..<end {
      for value: UInt8 in [0x7F, 0xFF] where whole[i] != value {
        var forged = Array(whole[..<end])
        forged[i] = value
        forged += SHA256.hash(forged.span)
        try AtomicFile.write(forged, to: path, durably: false)
        guard let facts = cached(main) else { continue }
        let counts = facts.summary.classCounts + (facts.validation?.classCounts ?? [])
        #expect(counts.allSatisfy { $0 >= 0 })
        #expect(facts.inputs.features.count == facts.summary.inputShape.reduce(1, *))
      }
    }
    for count in 41..<end {
      let forged = Array(whole[..<count])
      try AtomicFile.write(forged + SHA256.hash(forged.span), to: path, durably: false)
      #expect(cached(main) == nil)
    }
  }

  @Test func `an entry under another key's name is no entry`() throws {
    _ = try load(section(csv(table)))
    let other = try entry()
    _ = try load(main)
    let names = Folder.names(in: cache.folder).map { cache.folder + "/" + $0 }
    let own = try #require(names.first { $0 != other })
    try AtomicFile.write(try read(other), to: own)
    #expect(cached(main) == nil)
  }

  @Test func `a cache that cannot be written is no cache`() throws {
    let file = try folder.write("file", "")
    let facts = try loadFacts(main, targetKind: .classes, context: context, cache: FactsCache(folder: file + "/facts"))
    #expect(facts.summary.trainingRows == 2)
  }

  @Test func `the oldest of too many entries go`() throws {
    try Folder.make(cache.folder)
    for i in 0..<260 {
      let path = try folder.write("cache/facts/\(i).facts", "")
      try setModified(path, secondsAgo: 1000 - i)
    }
    let facts = try load(main)
    let names = Folder.names(in: cache.folder)
    #expect(names.count == 256)
    #expect(cached(main) == facts)
    #expect((0..<5).allSatisfy { !names.contains("\($0).facts") })
    #expect(names.contains("5.facts"))
  }

  @Test func `dropping a link leaves what it leads to`() throws {
    try Folder.make(cache.folder)
    for i in 0..<256 { try folder.write("cache/facts/\(i).facts", "") }
    let precious = try folder.write("precious", "")
    try setModified(precious, secondsAgo: 1000)
    #expect(unsafe symlink(precious, cache.folder + "/link.facts") == 0)
    _ = try load(main)
    #expect(!Folder.names(in: cache.folder).contains("link.facts"))
    #expect(Folder.exists(precious))
  }

  @Test func `the user's cache is where the environment says`() {
    let context = LoadContext(specFolder: ".", environment: ["XDG_CACHE_HOME": "/x", "HOME": "/home/y"])
    #expect(FactsCache(context)?.folder == "/x/lofting/facts")
    #expect(FactsCache(LoadContext(specFolder: ".", environment: [:])) == nil)
  }
}
