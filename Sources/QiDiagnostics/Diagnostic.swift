/// Something wrong in a source text, as data. How it looks is decided where it is rendered.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: Sendable { case error, warning }

  /// A reader is told so many at once; of more, the first.
  public static let mostOfOneFile = 100

  /// A second place that matters, with what to say there.
  public struct Label: Hashable, Sendable {
    public let range: SourceRange
    public let wording: Wording

    public init(_ range: SourceRange, _ wording: Wording) {
      self.range = range
      self.wording = wording
    }
  }

  /// `Q2104`; its page is docs/diagnostics/Q2104.md.
  public let code: String
  public let severity: Severity
  public let range: SourceRange
  /// One sentence, in the reader's words, without a full stop.
  public let message: Wording
  /// What to say at the place itself, where there is something to add.
  public var here: Wording?
  public var labels: [Label]
  /// The rule behind it.
  public var note: Wording?
  /// What to do about it.
  public var help: Wording?

  public init(
    _ code: String, _ severity: Severity = .error, at range: SourceRange, _ message: Wording,
    here: Wording? = nil, labels: [Label] = [], note: Wording? = nil, help: Wording? = nil
  ) {
    self.code = code
    self.severity = severity
    self.range = range
    self.message = message
    self.here = here
    self.labels = labels
    self.note = note
    self.help = help
  }
}
