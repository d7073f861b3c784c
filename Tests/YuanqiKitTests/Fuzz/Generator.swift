@testable import QiLanguage

/// Sentences of the grammar, drawn by chance: they are read, and mean nothing.
struct Generator {
  private let grammar: Grammar
  private var random: SplitMix
  private var text = ""
  /// In which spelling keywords are; nil: in either.
  private let spelling: Spelling?
  private let isFullWidth: Bool
  /// How deep the shortest sentence of each part is.
  private let depths: [Int]

  /// Bytes after which only the shortest way is taken.
  private static let length = 1_500

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    random = SplitMix(state: seed)
    spelling = [.en, .en, .zh, nil][random.below(4)]
    isFullWidth = random.below(4) == 0
    depths = Generator.depths(of: grammar)
  }

  mutating func file() -> String {
    derive(grammar.rules["file"] ?? 0, fuel: 8 + random.below(30))
    return text
  }

  private static func depths(of grammar: Grammar) -> [Int] {
    var depths = [Int](repeating: 1_000, count: grammar.forms.count)
    var isChanged = true
    while isChanged {
      let before = depths
      for (part, form) in grammar.forms.enumerated() {
        depths[part] =
          switch form {
          case .word, .terminal: 1
          case .separators, .optional, .repeated: 0
          case .rule(let name): depths[grammar.rules[name] ?? 0] + 1
          case .sequence(let parts): parts.map { depths[$0] }.max() ?? 0
          case .choice(let parts): parts.map { depths[$0] }.min() ?? 0
          }
      }
      isChanged = depths != before
    }
    return depths
  }

  private mutating func derive(_ part: Int, fuel: Int) {
    let fuel = text.utf8.count > Generator.length ? 0 : fuel
    switch grammar.forms[part] {
    case .word(let word): write(spelled(word))
    case .terminal(let terminal): write(literal(terminal))
    case .separators: text += random.below(6) == 0 ? ";\n" : "\n"
    case .rule(let name): derive(grammar.rules[name] ?? 0, fuel: fuel - 1)
    case .sequence(let parts): for part in parts { derive(part, fuel: fuel) }
    case .optional(let inside):
      if fuel > 0, random.below(2) == 0 { derive(inside, fuel: fuel - 1) }
    case .repeated(let member):
      for _ in 0..<(fuel > 0 ? random.below(4) : 0) { derive(member, fuel: fuel - 1) }
    case .choice(let parts):
      let shortest = parts.min { depths[$0] < depths[$1] } ?? 0
      derive(fuel > 0 ? parts[random.below(parts.count)] : shortest, fuel: fuel - 1)
    }
  }

  private mutating func write(_ words: String) { text += " \(words)" }

  private static let fullWidth = [
    "{": "｛", "}": "｝", "(": "（", ")": "）", ",": "，", ":": "：", "=": "＝", ">": "＞", "+": "＋",
    "[": "［", "]": "］", "*": "＊", ".": "。",
  ]

  private mutating func spelled(_ word: String) -> String {
    if isFullWidth, let wide = Generator.fullWidth[word] { return wide }
    let keywords = Keyword.allCases.filter { $0.english.contains(word) }
    guard let keyword = random.pick(keywords), word != "personal class" else { return word }
    let isChinese = spelling.map { $0 == .zh } ?? (random.below(2) == 0)
    // Of two keywords that are one in English the place decides, so both must be in English.
    if keywords.count > 1 { return word }
    return isChinese ? random.pick(keyword.chinese) ?? word : word
  }

  private mutating func literal(_ terminal: String) -> String {
    let choices: [String] =
      switch terminal {
      case "NAME": ["a", "b", "p", "n", "S", "T", "E", "x_1", "甲", "第1期", "`pay`", "`剩余`"]
      case "INTEGER": ["1", "2", "3", "4"]
      case "MONEY": ["¥0", "¥1,234.56", "￥5", "12.50元", "300万元", "2亿元"]
      case "RATE": ["3.5%", "100%", "0.0001%"]
      case "DATE": ["2026-03-31", "1970-01-01", "9999-12-31"]
      case "TIME": ["2026-03-31 18:00", "2026-03-31 18:00:05"]
      case "CLOCK": ["18:00", "00:00:05"]
      case "MONTH_DAY": ["06-30", "02-29"]
      case "YEAR": ["2026", "2027"]
      case "DAYCOUNT": ["actual/365", "30E/360"]
      case "TEXT": ["\"一 {n} b\"", "\"\"", "“书”", "“一｛n｝b”", #""a \"b\" \\""#]
      case "REASON": ["wrong-phase", "full", "too-late"]
      case "NOTICE": ["\n/// 说明\n", "\n///\n"]
      default: [terminal]
      }
    return random.pick(choices) ?? terminal
  }
}
