import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    Lexer.tokens(of: SourceFile(name: "", text: text)).tokens.dropLast().map(\.kind)
  }

  @Test(arguments: [
    ("¥0", 0), ("¥5", 500), ("¥0.5", 50), ("¥1,234.56", 123_456), ("￥1,234,567", 123_456_700),
    ("12元", 1200), ("12.50元", 1250), ("1,234.5元", 123_450), ("300万元", 300_000_000),
    ("0.000001万元", 1), ("2亿元", 20_000_000_000), ("1.5亿元", 15_000_000_000),
    ("¥92233720368547758.07", Int64.max),
  ])
  func money(text: String, fen: Int64) {
    #expect(kinds(text) == [.money(Money(fen: fen))])
  }

  @Test(arguments: [("0", 0), ("7", 7), ("1_000", 1000), ("9223372036854775807", Int64.max)])
  func integers(text: String, value: Int64) {
    #expect(kinds(text) == [.integer(value)])
  }

  @Test(arguments: [
    ("1970-01-01", "1970-01-01"), ("2028-02-29", "2028-02-29"), ("9999-12-31", "9999-12-31"),
    ("2026-03-31 18:00", "2026-03-31 18:00"), ("2026-03-31 00:00:05", "2026-03-31 00:00:05"),
  ])
  func datesAndTimes(text: String, shown: String) {
    #expect(kinds(text).count == 1)
    switch kinds(text).first {
    case .date(let day): #expect("\(day)" == shown)
    case .time(let instant): #expect("\(instant)" == shown)
    default: Issue.record("\(text) is no date or time")
    }
  }

  @Test(arguments: [
    ("¥", "Q1012"), ("¥1.234", "Q1006"), ("0.001元", "Q1006"), ("¥1,23", "Q1013"),
    ("¥1234,567", "Q1013"), ("¥92233720368547758.08", "Q1007"), ("92233720368548亿元", "Q1007"),
    ("1.5", "Q1011"), ("9223372036854775808", "Q1010"), ("1969-12-31", "Q1008"),
    ("2027-02-29", "Q1008"), ("2026-13-01", "Q1008"), ("2026-03-31 24:00", "Q1009"),
    ("2026-03-31 12:60", "Q1009"), ("\"open", "Q1005"), ("“open", "Q1005"), ("`a b`", "Q1014"),
    ("``", "Q1014"), ("`a", "Q1014"), ("a % b", "Q1004"), ("é", "Q1004"),
    ("\u{37E}", "Q1004"), ("\u{301}", "Q1004"),
  ])
  func mistakes(text: String, code: String) {
    let (tokens, diagnostics) = Lexer.tokens(of: SourceFile(name: "", text: text))
    #expect(diagnostics.map(\.code) == [code])
    #expect(tokens.contains { $0.kind == .invalid })
  }

  @Test(arguments: [
    "\u{202E}", "\u{200B}", "\u{2066}", "\u{FEFF}", "\u{AD}", "\u{0}", "\u{1B}", "\u{7F}", "\u{85}",
    "\u{3164}", "\u{E0041}", "\r",
  ])
  func whatCannotBeSeenIsRefusedEverywhere(hidden: String) throws {
    for text in [
      "a\(hidden)b", "// \(hidden) x", "\"a\(hidden)b\"", "`a\(hidden)b`", "/// \(hidden).",
    ] {
      #expect(try codes("qi 1\n" + text) == ["Q1003"])
    }
  }

  @Test func windowsFilesAreRead() throws {
    let text = try text("contracts/purchase/escrow.qi")
    let windows = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    #expect(windows.unicodeScalars.count > text.unicodeScalars.count)
    let (a, b) = try (identity(text), identity(windows))
    #expect(a == b)
  }

  @Test func fullWidthFormsAreThePlainOnes() {
    let plain: [Token.Kind] = Symbol.allCases.map { .symbol($0) }
    #expect(kinds(Symbol.allCases.map(\.text).joined(separator: " ")) == plain)
    let wide: [Character: Character] = [
      "{": "｛", "}": "｝", "(": "（", ")": "）", ",": "，", ":": "：", ";": "；", ".": "。",
      "=": "＝", ">": "＞", "<": "＜", "+": "＋", "-": "－", "*": "＊", "!": "！",
    ]
    let shown = Symbol.allCases.map { String($0.text.map { wide[$0] ?? $0 }) }
    #expect(kinds(shown.joined(separator: " ")) == plain)
    #expect(kinds("、\u{3000}，") == [.symbol(.comma), .symbol(.comma)])
  }

  @Test(arguments: [
    ("到期日", 1), ("到 期日", 2), ("第1期", 1), ("价price", 2), ("a_1", 1), ("3天", 2), ("`到`", 1),
    ("// a", 0), ("//// a", 0), ("/// a", 1), ("\"a \\\" \\\\ b\"", 1), ("“a”", 1),
  ])
  func words(text: String, count: Int) {
    #expect(kinds(text).count == count)
    #expect(!kinds(text).contains(.invalid))
  }

  @Test(arguments: [
    ("\"a\"", "a"), ("“元”", "元"), ("\"元”", "元"), (#""a \" \\ b""#, #"a " \ b"#), (#""\n""#, #"\n"#),
  ])
  func texts(text: String, content: String) throws {
    let source = SourceFile(name: "", text: text)
    let token = try #require(Lexer.tokens(of: source).tokens.first)
    #expect(token.kind == .text)
    #expect(source.content(ofText: token.range) == content)
  }

  @Test func spellingsAreToldApart() {
    let spellings = Keyword.allCases.flatMap { $0.english + $0.chinese }
    #expect(spellings.allSatisfy { (1...6).contains($0.split(separator: " ").count) })
    // Told apart by their place: whoever adds one here has looked at both.
    let shared = Dictionary(grouping: spellings) { $0 }.filter { $1.count > 1 }.keys.sorted()
    // Names of algorithms are the same in both.
    let same = ["sha256", "sm3"]
    let told = shared.filter { !same.contains($0) }
    #expect(
      told == [
        "at", "day", "days", "from", "holds", "in", "is", "max", "on", "until", "year", "于", "余额",
        "保管",
        "按", "撤回", "每年", "每日", "直到", "类别", "至",
      ])
  }
}
