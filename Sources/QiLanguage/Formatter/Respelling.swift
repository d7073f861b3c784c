import QiDiagnostics

/// In which words the keywords are.
public enum Spelling: String, Sendable, CaseIterable { case en, zh }

/// How a reading is written in one spelling, whatever it was written in.
struct Respelling {
  let spelling: Spelling
  /// The parts that are names in backticks.
  var quoted: Set<Int> = []

  /// Nil where the part stays as it is written.
  func text(of index: Int, in reading: Reading) -> String? {
    let part = reading.parts[index]
    let written = reading.source.text(reading.tokens[part.tokens.lowerBound].range)
    // `every month on day 20` is 每月逢 20 日 in Chinese.
    if part.role == .keyword(.dayOfMonth), spelling == .en { return "" }
    switch part.role {
    case .keyword(let keyword): return word(keyword, index, reading)
    case .name(let name): return quoted.contains(index) || !isOneWord(name) ? "`\(name)`" : name
    case .symbol(let symbol): return spelling == .en ? symbol.text : nil
    case .text: return spelling == .en ? Respelling.plainQuotes(written) : nil
    case .literal(.rate): return written.hasSuffix("％") ? written.dropLast() + "%" : nil
    case .literal(.money): return written.hasPrefix("￥") ? "¥" + written.dropFirst() : nil
    default: return nil
    }
  }

  private func word(_ keyword: Keyword, _ index: Int, _ reading: Reading) -> String {
    if spelling == .zh {
      let words = keyword.chinese
      // 从 where money comes from, 自 where a contract or a table does.
      let isOrigin = keyword == .from && opensWithOrigin(index, reading)
      return (isOrigin ? words.last : words.first) ?? keyword.english.first ?? ""
    }
    if let level = Keyword.personalClasses.firstIndex(of: keyword) {
      return "\(Keyword.personalClass.english.first ?? "") \(level + 1)"
    }
    // One day, but two days; an oracle states, but two of several state.
    let before = index > 0 ? reading.parts[index - 1].role : nil
    let isOther =
      keyword == .states ? before == .symbol(.closeParen) : before == .literal(.integer(1))
    return (isOther ? keyword.english.last : keyword.english.first) ?? keyword.chinese.first ?? ""
  }

  private static let origins: [Reading.Role] = [
    .keyword(.use), .keyword(.limits), .keyword(.calendar),
  ]

  private func opensWithOrigin(_ index: Int, _ reading: Reading) -> Bool {
    for part in reading.parts[..<index].suffix(2) {
      if Respelling.origins.contains(part.role) { return true }
    }
    return false
  }

  /// Neither quote can stand inside a text.
  private static func plainQuotes(_ written: String) -> String {
    "\"" + written.dropFirst().dropLast() + "\""
  }

  /// Whether the lexer reads it as one word without backticks.
  private func isOneWord(_ name: String) -> Bool {
    let (tokens, _) = Lexer.tokens(of: SourceFile(name: "", text: name))
    return tokens.count == 2 && tokens[0].kind == .word
  }
}
