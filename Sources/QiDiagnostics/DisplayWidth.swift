/// What text looks like on a terminal, in cells: Chinese and full-width glyphs take two, combining
/// marks none. Measured alike everywhere, whatever the locale.
extension StringProtocol {
  /// The text with nothing hidden in it: control characters as their pictures (`␀`), and what is
  /// invisible or turns the direction of writing as its number (`\u{202E}`).
  public var shown: String {
    unicodeScalars.reduce(into: "") { $1.appendShown(to: &$0) }
  }

  /// How many cells `shown` takes.
  public var cells: Int { unicodeScalars.reduce(0) { $0 + $1.cells } }

  /// Shown, with spaces up to so many cells. Longer text is left as it is.
  public func padded(to width: Int, _ alignment: Alignment = .left) -> String {
    let space = cells < width ? String(repeating: " ", count: width - cells) : ""
    return alignment == .left ? shown + space : space + shown
  }

  /// Shown, in at most so many cells; `…` stands for what was cut.
  public func truncated(to width: Int) -> String {
    guard width > 0 else { return "" }
    var (text, used, lengthThatLeavesRoom) = ("", 0, "".endIndex)
    for scalar in unicodeScalars {
      if used + scalar.cells > width { return text[..<lengthThatLeavesRoom] + "…" }
      scalar.appendShown(to: &text)
      used += scalar.cells
      if used < width { lengthThatLeavesRoom = text.endIndex }
    }
    return text
  }
}

/// The side of a column its text stands on.
public enum Alignment: Sendable { case left, right }
