// Where data may be: the spec's folder, `--data`, and the environment.

import Glibc

/// How rows will be gone through, which decides where large files are kept.
public enum RowAccess: Sendable, Hashable {
  /// Drawn at random, epoch by epoch: copied into huge pages.
  case random
  /// Once or twice from first to last: left where the system has the file, since copying takes longer than that.
  case inOrder
}

/// What loading needs to know besides the spec.
public struct LoadContext: Sendable {
  /// Paths in the spec are relative to this folder.
  public var specFolder: String
  /// `--data DIR`.
  public var dataFolder: String?
  /// LOFTING_DATA, HOME and XDG_CACHE_HOME.
  public var environment: [String: String]
  /// How the rows will be gone through.
  public var access = RowAccess.random

  public init(specFolder: String, dataFolder: String? = nil, environment: [String: String]) {
    self.specFolder = specFolder
    self.dataFolder = dataFolder
    self.environment = environment
  }

  /// With this process's environment.
  public init(specFolder: String, dataFolder: String? = nil) {
    var environment: [String: String] = [:]
    for name in ["LOFTING_DATA", "HOME", "XDG_CACHE_HOME"] {
      if let value = unsafe getenv(name) { environment[name] = unsafe String(cString: value) }
    }
    self.init(specFolder: specFolder, dataFolder: dataFolder, environment: environment)
  }

  /// A variable that is set to something.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The user's cache: `$XDG_CACHE_HOME/lofting`, else `~/.cache/lofting`; nil without a home.
  ///
  /// The base directory specification says to ignore a relative XDG_CACHE_HOME.
  public var cacheFolder: String? {
    if let cache = variable("XDG_CACHE_HOME"), cache.hasPrefix("/") { return FilePath.join(cache, "lofting") }
    return variable("HOME").map { FilePath.join($0, ".cache/lofting") }
  }
}
