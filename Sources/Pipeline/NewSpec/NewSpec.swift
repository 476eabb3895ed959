// `lofting new`: a spec from a template or from a table, printed or written to a file with the schema beside it.

import Datasets
import Diagnostics
import Files

public struct NewSpec: Sendable {
  /// The spec, without a line break at its end.
  public let text: String
  /// What to know or do next, for standard error.
  public let notes: [String]

  /// A template's spec, or one that is made for a table.
  ///
  /// - Parameters:
  ///   - subject: a template's name or a CSV file.
  ///   - target: the table's column to predict.
  ///   - task: what predicting it is; nil to tell from its values.
  ///   - output: where the spec is going to be; nil for standard output. Its paths are relative to that folder.
  /// - Throws: `P130` to `P132`, or what is wrong with the table.
  public init(
    _ subject: String, target: String? = nil, task: PredictionTask? = nil, output: String? = nil
  ) throws(Failure) {
    if let template = SpecTemplate(rawValue: subject) {
      guard target == nil, task == nil else {
        throw Failure(
          .unknownTemplate, "'\(subject)' is a template, and --target and --task go with a table",
          help: "name the CSV file: lofting new table.csv --target \(TargetChoice.quoted(target ?? "NAME"))")
      }
      text = template.text
      notes = template.tableName.map { ["the template reads \($0): put your own file and its columns in"] } ?? []
      return
    }
    guard Folder.exists(subject) else { throw Self.unknown(subject) }
    let study: TableStudy
    switch try describe(subject) {
    case .tensor(let tensor):
      throw Failure(
        .badTarget, "\(subject) is an \(tensor.format) file: a tensor has no columns to choose from",
        at: .path(subject),
        help: "begin with 'lofting new mnist', which shows where such files are named, and give inputs and labels")
    case .table(let table): study = try TableStudy(table, target: target, task: task)
    }
    let name = Self.name(from: output ?? subject)
    text = TableSpec(study: study, path: Self.path(of: subject, fromFolderOf: output), name: name).text
    notes = Self.notes(study)
  }

  /// Writes the spec to a file and the schema beside it.
  ///
  /// - Parameter force: replaces a file that exists.
  /// - Throws: `P133` for one that exists, `R111` where it cannot be written.
  public func write(to path: String, force: Bool) throws(Failure) {
    guard force || !Folder.exists(path) else {
      throw Failure(
        .specExists, "\(path) exists already", at: .path(path), help: "name another file, or replace it with --force")
    }
    let folder = Folder.parent(of: path)
    if folder != "." { try Folder.make(folder) }
    try SpecSchema.write(besideSpec: path)
    try AtomicFile.write(text + "\n", to: path)
  }

  private static func unknown(_ subject: String) -> Failure {
    let names = SpecTemplate.allCases.map(\.rawValue)
    let looksLikeFile = subject.contains(".") || subject.contains("/")
    return Failure(
      .unknownTemplate, looksLikeFile ? "no such file: \(subject)" : "no template is called '\(subject)'",
      at: looksLikeFile ? .path(subject) : .none,
      help: looksLikeFile
        ? "name a CSV file, or one of the templates: \(names.joined(separator: ", "))"
        : DidYouMean.help(for: subject, in: names, naming: "name a CSV file or one of the templates"))
  }

  private static func notes(_ study: TableStudy) -> [String] {
    let features = study.columns.filter(\.isFeature).count
    let inputs = study.inputCount
    var notes = [
      "columns used: \(features) of \(study.columns.count), as \(grouped(inputs)) input\(inputs == 1 ? "" : "s")"
    ]
    for column in study.columns {
      guard let reason = column.reason else { continue }
      notes.append("left out: \(SpecLines.comment(column.name)) (\(reason))")
    }
    return notes
  }

  // MARK: - Names and paths

  /// A file's name without its endings, with only what a spec's name may have.
  private static func name(from path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    let stem = file.split(separator: ".").first ?? ""
    let name = stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) ? $0 : "-" }
    return name.contains { $0 != "-" } ? String(name) : "my-model"
  }

  /// The table as seen from the spec's folder.
  static func path(of table: String, fromFolderOf output: String?) -> String {
    guard let output, !table.hasPrefix("/") else { return table }
    let folder = Folder.parent(of: output)
    if folder == "." { return table }
    // The folder need not exist yet; what is above it does, in the end the working folder.
    let from = absolute(folder)
    let to = absolute(table)
    let shared = zip(from, to).prefix { $0 == $1 }.count
    return ([String](repeating: "..", count: from.count - shared) + to.dropFirst(shared)).joined(separator: "/")
  }

  /// The parts of an absolute path, without `.` and `..`.
  private static func absolute(_ path: String) -> [String] {
    let whole = path.hasPrefix("/") ? path : "\(Folder.absolute("."))/\(path)"
    var parts: [String] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts
  }
}

extension DiagnosticCode {
  static let unknownTemplate = DiagnosticCode("P132", "unknown-template")
  static let specExists = DiagnosticCode("P133", "spec-exists")
}
