public import QiDiagnostics

/// Where a command speaks: two outputs and what is known of them. Output is collected and handed on
/// in large pieces; what goes to the error output is handed on at once, after all before it.
public final class Console {
  /// Takes a piece of text; false where it could not be written.
  public typealias Sink = (String) -> Bool

  public var language: Language
  /// Whether what is wrong is said in JSON too, an object a line, on the output.
  public var speaksJSON = false
  public let isTerminal: Bool
  /// In cells, at least 40.
  public let width: Int
  public let style: Style
  public let errorStyle: Style
  /// Whether some output was refused by its sink. Later output is dropped.
  public private(set) var hasLostOutput = false

  private let out: Sink
  private let err: Sink
  private var pending = ""

  private static let pieceSize = 1 << 16

  public init(
    out: @escaping Sink, err: @escaping Sink, language: Language = .en, isTerminal: Bool = false,
    width: Int = 100, style: Style = .plain, errorStyle: Style = .plain
  ) {
    self.out = out
    self.err = err
    self.language = language
    self.isTerminal = isTerminal
    self.width = max(40, width)
    self.style = style
    self.errorStyle = errorStyle
  }

  /// Adds the text and a line break to the output.
  public func print(_ line: String = "") { write(line + "\n") }

  /// Adds text as it is to the output.
  public func write(_ text: String) {
    guard !hasLostOutput else { return }
    pending += text
    if pending.utf8.count >= Console.pieceSize { flush() }
  }

  public func printError(_ line: String) { writeError(line + "\n") }

  public func writeError(_ text: String) {
    flush()
    // Where even complaining fails there is nobody left to tell.
    _ = err(text)
  }

  /// Hands on what was collected. Done at the end of every command; a long one calls it where a
  /// person waits for what is there.
  public func flush() {
    if !pending.isEmpty, !hasLostOutput { hasLostOutput = !out(pending) }
    pending = ""
  }
}
