import QiDiagnostics
import Testing

private let contract = SourceFile(
  name: "contracts/lesson-prepay.qi",
  text: """
    contract LessonPrepay
      who school, student
      student may confirm
        pay price from school to student
    """)

private func range(_ text: String, in file: SourceFile = contract) -> SourceRange {
  let whole = Array(file.text(SourceRange(0, file.bytes.count)).utf8)
  let part = Array(text.utf8)
  let start = (0...(whole.count - part.count)).first {
    whole[$0..<$0 + part.count].elementsEqual(part)
  }
  return SourceRange(start ?? 0, (start ?? 0) + part.count)
}

private let spendsAnothers = Diagnostic(
  "Q2104", at: SourceRange(range("school to").start, range("school to").end - 3),
  Wording(
    en: "this clause spends the school's money, but it is the student who acts",
    zh: "这一条动用的是机构的钱，而行动的人是学员"),
  here: Wording(en: "`school` is not acting here", zh: "机构不是这里的行动方"),
  labels: [.init(range("pay price"), Wording(""))],
  note: Wording(en: "a clause may spend what it holds", zh: "一条款只能动用合约保管的钱"),
  help: Wording(en: "let `school` act", zh: "由“机构”来行动"))

private func expectPage(
  _ diagnostic: Diagnostic, in file: SourceFile = contract, _ language: Language = .en,
  width: Int = 100, is expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let page = DiagnosticRenderer(language: language, width: width).render(diagnostic, in: file)
  #expect(page == expected + "\n", sourceLocation: sourceLocation)
}

@Suite struct DiagnosticRendererTests {
  @Test func page() {
    expectPage(
      spendsAnothers,
      is: """
        error[Q2104]: this clause spends the school's money, but it is the student who acts
         ┌─ contracts/lesson-prepay.qi:4:20
        4│     pay price from school to student
         │     ─────────      ^^^^^^ `school` is not acting here
         = a clause may spend what it holds
         = help: let `school` act
        """)
  }

  @Test func pageInChinese() {
    let file = SourceFile(name: "预付.qi", text: "  支付 课时费 从 机构 到 学员\n")
    var diagnostic = Diagnostic(
      "Q2104", at: range("机构", in: file), spendsAnothers.message, here: spendsAnothers.here,
      help: spendsAnothers.help)
    diagnostic.labels = [.init(range("支付 课时费", in: file), Wording(""))]
    expectPage(
      diagnostic, in: file, .zh,
      is: """
        错误[Q2104]：这一条动用的是机构的钱，而行动的人是学员
         ┌─ 预付.qi:1:12
        1│   支付 课时费 从 机构 到 学员
         │   ───────────    ^^^^ 机构不是这里的行动方
         = 改法：由“机构”来行动
        """)
  }

  @Test func wordsOfSeveralMarksHangBelow() {
    let diagnostic = Diagnostic(
      "Q2001", .warning, at: range("price"), Wording("m"), here: Wording("this"),
      labels: [
        .init(range("pay "), Wording("what happens")),
        .init(range("student\n"), Wording("who acts")),
        .init(range("to student"), Wording("to whom")),
      ])
    expectPage(
      diagnostic,
      is: """
        warning[Q2001]: m
         ┌─ contracts/lesson-prepay.qi:4:9
        2│   who school, student
         │               ─────── who acts
         ·
        4│     pay price from school to student
         │     ────^^^^^             ────────── to whom
         │     │   this
         │     what happens
        """)
  }

  /// A Chinese or full-width glyph takes two cells, a letter one.
  @Test func marksStandUnderMixedText() {
    func cells(_ text: String) -> Int {
      text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
    }
    let words = ["支付", "pay", "￥5", "课时费a", "１２", "b元", "，", "x"]
    for number in 0..<512 {
      let line = [number & 7, number >> 3 & 7, number >> 6].map { words[$0] }
      let source = SourceFile(name: "a.qi", text: line.joined(separator: " "))
      for place in line.indices {
        let before = line[..<place].map { "\($0) " }.joined()
        let start = before.utf8.count
        let range = SourceRange(start, start + line[place].utf8.count)
        let page = DiagnosticRenderer(language: .zh)
          .render(Diagnostic("Q1000", at: range, Wording("m")), in: source)
        let blank = String(repeating: " ", count: cells(before))
        let marks = String(repeating: "^", count: cells(line[place]))
        #expect(page.hasSuffix("\n │ \(blank)\(marks)\n"), "\(page)")
      }
    }
  }

  @Test func severalLinesShowTheFirst() {
    expectPage(
      Diagnostic(
        "Q1000", at: SourceRange(range("who").start, range("pay price").end), Wording("m")),
      is: """
        error[Q1000]: m
         ┌─ contracts/lesson-prepay.qi:2:3
        2│   who school, student
         │   ^^^^^^^^^^^^^^^^^^^
        """)
  }

  @Test(arguments: [(9, 9), (9, 12), (500, 600), (10, 4)])
  func emptyRangesAndThoseAtTheEndGetOneCaret(start: Int, end: Int) {
    expectPage(
      Diagnostic("Q1001", at: SourceRange(start, end), Wording("m")),
      in: SourceFile(name: "a.qi", text: "contract "),
      is: """
        error[Q1001]: m
         ┌─ a.qi:1:10
        1│ contract \n │          ^
        """)
  }

  @Test func emptyFile() {
    expectPage(
      Diagnostic("Q1001", at: SourceRange(0, 0), Wording("m")),
      in: SourceFile(name: "a.qi", text: ""),
      is: """
        error[Q1001]: m
         ┌─ a.qi:1:1
        1│
         │ ^
        """)
  }

  @Test func tabsAndCarriageReturns() {
    expectPage(
      Diagnostic("Q1002", at: SourceRange(3, 4), Wording("m")),
      in: SourceFile(name: "a.qi", text: "\ta\tb\r\nc"),
      is: """
        error[Q1002]: m
         ┌─ a.qi:1:4
        1│     a   b
         │         ^
        """)
  }

  @Test func bytesThatAreNotText() {
    expectPage(
      Diagnostic("Q1003", at: SourceRange(3, 5), Wording("found \u{1B}[2J")),
      in: SourceFile(name: "a\n.qi", bytes: [0x41, 0, 0x1b, 0xff, 0xfe, 0xe6, 0x9c, 0x42]),
      is: """
        error[Q1003]: found ␛[2J
         ┌─ a␊.qi:1:4
        1│ A␀␛���B
         │    ^^
        """)
  }

  @Test func directionCannotBeTurned() {
    let file = SourceFile(name: "a.qi", text: "pay \u{202E}x")
    expectPage(
      Diagnostic("Q1004", at: range("\u{202E}", in: file), Wording("m")), in: file,
      is: """
        error[Q1004]: m
         ┌─ a.qi:1:5
        1│ pay \\u{202E}x
         │     ^^^^^^^^
        """)
  }

  @Test func severalAreSortedByTheirPlace() {
    let (late, early) = (
      Diagnostic("Q1", at: range("price"), Wording("late")),
      Diagnostic("Q2", .warning, at: range("who"), Wording("early"))
    )
    let renderer = DiagnosticRenderer(language: .en)
    #expect(
      renderer.render([late, early], in: contract)
        == renderer.render(early, in: contract) + "\n" + renderer.render(late, in: contract))
  }

  @Test func summary() {
    let error = Diagnostic("Q1", at: SourceRange(0, 0), Wording("m"))
    let warning = Diagnostic("Q2", .warning, at: SourceRange(0, 0), Wording("m"))
    let (en, zh) = (DiagnosticRenderer(language: .en), DiagnosticRenderer(language: .zh))
    #expect(en.summary(of: [error, error, warning, error]) == "3 errors, 1 warning")
    #expect(en.summary(of: [warning, warning]) == "2 warnings")
    #expect(en.summary(of: []) == "no problems found")
    #expect(zh.summary(of: [error, warning]) == "1 个错误，1 个警告")
    #expect(zh.summary(of: []) == "没有发现问题")
  }

  @Test func colourOnlyAddsColour() {
    let colour = DiagnosticRenderer(language: .zh, style: .colour)
      .render(spendsAnothers, in: contract)
    var (plain, inside) = ("", false)
    for scalar in colour.unicodeScalars {
      if scalar == "\u{1B}" { inside = true }
      if !inside { plain.unicodeScalars.append(scalar) }
      if inside, scalar == "m" { inside = false }
    }
    #expect(plain == DiagnosticRenderer(language: .zh).render(spendsAnothers, in: contract))
    #expect(colour.contains("\u{1B}[1;31m^^^^^^\u{1B}[0m"))
  }
}
