// The JSON Schema beside a spec, for editors. It lies in a folder of its own beside the spec and is named in the spec's
// first line by a relative path: that works offline, in VS Code, Neovim and every editor with the YAML language server, and
// for whoever gets both files.

import Diagnostics
import Files
import SpecParser

public enum SpecSchema {
  /// Relative to the spec.
  public static let path = ".lofting/lofting.schema.json"
  /// A spec's first line.
  public static let modeline = "# yaml-language-server: $schema=\(path)"

  /// Without a line break at its end.
  public static var text: String { JSONSchemaEmitter.schema(of: catalog).prettyText }

  /// Writes the schema to a file, whose folder is made where there is none.
  ///
  /// - Throws: `R111`.
  public static func write(to path: String) throws(Failure) {
    let folder = Folder.parent(of: path)
    if folder != "." { try Folder.make(folder) }
    try AtomicFile.write(text + "\n", to: path)
  }

  /// Writes the schema where the modeline of a spec looks for it.
  ///
  /// - Throws: `R111`.
  static func write(besideSpec spec: String) throws(Failure) {
    let folder = Folder.parent(of: spec)
    try write(to: folder == "." ? path : "\(folder)/\(path)")
  }
}
