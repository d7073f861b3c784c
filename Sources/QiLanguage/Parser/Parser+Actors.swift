import QiDiagnostics

/// Who sets a clause off, and when it is open.
extension Parser {
  /// A party may be called `on` or `after`: what follows tells.
  var isAtActors: Bool {
    if case .integer = token.kind { return true }
    if length(of: .may, ahead: 1) > 0 || length(of: .must, ahead: 1) > 0 { return true }
    guard length(of: .with, ahead: 1) > 0 || length(of: .states, ahead: 1) > 0 else {
      return false
    }
    switch peek(2).kind {
    case .word, .quotedName: return true
    default: return false
    }
  }

  mutating func parseActors() throws(ParseStop) -> ActorsSyntax {
    let start = position
    if case .integer(let needed) = token.kind {
      advance()
      try expect(.of)
      try expect(.openParen)
      let names = try list { parser throws(ParseStop) in try parser.expectSigner() }
      try expect(.closeParen)
      return .some(needed, of: names, range(from: start))
    }
    if length(of: .may, ahead: 1) > 0, take(.anyone) { return .anyone }
    let first = try expectName(
      Wording(
        en: "a clause: a party with `may` or `must`, `anyone may`, an oracle with `states`, `on`, "
          + "`after` or `every`",
        zh: "条款：当事人后接“可”或“须”，“任何人 可”，见证方后接“证明”，或“至”、“满”、“每”"))
    var names = [first]
    while take(.with) { names.append(try expectSigner()) }
    return names.count == 1 ? .one(first) : .together(names)
  }

  /// A party or a pot, or `actor`, which is one name in both spellings.
  mutating func expectPlace(_ what: Wording) throws(ParseStop) -> Name {
    let range = token.range
    if take(.actor) { return Name(text: Keyword.actor.word(in: .en), range: range) }
    return try expectName(what)
  }

  private mutating func expectSigner() throws(ParseStop) -> Name {
    try expectName(Wording(en: "who signs too", zh: "共同签署方的名称"))
  }

  /// `from D1 before D2`, either of which may stand alone.
  mutating func parseWindow() throws(ParseStop) -> WindowSyntax? {
    let opens = take(.opens) ? try parseExpression() : nil
    let closes = take(.closes) ? try parseExpression() : nil
    return opens == nil && closes == nil ? nil : WindowSyntax(opens: opens, closes: closes)
  }
}
