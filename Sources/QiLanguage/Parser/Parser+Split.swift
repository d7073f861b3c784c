import QiDiagnostics
import QiValues

extension Parser {
  /// Behind `split`.
  mutating func parseSplit() throws(ParseStop) -> SplitSyntax {
    if at(.openBrace, ahead: 1) || length(of: .by, ahead: 1) > 0 {
      let pot = try expectName(Wording(en: "a pot", zh: "保管款"))
      return try parseSplit(nil, from: [.init(PlaceSyntax(name: pot, part: nil))])
    }
    let sum = try parseExpression()
    if at(.openBrace) || at(.by), case .entry(let pot, let key) = sum.form {
      return try parseSplit(nil, from: [.init(PlaceSyntax(name: pot, part: .key(key)))])
    }
    try expect(.from)
    return try parseSplit(sum, from: try parseSources())
  }

  /// `by BOOK` perhaps, and who has what.
  private mutating func parseSplit(
    _ sum: Expression?, from sources: [SourceSyntax]
  ) throws(ParseStop) -> SplitSyntax {
    let basis = take(.by) ? try expectName(Wording(en: "a book", zh: "账簿")) : nil
    let shares = try parseShares()
    if basis != nil, let share = shares.shares.first {
      report(.shareBesideBook(at: share.rateRange))
    }
    return SplitSyntax(sum: sum, sources: sources, basis: basis, shares: shares)
  }

  /// `A`, or `(A, then B)`.
  private mutating func parseSources() throws(ParseStop) -> [SourceSyntax] {
    guard take(.openParen) else { return [try parseSource()] }
    var sources = [try parseSource()]
    while take(.comma) {
      try expect(.next)
      sources.append(try parseSource())
    }
    try expect(.closeParen)
    return sources
  }

  private mutating func parseSource() throws(ParseStop) -> SourceSyntax {
    let place = try parsePlace(Wording(en: "where the money comes from", zh: "款项的来处"))
    return SourceSyntax(place, under: try parseUnder())
  }

  private mutating func parseShares() throws(ParseStop) -> SharesSyntax {
    let start = position
    var shares: [SharesSyntax.Share] = []
    var remainder: SharesSyntax.Recipient?
    var (begun, read) = (0, 0)
    try block { parser throws(ParseStop) in
      begun += 1
      if remainder != nil {
        parser.report(.behindRemainder(at: parser.token.range))
        throw ParseStop()
      }
      if parser.take(.remainderTo) {
        remainder = .place(try parser.parseTarget())
      } else if parser.take(.remainder) {
        remainder = .shares(try parser.parseShares())
      } else {
        shares.append(try parser.parseShare())
      }
      read += 1
    }
    guard let remainder else {
      // Where the level had mistakes, the remainder may be what could not be read.
      if begun == read { report(.noRemainder(at: tokens[start].range)) }
      throw ParseStop()
    }
    return SharesSyntax(shares: shares, remainder: remainder)
  }

  /// `15% at most ¥10 to tax`, or a level of its own in place of the target.
  private mutating func parseShare() throws(ParseStop) -> SharesSyntax.Share {
    let start = position
    guard let rate = try takeRate() else {
      // Something in place of its unit has been reported.
      if peek(1).kind == .invalid { throw ParseStop() }
      throw expected(
        Wording(
          en: "a share: `15% to …`, `25 bp to …`, or `remainder to …`",
          zh: "一份：15% 到 …、25 基点 到 …，或 其余归 …"),
        of: [.remainder])
    }
    let rateRange = range(from: start)
    let cap = take(.atMost) ? try parseExpression() : nil
    let recipient: SharesSyntax.Recipient
    if at(.openBrace) {
      recipient = .shares(try parseShares())
    } else {
      try expect(.to)
      recipient = .place(try parseTarget())
    }
    return .init(rate: rate, rateRange: rateRange, cap: cap, recipient: recipient)
  }

  private mutating func parseTarget() throws(ParseStop) -> PlaceSyntax {
    try parsePlace(Wording(en: "where the money goes", zh: "款项的去处"))
  }

  /// `12.5%`, or `25 bp` on one line. Nil where no rate stands here.
  mutating func takeRate() throws(ParseStop) -> Rate? {
    if case .rate(let rate) = token.kind {
      advance()
      return rate
    }
    guard case .integer(let count) = token.kind, length(of: .basisPoints, ahead: 1) > 0,
      !peek(1).startsLine
    else { return nil }
    let (millionths, overflow) = count.multipliedReportingOverflow(by: 100)
    if overflow {
      report(.integerTooLarge(at: token.range))
      throw ParseStop()
    }
    advance()
    _ = take(.basisPoints)
    return Rate(millionths: millionths)
  }
}
