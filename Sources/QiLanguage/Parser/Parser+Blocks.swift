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
    if !take(.openBrace) {
      let stop = expected(Symbol.openBrace.quoted)
      // Forgotten at the end of its line: what follows is read as if it stood there.
      guard token.startsLine, !isAtEnd, !isOutside(level) else { throw stop }
      depth += 1
    }
    let inside = depth
    let errorsBefore = diagnostics.count
    while !at(.closeBrace), !isAtEnd {
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
    if token.startsLine, indent(of: token.range) < indent(of: opening) { unclosed = opening }
    try expect(.closeBrace)
  }

  /// Of the line it stands in, in bytes.
  private func indent(of range: SourceRange) -> Int {
    let line = source.bytes[..<range.start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return source.bytes[line...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .count
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

  /// `contract NAME {`, `record NAME {`, `scenario TEXT {`.
  private var isAtItem: Bool {
    guard at(.openBrace, ahead: 2) else { return false }
    if at(.scenario) { return peek(1).kind == .text }
    return peek(1).kind == .word && (at(.contract) || at(.record))
  }

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
      // `NAME: deal.ok`, `NAME: pay ¥5 to b`
      let isDeed = Parser.startingDeeds.contains { length(of: $0, ahead: 2) > 0 }
      return at(.period, ahead: 3) || isDeed && !endsMember(peek(3)) && !peek(3).startsLine
    }
    return Parser.startingSteps.contains { at($0) }
  }

  /// What begins a clause and no statement.
  private var isAtClause: Bool {
    if case .integer = token.kind { return false }
    if assignment(peek(1).kind) != nil || at(.openBracket, ahead: 1) { return false }
    return isAtActors || at(.after) || at(.onEndOf) || at(.on)
  }
}
