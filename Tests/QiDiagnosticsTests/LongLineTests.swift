import Glibc
import QiDiagnostics
import Testing

/// A line of any length is shown in a width a terminal has, with the place in view.
@Suite struct LongLineTests {
  private func rows(_ file: SourceFile, _ diagnostic: Diagnostic, width: Int = 100) -> [Substring] {
    DiagnosticRenderer(language: .en, width: width).render(diagnostic, in: file)
      .split(separator: "\n")
  }

  private func caret(_ rows: [Substring]) -> (source: Substring, under: Substring) {
    let column = rows[3].prefix { $0 != "^" }.cells
    var (cell, source) = (0, ""[...])
    for index in rows[2].indices {
      if cell == column { source = rows[2][index...] }
      cell += String(rows[2][index]).cells
    }
    return (source, rows[3].drop { $0 != "^" })
  }

  @Test(arguments: [0, 50, 1_000, 99_990], ["word", "金额"])
  func theFocusIsInTheWindow(position: Int, word: String) {
    let filler = [UInt8](repeating: UInt8(ascii: "x"), count: position)
    let tail = [UInt8](repeating: UInt8(ascii: "y"), count: 200)
    let file = SourceFile(name: "a.qi", bytes: filler + Array(word.utf8) + tail)
    let diagnostic = Diagnostic(
      "Q1", at: SourceRange(position, position + word.utf8.count), Wording("m"))
    let page = rows(file, diagnostic)
    #expect(page[1] == " ┌─ a.qi:1:\(position + 1)")
    #expect(page.allSatisfy { $0.cells <= 100 })
    #expect(caret(page).source.hasPrefix(word))
    #expect(caret(page).under == String(repeating: "^", count: 4))
  }

  @Test func whatIsCutAwayIsAtTheEllipsis() {
    let text = String(repeating: "a", count: 300) + "B" + String(repeating: "c", count: 300)
    let diagnostic = Diagnostic(
      "Q1", at: SourceRange(300, 301), Wording("m"), here: Wording("here"),
      labels: [
        .init(SourceRange(0, 2), Wording("first")), .init(SourceRange(590, 600), Wording("last")),
      ])
    let page = rows(SourceFile(name: "a.qi", text: text), diagnostic, width: 40)
    #expect(
      page.dropFirst(2).joined(separator: "\n") == """
        1│ …aaaaaaaaaaaaBcccccccccccccccccccccc…
         │ ─            ^                      ─ last
         │ │            here
         │ first
        """)
  }

  @Test func aRangeLongerThanTheWindow() {
    let text = String(repeating: "机", count: 1_000_000)
    let page = rows(
      SourceFile(name: "a.qi", text: text),
      Diagnostic("Q1", at: SourceRange(1_500_000, 3_000_000), Wording("m")))
    #expect(page[1] == " ┌─ a.qi:1:500001")
    #expect(page[2].cells <= 100 && page[3].cells <= 100)
  }

  @Test func marksWithoutEndDoNotFloodThePage() {
    let text = "a" + String(repeating: "\u{301}", count: 100_000)
    let page = rows(
      SourceFile(name: "a.qi", text: text), Diagnostic("Q1", at: SourceRange(0, 1), Wording("m")))
    #expect(page[2].utf8.count < 4096)
  }

  @Test(.enabled(if: getenv("YUANQI_LONG") != nil, "make long"), .timeLimit(.minutes(1)))
  func fiftyMegabytesInOneLine() {
    let file = SourceFile(name: "a.qi", bytes: Array(repeating: 0xE6, count: 50_000_000))
    let page = rows(file, Diagnostic("Q1", at: SourceRange(49_000_000, 49_000_001), Wording("m")))
    #expect(page[2].cells <= 100)
  }
}
