// What can be said about an input: severity, code, message, place, notes, help and a fix, as plain values.

public enum Severity: String, Sendable, CaseIterable, Comparable {
  case error, warning, information

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .information: 2
    }
  }

  /// Errors come before warnings, warnings before informations.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A stable name for one kind of finding: `Y103`, `unknown-key`. Each module declares its own as static members.
public struct DiagnosticCode: Sendable, Hashable {
  public let id: String
  public let name: String

  public init(_ id: String, _ name: String) {
    self.id = id
    self.name = name
  }
}

/// What a diagnostic is about.
public enum Place: Sendable, Hashable {
  /// A stretch of a spec.
  case spec(SourceRange)
  /// A byte of a binary file.
  case file(path: String, offset: Int)
  /// A cell of a table; row and column count from 1, the row as an editor counts lines.
  case cell(path: String, row: Int, column: Int)
  /// A file or folder as a whole.
  case path(String)
  /// No place: the command itself.
  case none
}

/// A further remark, with a place of its own where it has one.
public struct Note: Sendable, Hashable {
  public var message: String
  public var place: Place

  public init(_ message: String, at place: Place = .none) {
    self.message = message
    self.place = place
  }
}

/// Edits that cure a finding. `isSafe` fixes never change what a valid spec means.
public struct Fix: Sendable, Hashable {
  public struct Edit: Sendable, Hashable {
    public var range: SourceRange
    public var replacement: String

    public init(range: SourceRange, replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  public var title: String
  public var isSafe: Bool
  public var edits: [Edit]

  public init(title: String, isSafe: Bool, edits: [Edit]) {
    self.title = title
    self.isSafe = isSafe
    self.edits = edits
  }
}

/// One finding.
public struct Diagnostic: Sendable, Hashable {
  public var severity: Severity
  public var code: DiagnosticCode
  public var message: String
  public var place: Place
  public var notes: [Note]
  /// The cure, in one sentence.
  public var help: String?
  public var fix: Fix?

  public init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at place: Place, notes: [Note] = [],
    help: String? = nil, fix: Fix? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.notes = notes
    self.help = help
    self.fix = fix
  }
}

/// Work that ended for reasons the user can mend.
public struct Failure: Error, Sendable {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  public init(
    _ code: DiagnosticCode, _ message: String, at place: Place = .none, notes: [Note] = [], help: String? = nil
  ) {
    diagnostics = [Diagnostic(.error, code, message, at: place, notes: notes, help: help)]
  }
}
