import YuanqiKit

@testable import QiLanguage

/// Whether the grammar of the page has a text, and which of its parts that takes. It knows nothing
/// of the parser, but takes its tokens and its table of keywords.
struct Recogniser {
  private let grammar: Grammar
  private let source: SourceFile
  private let tokens: [Token]
  /// Where a rule or a repetition may end, by its number and where it begins.
  private var known: [Int: [Int]] = [:]
  /// Parts of the grammar the text needs.
  private(set) var used: Set<Int> = []
  /// The token no rule could take.
  private var furthest = 0

  init(_ grammar: Grammar, _ source: SourceFile) {
    self.grammar = grammar
    self.source = source
    let all = Lexer.tokens(of: source).tokens
    // A notice belongs to a contract; elsewhere it is a comment. 日 says nothing behind a day.
    tokens = all.enumerated().filter { place, token in
      if source.text(token.range) == "日" { return false }
      guard token.kind == .notice, let next = all[place...].first(where: { $0.kind != .notice })
      else { return true }
      return Recogniser.spellings["contract"]?.contains { $0.first == next.word } == true
    }.map(\.element)
  }

  /// Nil where the grammar has the text, else where it leaves it.
  mutating func fault() -> String? {
    let (file, end) = (grammar.rules["file"] ?? 0, tokens.count - 1)
    guard ends(file, from: 0).contains(end) else {
      let token = tokens[min(furthest, end)]
      let line = source.line(at: token.range.start)
      return "line \(line): no rule takes `\(source.text(token.range))`"
    }
    use(file, from: 0, to: end)
    return nil
  }

  // MARK: Where parts end

  private mutating func ends(_ part: Int, from start: Int) -> [Int] {
    switch grammar.forms[part] {
    case .word(let word): return ends(word, from: start)
    case .terminal(let terminal): return ends(terminal: terminal, from: start)
    case .separators: return [separatorsEnd(start)]
    case .choice(let parts): return union(parts.map { ends($0, from: start) })
    case .optional(let part): return union([[start], ends(part, from: start)])
    case .sequence(let parts):
      return parts.reduce([start]) { starts, part in union(starts.map { ends(part, from: $0) }) }
    case .rule(let name):
      return remembered(part, start) { $0.ends($0.grammar.rules[name] ?? 0, from: start) }
    case .repeated(let member):
      return remembered(part, start) { Array($0.steps(member, from: start).keys).sorted() }
    }
  }

  private mutating func remembered(
    _ part: Int, _ start: Int, _ find: (inout Recogniser) -> [Int]
  ) -> [Int] {
    let key = part * tokens.count + start
    if let ends = known[key] { return ends }
    let ends = find(&self)
    known[key] = ends
    return ends
  }

  /// Every place that repetitions may end at, with the one each was reached from.
  private mutating func steps(_ member: Int, from start: Int) -> [Int: Int] {
    var before = [start: start]
    var waiting = [start]
    while let next = waiting.popLast() {
      for end in ends(member, from: next) where before[end] == nil {
        before[end] = next
        waiting.append(end)
      }
    }
    return before
  }

  private func union(_ lists: [[Int]]) -> [Int] {
    lists.count == 1 ? lists[0] : Array(Set(lists.joined())).sorted()
  }

  private func separatorsEnd(_ start: Int) -> Int {
    tokens[start...].firstIndex { $0.kind != .symbol(.comma) && $0.kind != .symbol(.semicolon) }
      ?? start
  }

  // MARK: Tokens

  /// How the keywords may be spelled that the grammar calls so.
  private static let spellings = Keyword.allCases.reduce(
    into: [String: [KeywordWords.Spelling]]()
  ) { spellings, keyword in
    for word in keyword.english {
      spellings[word, default: []] += KeywordWords.shared.spellings[keyword.rawValue]
    }
  }

  private static let classes = Set(
    Keyword.personalClasses.flatMap { KeywordWords.shared.spellings[$0.rawValue] }.map(\.first))

  private mutating func ends(_ word: String, from start: Int) -> [Int] {
    furthest = max(furthest, start)
    let token = tokens[start]
    if case .symbol(let symbol) = token.kind { return symbol.text == word ? [start + 1] : [] }
    if ["qi", "1"].contains(word) { return source.text(token.range) == word ? [start + 1] : [] }
    guard token.word > 0 else { return [] }
    if word == "personal class", isClass(start) { return [start + 1] }
    return (Recogniser.spellings[word] ?? []).filter { spelling in
      guard spelling.first == token.word else { return false }
      return spelling.others.elementsEqual(
        tokens[(start + 1)...].prefix(spelling.others.count).map(\.word))
    }.map { start + 1 + $0.others.count }
  }

  /// 个人二类 is one word.
  private func isClass(_ place: Int) -> Bool {
    tokens.indices.contains(place) && Recogniser.classes.contains(tokens[place].word)
  }

  private mutating func ends(terminal: String, from start: Int) -> [Int] {
    furthest = max(furthest, start)
    let isThere =
      switch (terminal, tokens[start].kind) {
      case ("NAME", .word), ("NAME", .quotedName), ("INTEGER", .integer), ("YEAR", .integer),
        ("MONEY", .money),
        ("RATE", .rate), ("DATE", .date), ("TIME", .time), ("TEXT", .text), ("NOTICE", .notice),
        ("CLOCK", .timeOfDay), ("MONTH_DAY", .dayOfYear), ("DAYCOUNT", .dayCount):
        true
      default: false
      }
    if terminal == "INTEGER", isClass(start - 1) { return [start] }
    if terminal == "REASON", tokens[start].kind == .word {
      var end = start + 1
      while tokens[end].kind == .symbol(.minus), tokens[end + 1].kind == .word { end += 2 }
      return [end]
    }
    return isThere ? [start + 1] : []
  }

  // MARK: What is used

  private mutating func use(_ part: Int, from start: Int, to end: Int) {
    switch grammar.forms[part] {
    case .word, .terminal, .separators: break
    case .rule(let name): use(grammar.rules[name] ?? 0, from: start, to: end)
    case .choice(let parts):
      let fitting = parts.filter { ends($0, from: start).contains(end) }
      guard let taken = fitting.min(by: { rank($0, start) < rank($1, start) }) else { return }
      used.insert(taken)
      use(taken, from: start, to: end)
    case .optional(let inside):
      guard ends(inside, from: start).contains(end), start < end else { return }
      used.insert(inside)
      use(inside, from: start, to: end)
    case .repeated(let member):
      let before = steps(member, from: start)
      var place = end
      while place > start, let step = before[place] {
        used.insert(member)
        use(member, from: step, to: place)
        place = step
      }
    case .sequence(let parts):
      guard let places = split(parts[...], from: start, to: end) else { return }
      for (part, (from, to)) in zip(parts, zip(places, places.dropFirst())) {
        use(part, from: from, to: to)
      }
    }
  }

  /// Of alternatives that fit, a keyword as it is written comes before another, and that before a
  /// name.
  private func rank(_ part: Int, _ place: Int) -> Int {
    switch grammar.forms[part] {
    case .word(let word): return source.text(tokens[place].range) == word ? 0 : 1
    case .sequence(let parts): return parts.first.map { rank($0, place) } ?? 2
    case .choice(let parts): return parts.map { rank($0, place) }.min() ?? 2
    default: return 2
    }
  }

  /// Where each part of a sequence begins, and the last one ends.
  private mutating func split(_ parts: ArraySlice<Int>, from start: Int, to end: Int) -> [Int]? {
    guard let first = parts.first else { return start == end ? [end] : nil }
    for middle in ends(first, from: start) where middle <= end {
      if let rest = split(parts.dropFirst(), from: middle, to: end) { return [start] + rest }
    }
    return nil
  }
}
