import QiValues

/// Where a space stands between two pieces of one line.
struct Spacing {
  private var previous: Piece?
  /// A sign right before its value.
  private var isSign = false
  /// `reject wrong-phase`: the words of a reason are joined.
  private var isInReason = false

  /// Takes the next piece of code, and says whether a space stands before it on its line.
  mutating func takes(_ next: Piece) -> Bool {
    let wasSign = isSign
    let joins = isInReason && (next.symbol == "-" || previous?.symbol == "-")
    isSign = ["-", "+"].contains(next.symbol) && !joins && previous.map { !$0.endsValue } ?? true
    if next.keyword == .reject { isInReason = true }
    if next.symbol == "{" { isInReason = false }
    defer { previous = next }
    guard let previous, !wasSign, !joins else { return false }
    return Spacing.isOpen(previous, next)
  }

  private static func isOpen(_ previous: Piece, _ next: Piece) -> Bool {
    switch next.symbol {
    case ")", "]", ",", ":", ";", ".": return false
    case "(", "[":
      if previous.isName || previous.isFunction || previous.symbol == ")" || previous.symbol == "]"
      {
        return false
      }
    default: break
    }
    switch previous.symbol {
    case "(", "[", ".": return false
    case ",", ":", ";": return !previous.isWide
    default: return true
    }
  }
}

extension Piece {
  /// Whether a plus or minus behind it joins two values.
  fileprivate var endsValue: Bool {
    switch role {
    case .keyword(let keyword)?: Piece.values.contains(keyword)
    case .symbol?: symbol == ")" || symbol == "]"
    default: true
    }
  }

  fileprivate var isFunction: Bool {
    keyword == .interest || keyword == .level
      || Expression.Function.allCases.contains { $0.keyword == keyword }
      || DigestRule.allCases.contains { $0.keyword == keyword }
  }

  private static let values: Set<Keyword> = [
    .now, .today, .begun, .yes, .no, .seconds, .minutes, .hours, .days, .months, .years, .none,
    .basisPoints, .perEveryDay, .workingDays, .toNextWorkingDay, .toPreviousWorkingDay,
  ]
}
