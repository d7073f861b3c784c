import QiDiagnostics

/// What should stand where something else does.
extension Parser {
  /// Reports that something else should stand here, unless what stands here is reported already.
  /// Of `words`, the one most likely meant is given: where the sentence starts, or else here.
  mutating func expected(
    _ what: Wording, of words: [Keyword] = [], sentence start: Int? = nil, help: Wording? = nil
  ) -> ParseStop {
    if gaveUp || isFull || token.kind == .invalid { return ParseStop() }
    if diagnostics.contains(where: { $0.range == token.range }) { return ParseStop() }
    var meant = start.map { nearest(of: words, at: $0) } ?? []
    if meant.isEmpty { meant = nearest(of: words, at: position) }
    let text = source.text(token.range)
    let help = help ?? .didYouMean(meant) ?? helpAgainstWideComma()
    report(.expected(what, found: token, text: text, help: help))
    return ParseStop()
  }

  /// `￥1，200`, where the comma or the digits behind it fit nowhere.
  private func helpAgainstWideComma() -> Wording? {
    let comma = at(.comma) ? position : position - 1
    guard comma > 0, comma + 1 < tokens.count, case .money = tokens[comma - 1].kind,
      case .integer = tokens[comma + 1].kind
    else { return nil }
    let (sum, mark, digits) = (
      tokens[comma - 1].range, tokens[comma].range, tokens[comma + 1].range
    )
    guard digits.end - digits.start == 3, source.text(mark) == "，", sum.end == mark.start,
      mark.end == digits.start
    else { return nil }
    let meant = source.text(sum) + "," + source.text(digits)
    return Wording(
      en: "a full-width comma groups no digits: write `\(meant)`",
      zh: "全角逗号不用于数字分节：请写 \(meant)")
  }

  /// One of the keywords should stand here.
  mutating func expected(oneOf words: [Keyword], help: Wording? = nil) -> ParseStop {
    expected(.either(words.map(\.quoted)), of: words, help: help)
  }

  /// `甲 pay ¥5 to 乙`, `甲 deal.ok`, where a step begins.
  var helpAgainstMissingColon: Wording? {
    let isDeed = Parser.startingDeeds.contains { length(of: $0, ahead: 1) > 0 }
    guard token.startsLine, token.kind == .word, isDeed || at(.period, ahead: 2),
      !peek(1).startsLine
    else { return nil }
    let who = source.text(token.range)
    let what = source.text(peek(1).range.through(peek(isDeed ? 1 : 3).range))
    return Wording(
      en: "who acts is followed by a colon: `\(who): \(what)`",
      zh: "行动方之后写冒号：\(who)：\(what)")
  }

  static let startingMembers: [Keyword] = [
    .parties, .oracle, .terms, .holds, .mandate, .variable, .book, .accrual, .start, .phase,
    .inPhases, .invariant, .roundHalfUp, .property, .end,
  ]

  /// The words that may begin a clause which needs nobody to act.
  static let startingClauses: [Keyword] = [
    .after, .on, .onEndOf, .everyDay, .everyWeekOn, .everyMonthOn, .everyYearOn, .anyone,
  ]

  /// The words that may go on with an act.
  static let goingOnWithAct: [Keyword] = [.opens, .closes, .within, .when, .and, .or]

  static let startingStatements: [Keyword] = [
    .pay, .split, .choice, .named, .forEach, .attempt, .note, .remove, .clear, .accrue,
  ]

  static let startingSteps: [Keyword] = [
    .use, .begin, .operatorBank, .oracle, .wallet, .named, .clock, .expect, .reject, .repeated,
    .whyNot,
  ]

  static let goingOnWithWallet: [Keyword] = [.ownedBy, .funded, .kind]

  /// The words that may stand behind WHO and a colon: before a sum, and before a name.
  static let startingDeeds: [Keyword] = movingMoney + namingOthers + [.close]
  static let movingMoney: [Keyword] = [.pay, .issue, .redeem, .claim]
  static let namingOthers: [Keyword] = [.sign, .withdraw, .revoke, .freeze, .unfreeze]

  /// The spelling most like as many words from here as it has itself, the longest first.
  func nearest(of keywords: [Keyword], at position: Int) -> [String] {
    let spellings = keywords.flatMap { $0.english + $0.chinese }
    let all = Keyword.allCases.flatMap { $0.english + $0.chinese }
    for count in stride(from: 4, through: 1, by: -1) {
      guard let phrase = phrase(of: count, at: position) else { continue }
      let alike = spellings.filter { $0.split(separator: " ").count == count }
      // A word of the language is not mistyped, but may be a part: 到 of 直到.
      let isWord = all.contains(phrase)
      let nearest = Suggest.nearest(to: phrase, in: alike)
        .filter { !isWord || $0.contains(phrase) }
      if !nearest.isEmpty { return nearest }
    }
    return []
  }

  private func phrase(of count: Int, at position: Int) -> String? {
    let words = tokens[position...].prefix(count)
    guard words.count == count, words.allSatisfy({ $0.kind == .word }) else { return nil }
    return words.map { source.text($0.range) }.joined(separator: " ")
  }
}
