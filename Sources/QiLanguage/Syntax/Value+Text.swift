public import QiValues

extension Value {
  /// As a source of one spelling writes it: `3 days`, `3 天`; `true`, `真`. A party has no more than
  /// its number here, and a choice is a name.
  public func text(in spelling: Spelling) -> String {
    switch self {
    case .boolean(let boolean): return (boolean ? Keyword.yes : .no).word(in: spelling)
    case .nobody: return Keyword.none.word(in: spelling)
    case .text(let text): return "\"\(text.escaped)\""
    case .dailyRate(let rate): return "\(rate) \(Keyword.perEveryDay.word(in: spelling))"
    case .duration(let duration): return duration.text(in: spelling)
    default: return description
    }
  }
}

extension Duration {
  public func text(in spelling: Spelling) -> String {
    let keyword: Keyword =
      switch unit {
      case .seconds: .seconds
      case .days: .days
      case .months: .months
      case .workingDays: .workingDays
      }
    let words = spelling == .en ? keyword.english : keyword.chinese
    let word = count == 1 ? words.last : words.first
    return "\(count) \(word ?? "")"
  }
}

extension Name {
  /// `actor` is one name in both spellings, and a keyword where it is read.
  static func text(_ name: String, in spelling: Spelling) -> String {
    name == Keyword.actor.word(in: .en) ? Keyword.actor.word(in: spelling) : name
  }
}

extension String {
  /// As it stands between quotes. By scalars: a mark behind a quote does not make it another.
  fileprivate var escaped: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
  }
}
