// Facts on disk, one file an entry, named by the key. An entry begins with a magic number, its form's version and its key
// and ends with a SHA-256 of all before, so that a damaged or foreign file is never taken for facts. Whatever goes wrong
// here is no failure: the rows are read instead.

import Diagnostics
import ExecutionPlan
import Files
import Glibc

/// A folder of facts.
public struct FactsCache: Sendable {
  private static let magic = Array("LOFTFACT".utf8)
  /// Raise it when `FactsWriter` changes.
  private static let version: UInt8 = 1
  private static let digestSize = 32
  /// An entry of a million features takes 24 MB.
  private static let largestEntry = 64 << 20
  /// Entries that the folder keeps.
  private static let capacity = 256
  private static let suffix = ".facts"

  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// The cache of the user; nil without a home.
  public init?(_ context: LoadContext) {
    guard let cache = context.cacheFolder else { return nil }
    self.init(folder: FilePath.join(cache, "facts"))
  }

  /// The entry of a key; nil where there is none that is whole.
  func facts(for key: FactsKey) -> DataFacts? {
    let path = path(of: key)
    guard let size = FileStamp(path)?.size, size <= Int64(Self.largestEntry),
      let bytes = FilePrefix.read(path, count: Int(size))
    else { return nil }
    let header = Self.header(of: key)
    let end = bytes.count - Self.digestSize
    guard end >= header.count, bytes[..<header.count].elementsEqual(header),
      bytes[end...].elementsEqual(SHA256.hash(bytes.span.extracting(0..<end)))
    else { return nil }
    var reader = FactsReader(bytes, header.count..<end)
    guard let facts = try? reader.facts(), reader.isAtEnd else { return nil }
    return facts
  }

  /// Keeps facts, and drops the oldest ones beyond the folder's capacity.
  func store(_ facts: DataFacts, for key: FactsKey) {
    var writer = FactsWriter()
    writer.write(raw: Self.header(of: key))
    writer.write(facts)
    writer.write(raw: SHA256.hash(writer.bytes.span))
    guard writer.bytes.count <= Self.largestEntry else { return }
    do throws(Failure) {
      try Folder.make(folder)
      // A cache need not survive a power cut: an entry that did not is damaged, and written anew.
      try AtomicFile.write(writer.bytes, to: path(of: key), durably: false)
    } catch {
      return
    }
    removeOldest()
  }

  private static func header(of key: FactsKey) -> [UInt8] { magic + [version] + key.digest }

  private func path(of key: FactsKey) -> String {
    FilePath.join(folder, SHA256.hexadecimal(key.digest) + Self.suffix)
  }

  /// Also counts what killed writers left: `KEY.facts.PID-N.tmp`.
  private func removeOldest() {
    let names = Folder.names(in: folder).filter { $0.contains(Self.suffix) }
    guard names.count > Self.capacity else { return }
    // By its own name: a stamp's path is where a link leads.
    let entries = names.map { FilePath.join(folder, $0) }.map { (path: $0, modified: FileStamp($0)?.modified ?? .min) }
    for entry in entries.sorted(by: { $0.modified < $1.modified }).prefix(entries.count - Self.capacity) {
      _ = unsafe unlink(entry.path)
    }
  }
}
