// The data sets that have a name: where they are, and how they come here.

import Datasets
import Diagnostics

/// A line of `lofting data list`.
public struct DataListing: Sendable {
  public var name: String
  public var summary: String
  public var licence: String
  /// The folder that has its files; nil where they are not here.
  public var folder: String?
  public var isEmbedded: Bool

  public var line: String {
    let place = isEmbedded ? "built in" : folder ?? "not here: lofting data get \(name)"
    return "\(name.padded(to: 14)) \(summary.padded(to: 44)) \(place)"
  }

  public var json: JSONValue {
    .object([
      ("name", .string(name)), ("summary", .string(summary)), ("licence", .string(licence)),
      ("embedded", .boolean(isEmbedded)), ("folder", folder.map(JSONValue.string) ?? .null),
    ])
  }
}

public func listData() -> [DataListing] {
  let context = LoadContext(specFolder: ".")
  return DataRegistry.all.map { set in
    let files = set.isEmbedded ? nil : DataSearch(set, context: context).find()
    return DataListing(
      name: set.name, summary: set.summary, licence: set.licence,
      folder: files?.first.map { String($0[..<($0.lastIndex(of: "/") ?? $0.endIndex)]) },
      isEmbedded: set.isEmbedded)
  }
}

/// Downloads a named data set; the lines to show.
///
/// - Parameter folder: nil for the user's cache, where specs look for it.
public func downloadData(_ name: String, into folder: String?, showsProgress: Bool) throws(Failure) -> [String] {
  let set = try DataRegistry.named(name)
  if set.isEmbedded { return ["\(set.name) is built in: nothing to download"] }
  guard let target = folder ?? LoadContext(specFolder: ".").cacheFolder.map({ "\($0)/\(set.name)" }) else {
    throw Failure(
      .dataNotFound, "neither HOME nor XDG_CACHE_HOME is set, so there is no cache",
      help: "name a folder with --into")
  }
  let paths = try DataDownloader(set, into: target, showsProgress: showsProgress).run()
  return paths + ["licence: \(set.licence)"]
}
