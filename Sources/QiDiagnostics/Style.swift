/// Whether what is rendered carries colour: on a terminal it may, in a pipe never.
public enum Style: Sendable {
  case plain, colour

  public enum Role: Sendable { case good, bad, caution, aside, strong }

  /// The text in its role's colour, one of the sixteen every terminal has. Colour takes no cells,
  /// so pad first.
  public func paint(_ text: String, _ role: Role) -> String {
    guard self == .colour else { return text }
    let colour =
      switch role {
      case .good: "32"
      case .bad: "1;31"
      case .caution: "1;33"
      case .aside: "36"
      case .strong: "1"
      }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }
}
