import QiDiagnostics

/// What should stand where something else does.
extension Parser {
  /// Reports that something else should stand here, unless what stands here is reported already.
  /// Of `words`, the one most likely meant is given: where the sentence starts, or else here.
  mutating func expected(
    _ what: Wording, of words: [Keyword] = [], sentence start: Int? = nil
  ) -> ParseStop {
    let known = diagnostics.last?.range == token.range || token.kind == .invalid
    if !known, !gaveUp, !isFull {
      let meant = start.flatMap { nearest(of: words, at: $0) } ?? nearest(of: words, at: position)
      let text = source.text(token.range)
      report(.expected(what, found: token, text: text, nearest: meant))
    }
    return ParseStop()
  }

  /// One of the keywords should stand here.
  mutating func expected(oneOf words: [Keyword]) -> ParseStop {
    expected(.either(words.map(\.quoted)), of: words)
  }

  /// The words that may begin a clause which needs nobody to act.
  static let startingClauses: [Keyword] = [
    .after, .on, .onEndOf, .everyDay, .everyWeekOn, .everyMonthOn, .everyYearOn, .anyone,
  ]

  static let startingStatements: [Keyword] = [
    .pay, .split, .choice, .named, .forEach, .attempt, .note, .remove, .clear, .accrue,
  ]

  /// The spelling most like as many words from here as it has itself, the longest first.
  private func nearest(of keywords: [Keyword], at position: Int) -> String? {
    let spellings = keywords.flatMap { $0.english + $0.chinese }
    for count in stride(from: 4, through: 1, by: -1) {
      guard let phrase = phrase(of: count, at: position) else { continue }
      let alike = spellings.filter { $0.split(separator: " ").count == count }
      if let nearest = Suggest.nearest(to: phrase, in: alike) { return nearest }
    }
    return nil
  }

  private func phrase(of count: Int, at position: Int) -> String? {
    let words = tokens[position...].prefix(count)
    guard words.count == count, words.allSatisfy({ $0.kind == .word }) else { return nil }
    return words.map { source.text($0.range) }.joined(separator: " ")
  }
}
