// The cases of the YAML test suite (github.com/yaml/yaml-test-suite, release data-2022-01-17) from the folder that
// LOFTING_YAML_SUITE names. A case is a folder with `in.yaml`, what parsers should make of it in `test.event` and for
// many in `in.json`, and a file `error` when the text is no YAML. Its ID is its path: `229Q`, `2G84/00`.

import Glibc
import SpecParser
import Testing

struct SuiteCase: Sendable, CustomTestStringConvertible {
  var id: String
  var yaml: [UInt8]
  var events: String
  var json: String?
  var isInvalid: Bool

  var testDescription: String { id }

  /// The folder of the suite; nil when the environment names none.
  static let folder: String? = {
    guard let value = unsafe getenv("LOFTING_YAML_SUITE") else { return nil }
    let path = unsafe String(cString: value)
    return path.isEmpty ? nil : path
  }()

  /// All cases, by ID; empty without a folder.
  static let all: [SuiteCase] = {
    guard let folder else { return [] }
    var cases: [SuiteCase] = []
    for name in names(in: folder) {
      if let single = SuiteCase(folder: folder, id: name) {
        cases.append(single)
      } else {
        cases += names(in: "\(folder)/\(name)").compactMap { SuiteCase(folder: folder, id: "\(name)/\($0)") }
      }
    }
    return cases
  }()

  private init?(folder: String, id: String) {
    let read = { (name: String) in try? FileReader.read("\(folder)/\(id)/\(name)", limit: 1 << 20) }
    guard let yaml = read("in.yaml"), let events = read("test.event") else { return nil }
    self.id = id
    self.yaml = yaml
    self.events = String(decoding: events, as: UTF8.self)
    json = read("in.json").map { String(decoding: $0, as: UTF8.self) }
    isInvalid = read("error") != nil
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
