import Foundation
import QiDiagnostics
import Testing

@testable import QiLanguage

/// Over every Qi text of the repository, laid out as it is and scattered.
struct FormatterPropertyTests {
  static let files =
    QiLanguageTests.files(in: "contracts", endingIn: ".qi")
    + QiLanguageTests.files(in: "scenarios", endingIn: ".qi")
    + QiLanguageTests.files(in: "Sources", endingIn: ".qi")
    + QiLanguageTests.files(in: "Tests/Contracts", endingIn: ".qi")

  private func texts() throws -> [String] {
    var texts = try FormatterPropertyTests.files.map { try text($0) }
    let pages =
      ["README.md"] + QiLanguageTests.files(in: "docs", endingIn: ".md")
    for page in pages {
      let parts = try text(page).components(separatedBy: "\n```qi")
      texts += parts.dropFirst().map { part in
        let body = part.components(separatedBy: "\n```").first ?? ""
        return String(body.drop { $0 != "\n" }.dropFirst())
      }
    }
    return texts.filter { Reading(SourceFile(name: "", text: $0)) != nil }
  }

  private func comments(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      line.firstRange(of: "//").map { trimmed(String(line[$0.lowerBound...])) }
    }
  }

  private func trees(_ text: String) -> [TreeNode] {
    parse(SourceFile(name: "", text: text)).tree.contracts.map { TreeNode($0) }
  }

  func expectSound(_ text: String) throws {
    let source = SourceFile(name: "", text: text)
    let roles = Reading(source)?.roles
    let once = try #require(layOut(source), "\(text)")
    let again = SourceFile(name: "", text: once)
    #expect(layOut(again) == once)
    #expect(Reading(again)?.roles == roles)
    #expect(comments(once) == comments(text))
    #expect(trees(once).map { $0.outline() } == trees(text).map { $0.outline() })
    let english = try #require(layOut(source, in: .en), "\(text)")
    let chinese = try #require(layOut(SourceFile(name: "", text: english), in: .zh))
    let back = layOut(SourceFile(name: "", text: chinese), in: .en)
    #expect(back == english)
    #expect(layOut(SourceFile(name: "", text: english)) == english)
    #expect(layOut(SourceFile(name: "", text: chinese)) == chinese)
    #expect(trees(chinese).map { $0.outline() } == trees(text).map { $0.outline() })
  }

  @Test func everyTextOfTheRepository() throws {
    let texts = try texts()
    #expect(texts.count >= 15)
    for text in texts { try expectSound(text) }
  }

  @Test(arguments: files) func filesAreLaidOut(path: String) throws {
    let source = try source(path)
    let text = try #require(layOut(source))
    #expect(Array(text.utf8) == source.bytes, "\(path): lay it out with `yuanqi fmt \(path)`")
  }

  @Test func scatteredTexts() throws {
    var random = Seeded(state: 12)
    let texts = try texts()
    for round in 0..<(isLong ? 2000 : 60) {
      try expectSound(scattered(texts[round % texts.count], &random))
    }
  }

  /// The same tokens with other blanks, line breaks and comments between them.
  private func scattered(_ text: String, _ random: inout Seeded) -> String {
    let source = SourceFile(name: "", text: text)
    let (tokens, _) = Lexer.tokens(of: source)
    let gaps = [" ", "  ", "\t", "\n", "\n\n\n", " // x\n", "\n  // 注 y\n", "\r\n"]
    var result = ""
    for (index, token) in tokens.enumerated() {
      let isUnit = index > 0 && isNumber(tokens[index - 1], source) && token.word > 0
      let staysOnLine = isUnit || goesOnOnItsLine(token, source)
      let startsAnew = token.startsLine && staysOnLine
      let isReason = [tokens[max(0, index - 1)], token].contains { $0.kind == .symbol(.minus) }
      if startsAnew || index > 0 && tokens[index - 1].kind == .notice {
        result += "\n"
      } else if !isReason {
        result += gaps[random.below(staysOnLine ? 3 : random.below(2) == 0 ? 3 : gaps.count)]
      } else if tokens[max(0, index - 1)].range.end < token.range.start {
        result += " "
      }
      result += source.text(token.range)
    }
    return result
  }

  /// What would be something else on the next line.
  private func goesOnOnItsLine(_ token: Token, _ source: SourceFile) -> Bool {
    switch token.kind {
    case .symbol(.openBracket), .symbol(.period): true
    case .word: FormatterPropertyTests.goingOn.contains(source.text(token.range))
    default: false
    }
  }

  /// The first words of what continues an expression.
  private static let goingOn = [
    "in", "属", "is", "为无", "不为无", "rounding", "四舍五入", "四舍六入", "舍去", "进位", "moved", "顺延至下一工作日",
    "提前至上一工作日", "under", "依", "paying", "至多支付",
  ]

  /// Behind which a unit may stand: `1 bp a day` has two.
  private func isNumber(_ token: Token, _ source: SourceFile) -> Bool {
    switch token.kind {
    case .integer, .rate: true
    case .word: ["bp", "基点"].contains(source.text(token.range))
    default: false
    }
  }

  @Test func escrowInChineseIsTheSameTemplate() throws {
    let english = try source("contracts/purchase/escrow.qi")
    let chinese = try #require(layOut(english, in: .zh))
    let templates = try [
      english, SourceFile(name: "", text: chinese), source("contracts/purchase/escrow.zh.qi"),
    ].map { try compile($0).templates.first?.identity }
    #expect(templates[0] != nil && Set(templates).count == 1)
    let back = try #require(layOut(SourceFile(name: "", text: chinese), in: .en))
    #expect(Array(back.utf8) == english.bytes)
  }
}
