import QiDiagnostics

/// Blocks, and where a reader who lost the thread takes it up again.
extension Parser {
  /// What a block is part of: what can only stand outside it says that its brace is missing.
  enum Level { case contract, inside, bindings, statements }

  /// `{ member … }`. A member that cannot be read is skipped to the next line of the block.
  mutating func block(
    of level: Level = .inside, member: (inout Parser) throws(ParseStop) -> Void
  ) throws(ParseStop) {
    let opening = token.range
    let head = trace.members.last.map { tokens[$0].range } ?? opening
    if !take(.openBrace) {
      let stop = expected(Symbol.openBrace.quoted)
      // Forgotten at the end of its line, or before `NAME:`: what follows is read as if it stood
      // there.
      let goesOn = token.startsLine || at(.colon, ahead: 1)
      guard goesOn, !isAtEnd, !isOutside(level) else { throw stop }
      depth += 1
    }
    let inside = depth
    let errorsBefore = diagnostics.count
    while !isAtEnd {
      if at(.closeBrace) {
        guard level != .statements, at(.arrow, ahead: 1) else { break }
        skipExtraBrace()
        continue
      }
      if isOutside(level) { return close(opening, isKnown: diagnostics.count > errorsBefore) }
      let start = position
      trace.members.append(start)
      do throws(ParseStop) {
        try nested(member)
        while take(.comma) || take(.semicolon) {}
      } catch {
        recover(from: start, depth: inside)
      }
    }
    if isAtEnd, diagnostics.count > errorsBefore { throw ParseStop() }
    if isAtEnd {
      close(opening, isKnown: false)
      throw ParseStop()
    }
    if token.startsLine { suspect(opening, head: indent(of: head), indent(of: token.range)) }
    try expect(.closeBrace)
  }

  /// A brace whose closing one stands further left than the line it belongs to, unless one inside
  /// does already.
  private mutating func suspect(
    _ opening: SourceRange, head: ArraySlice<UInt8>, _ closing: ArraySlice<UInt8>
  ) {
    guard closing.count < head.count, head.starts(with: closing) else { return }
    if let unclosed, unclosed.start > opening.start { return }
    unclosed = opening
  }

  /// What the line it stands in begins with.
  private func indent(of range: SourceRange) -> ArraySlice<UInt8> {
    let line = source.bytes[..<range.start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return source.bytes[line...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// `} } -> Phase`: the arrow belongs to the clause before.
  private mutating func skipExtraBrace() {
    report(.extraBrace(at: token.range))
    for _ in 0..<2 { advance() }
    depth += 1
    if token.kind == .word, !token.startsLine { advance() }
  }

  /// Goes on as if the brace stood here. Where the block had other mistakes, it may not be missing.
  private mutating func close(_ opening: SourceRange, isKnown: Bool) {
    if !isKnown, !isFull {
      let likely = unclosed.flatMap { $0.start > opening.start ? $0 : nil } ?? opening
      report(.notClosed(likely, before: token, text: source.text(token.range)))
    }
    depth -= 1
  }

  /// Skips to the next line at this depth of braces, or to the brace that closes it.
  private mutating func recover(from start: Int, depth inside: Int) {
    while !isAtEnd {
      let closes = depth == inside && at(.closeBrace)
      let isFresh = token.startsLine && position > start
      if closes || depth < inside { return }
      if isFresh, depth <= inside, !at(.failingWhich) { return }
      if isFresh, isAtPhase || isAtItem {
        // Braces opened meanwhile were never closed.
        depth = inside
        return
      }
      advance()
    }
  }

  /// Whether what can only stand outside such a block begins this line.
  private func isOutside(_ level: Level) -> Bool {
    guard token.startsLine else { return false }
    switch level {
    case .contract: return isAtItem
    case .inside: return isAtItem || isAtPhase
    case .bindings: return isAtItem || isAtStep
    case .statements: return isAtItem || isAtPhase || isAtClause
    }
  }

  /// `contract NAME {`, `record NAME {`, `scenario TEXT {`, `limits from`, `calendar 2026`, behind
  /// its notice.
  private var isAtItem: Bool {
    var ahead = 0
    while ahead < Parser.longestNotice, peek(ahead).kind == .notice { ahead += 1 }
    func isAt(_ keyword: Keyword) -> Bool { length(of: keyword, ahead: ahead) > 0 }
    if isAt(.limits) { return length(of: .from, ahead: ahead + 1) > 0 }
    if isAt(.calendar), case .integer = peek(ahead + 1).kind { return true }
    guard at(.openBrace, ahead: ahead + 2) else { return false }
    if isAt(.scenario) { return peek(ahead + 1).kind == .text }
    return peek(ahead + 1).kind == .word && (isAt(.contract) || isAt(.record))
  }

  /// In lines, as far as one is looked through for what it is of.
  private static let longestNotice = 100

  /// `phase NAME {`, `start NAME {`, `end NAME, …`.
  private var isAtPhase: Bool {
    guard peek(1).kind == .word, !isAtActors else { return false }
    if at(.phase) || at(.start) { return at(.openBrace, ahead: 2) || peek(2).startsLine }
    return at(.end)
      && (at(.comma, ahead: 2) || at(.closeBrace, ahead: 2) || peek(2).startsLine)
  }

  /// What begins a step and binds no name.
  private var isAtStep: Bool {
    if at(.colon, ahead: 1) {
      // `NAME: deal.ok`, `NAME: pay ¥5 to b`, `NAME: sign deal`
      return at(.period, ahead: 3)
        || Parser.movingMoney.contains { length(of: $0, ahead: 2) > 0 } && isSum(peek(3))
        || Parser.namingOthers.contains { length(of: $0, ahead: 2) > 0 } && isName(ahead: 3)
    }
    return Parser.startingSteps.contains { at($0) }
  }

  private func isSum(_ token: Token) -> Bool {
    switch token.kind {
    case .money, .integer: !token.startsLine
    default: false
    }
  }

  /// One that names nothing that follows.
  private func isName(ahead: Int) -> Bool {
    peek(ahead).kind == .word && !peek(ahead).startsLine && !at(.colon, ahead: ahead + 1)
      && !at(.openParen, ahead: ahead + 1)
  }

  /// What begins a clause and no statement.
  private var isAtClause: Bool {
    if case .integer = token.kind { return false }
    if assignment(peek(1).kind) != nil || at(.openBracket, ahead: 1) { return false }
    return isAtActors || at(.after) || at(.onEndOf) || at(.on)
  }
}
