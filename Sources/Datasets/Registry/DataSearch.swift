// Looks for the files of a named data set where the design says, and tells where it looked.

import Diagnostics

/// One search for a data set's files.
public struct DataSearch: Sendable {
  private let set: NamedDataset
  /// In the order of the search.
  public let folders: [String]

  /// - Parameter dataPath: the spec's `data.path`.
  public init(_ set: NamedDataset, context: LoadContext, dataPath: String? = nil) {
    self.set = set
    var folders: [String] = []
    func addBoth(_ folder: String) { folders += [folder, FilePath.join(folder, set.name)] }
    if let folder = context.dataFolder { addBoth(folder) }
    if let dataPath { addBoth(FilePath.resolve(dataPath, in: context.specFolder)) }
    if let folder = context.variable("LOFTING_DATA") { folders.append(FilePath.join(folder, set.name)) }
    if let cache = context.cacheFolder { folders.append(FilePath.join(cache, set.name)) }
    self.folders = folders + set.systemFolders
  }

  /// The paths of all files, in the order of the set's; nil where no folder has all of them.
  public func find() -> [String]? {
    for folder in folders {
      let files = files(in: folder).compactMap { $0 }
      if files.count == set.files.count { return files }
    }
    return nil
  }

  /// That nothing was found, where it was looked for, and the cure.
  func notFound(at place: Place) -> Failure {
    let notes = folders.map { folder in
      let missing = zip(set.files, files(in: folder)).filter { $1 == nil }.map(\.0.name)
      let isPartial = missing.count < set.files.count
      return Note("looked in \(folder)" + (isPartial ? ", which lacks \(missing.joined(separator: ", "))" : ""))
    }
    return Failure(
      .dataNotFound, "the files of \(set.name) are not to be found", at: place, notes: notes,
      help: "run `lofting data get \(set.name)`, or name their folder with --data")
  }

  /// Each file in one of its spellings, raw before gzipped because inflating takes longer than reading.
  private func files(in folder: String) -> [String?] {
    set.files.map { file in
      // `train-images.idx3-ubyte` is how some archives spell it.
      let dotted = file.name.dottedBeforeIDX
      return [file.name, dotted, file.name + ".gz", dotted + ".gz"]
        .map { FilePath.join(folder, $0) }.first(where: FilePath.isRegularFile)
    }
  }
}

extension String {
  /// `train-images-idx3-ubyte` as `train-images.idx3-ubyte`.
  fileprivate var dottedBeforeIDX: String {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    guard let i = parts.firstIndex(where: { $0.hasPrefix("idx") }), i > 0 else { return self }
    return parts[..<i].joined(separator: "-") + "." + parts[i...].joined(separator: "-")
  }
}
