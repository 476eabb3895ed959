// `lofting data get`: fetches a named data set's gzipped files through curl, inflates them, checks their SHA-256 and puts
// them in their place by renaming. A partial download stays beside its place as NAME.gz.part, and running again goes on
// from there.

import Diagnostics
import ExecutionPlan
import Files
import Glibc

/// One download into one folder.
public struct DataDownloader: Sendable {
  private let set: NamedDataset
  private let folder: String
  private let runner: CommandRunner
  private let showsProgress: Bool

  /// - Parameters:
  ///   - folder: receives the files themselves; made if missing.
  ///   - showsProgress: whether curl may draw its meter on stderr.
  public init(_ set: NamedDataset, into folder: String, runner: CommandRunner = .system, showsProgress: Bool = false) {
    self.set = set
    self.folder = folder
    self.runner = runner
    self.showsProgress = showsProgress
  }

  /// Fetches what is missing or damaged.
  ///
  /// - Returns: the paths of all files, in the set's order.
  /// - Throws: `downloadFailed` with curl's exit status, `checksumMismatch`, `fileAccess`.
  @discardableResult
  public func run() throws(Failure) -> [String] {
    try Folder.make(folder)
    var paths: [String] = []
    for file in set.files {
      let path = FilePath.join(folder, file.name)
      if !isGood(path, file) { try fetch(file, to: path) }
      paths.append(path)
    }
    return paths
  }

  private func isGood(_ path: String, _ file: NamedDataset.File) -> Bool {
    guard FilePath.isRegularFile(path), let memory = try? DataMemory.mapFile(path) else { return false }
    return memory.byteCount == file.byteCount && sum(memory) == file.sha256
  }

  private func sum(_ memory: DataMemory) -> String {
    SHA256.hexadecimal(memory.withBytes { SHA256.hash($0) })
  }

  private func fetch(_ file: NamedDataset.File, to path: String) throws(Failure) {
    let part = path + ".gz.part"
    // An earlier run may have been stopped between the download and the rename.
    if FilePath.isRegularFile(part), (try? install(part, file, path)) != nil { return }
    let wasPartial = FilePath.isRegularFile(part)
    try download(file, to: part)
    do throws(Failure) {
      try install(part, file, path)
    } catch {
      // What was there before may have been the beginning of something else.
      unsafe unlink(part)
      guard wasPartial else { throw error }
      try download(file, to: part)
      do throws(Failure) {
        try install(part, file, path)
      } catch {
        unsafe unlink(part)
        throw error
      }
    }
  }

  /// Runs curl on each mirror until one delivers.
  private func download(_ file: NamedDataset.File, to part: String) throws(Failure) {
    var notes: [Note] = []
    for mirror in set.mirrors {
      let url = mirror + file.name + ".gz"
      var command = ["curl", "--fail", "--location", "--continue-at", "-", "--output", part]
      command += showsProgress ? [] : ["--silent", "--show-error"]
      let status = try runner.run(command + ["--", url])
      if status == 0, FilePath.isRegularFile(part) { return }
      guard status < 128 else {
        throw Failure(
          .downloadFailed, "the download of \(url) was interrupted", at: .path(part),
          help: "run `lofting data get \(set.name)` again: it goes on from here")
      }
      notes.append(Note("\(url): curl ended with exit status \(status), \(Self.meaning(status))"))
    }
    throw Failure(
      .downloadFailed, "\(file.name) could not be downloaded", at: .path(part), notes: notes,
      help: "check the network and run `lofting data get \(set.name)` again: it goes on where it stopped")
  }

  /// curl's commonest exit statuses (curl(1), "Exit codes").
  private static func meaning(_ status: Int) -> String {
    switch status {
    case 0: "but no file"
    case 5: "the proxy's name could not be resolved"
    case 6: "the host's name could not be resolved"
    case 7: "no connection"
    case 18: "the transfer ended early"
    case 22: "the server refused"
    case 23: "the file could not be written"
    case 28: "it took too long"
    case 33, 36: "the download could not be resumed"
    case 35, 60: "no secure connection"
    case 37: "the file could not be read"
    case 56: "the connection broke"
    default: "see curl(1)"
    }
  }

  /// Inflates a complete download, checks it, and puts it in its place.
  private func install(_ part: String, _ file: NamedDataset.File, _ path: String) throws(Failure) {
    var gzip = try GzipReader(try DataMemory.mapFile(part), path: part)
    var buffer = try DataBuffer(byteCount: file.byteCount, at: .path(part))
    let count = try gzip.read(file.byteCount, into: &buffer)
    guard count == file.byteCount, try gzip.isExhausted() else {
      throw Failure(
        .checksumMismatch, "\(file.name) has not the \(file.byteCount) bytes that were expected", at: .path(part),
        help: "run `lofting data get \(set.name)` again")
    }
    let memory = buffer.freeze()
    let found = sum(memory)
    guard found == file.sha256 else {
      throw Failure(
        .checksumMismatch, "\(file.name) is not the file that was expected", at: .path(part),
        notes: [Note("expected SHA-256 \(file.sha256)"), Note("found SHA-256    \(found)")],
        help: "run `lofting data get \(set.name)` again; if it stays so, the mirror's file has changed")
    }
    var output = try AtomicFile(path: path)
    try memory.withBytes { (bytes) throws(Failure) in try unsafe output.write(bytes.bytes) }
    try output.commit()
    unsafe unlink(part)
  }
}
