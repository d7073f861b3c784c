import QiDiagnostics
import Testing

@testable import QiLanguage

/// What one contract's body, or a whole text, looks like when it is laid out.
struct FormatterTests {
  private func laidOut(_ text: String, in spelling: Spelling? = nil) -> String? {
    layOut(SourceFile(name: "t.qi", text: text), in: spelling)
  }

  @Test(arguments: [
    ("qi 1 contract A{start B{}}\n\n\n", "qi 1 contract A { start B { } }\n"),
    (
      "\u{FEFF}\n\nqi   1\r\n\r\n\r\n\r\ncontract A {\r\nstart B{ }\r\n}",
      "qi 1\n\ncontract A {\n    start B { }\n}\n"
    ),
    (
      "qi 1\ncontract A\n{\nparties a ,b,\nc\nstart B\n{\na may x(n:integer)when n>-1\n->B\n} }",
      """
      qi 1
      contract A
      {
          parties a, b,
              c
          start B
          {
              a may x(n: integer) when n > -1
                  -> B
          } }

      """
    ),
    (
      "qi 1\ncontract A {\nterms {\na:money where ¥0<a\nlonger:  integer\n\n"
        + "b:date where b>begun+1 days}\n"
        + "var x=-(1+2)*-3-4\nstart B{ }\n}",
      """
      qi 1
      contract A {
          terms {
              a:      money where ¥0 < a
              longer: integer

              b: date where b > begun + 1 days }
          var x = -(1 + 2) * -3 - 4
          start B { }
      }

      """
    ),
    (
      "qi 1 // a\n//b  \ncontract A { // c\n// d\n\n\n// e\n"
        + "start B { // f\n} // long\n// g\n}\n//// h",
      """
      qi 1  // a
      //b
      contract A {  // c
          // d

          // e
          start B {  // f
          }          // long
          // g
      }
      //// h

      """
    ),
    (
      "qi 1\nlimits from 2021-06-11{\npersonal class 4 balance ¥10,000 confirmed \"a\"\n"
        + "corporate day none unconfirmed “b”\n}",
      """
      qi 1
      limits from 2021-06-11 {
          personal class 4 balance ¥10,000 confirmed   "a"
          corporate        day     none    unconfirmed “b”
      }

      """
    ),
    (
      "qi 1 scenario \"s\" { begin 2026-03-01 at+1 day reject wrong-phase{a:d.go(x:-¥1,y:2)}}",
      "qi 1 scenario \"s\" { begin 2026-03-01 at +1 day "
        + "reject wrong-phase { a: d.go(x: -¥1, y: 2) } }\n"
    ),
    (
      "qi 1\n合约 甲 ｛ 当事人 乙 、丙\n起始 丁 ｛ 乙 可 做（数：整数 ，额 ： 金额）-> 丁 ｝｝",
      "qi 1\n合约 甲 ｛ 当事人 乙、丙\n    起始 丁 ｛ 乙 可 做（数：整数，额：金额） -> 丁 ｝ ｝\n"
    ),
  ]) func oneLayout(before: String, after: String) {
    #expect(laidOut(before) == after)
    #expect(laidOut(after) == after)
  }

  @Test(arguments: ["", "qi 1", "qi 1 contract", "qi 2 contract A { start B { } }", "qi 1 ¥"])
  func mistakesAreNotLaidOut(text: String) { #expect(laidOut(text) == nil) }

  @Test func aPhraseBrokenByComments() {
    let text = "qi 1 contract A { parties a holds p owned // why\n // so\n by a start B { } }"
    #expect(laidOut(text)?.contains("owned  // why\n") == true)
    let chinese = laidOut(text, in: .zh)
    #expect(chinese?.contains("属于  // why\n") == true)
    #expect(chinese?.contains("// so\n") == true)
  }

  /// English, Chinese: each gives the other.
  @Test(arguments: [
    (
      "limits from 2020-01-01 { personal class 2 day none weak \"x\" }",
      "限额 自 2020-01-01 { 个人二类 每日 无 弱证 \"x\" }"
    ),
    (
      "scenario \"s\" { use A from \"a.qi\" begin 2026-03-01 at +1 day at +2 days }",
      "情景 \"s\" { 引用 A 自 \"a.qi\" 起于 2026-03-01 时至 +1 天 时至 +2 天 }"
    ),
    (
      "contract A { parties may, 可 "
        + "start must { may may may 可 must 须 within 1 day failing which } }",
      "合约 A { 当事人 may, 可 起始 must { may 可 may 可 须 须 限 1 天 逾期则 } }"
    ),
    (
      "contract A { parties from, 支付 holds to owned by 支付 "
        + "start B { 支付 may a { pay all from to to from } } }",
      "合约 A { 当事人 from, 支付 保管 to 属于 支付 起始 B { 支付 可 a { 支付 全部 从 to 到 from } } }"
    ),
  ]) func spellings(english: String, chinese: String) {
    let (english, chinese) = ("qi 1 \(english)\n", "qi 1 \(chinese)\n")
    #expect(laidOut(english, in: .zh) == chinese)
    #expect(laidOut(chinese, in: .en) == english)
    #expect(laidOut(english, in: .en) == english)
    #expect(laidOut(chinese, in: .zh) == chinese)
  }

  @Test func englishHasPlainPunctuation() {
    let text =
      "qi 1\n情景 “甲” ｛ 起于 2026-03-01 乙：支付 ￥1 到 丙；"
      + "令 丁 ＝ 部署 戊 ｛ 己：－3，庚：“x” ｝｝"
    #expect(
      laidOut(text, in: .en)
        == "qi 1\nscenario \"甲\" { begin 2026-03-01 乙: pay ¥1 to 丙; "
        + "let 丁 = deploy 戊 { 己: -3, 庚: \"x\" } }\n")
  }

  @Test func backticksOnlyWhereNeeded() throws {
    // On two lines `on end` is a deadline and `of` a party; in English they would join.
    let joins = "qi 1\n合约 A { 当事人 `of`, `b` 约定 { end: 日期 } 起始 B { 至 end\n`of` 可 x } }\n"
    let english = try #require(laidOut(joins, in: .en))
    #expect(english.contains("on end\n") && english.contains("`of` may x"), "\(english)")
    #expect(english.contains("parties of, b"))
    #expect(laidOut(english, in: .zh)?.contains("`") == false)
    let value = "qi 1 contract A { terms { n: integer where `now` > 1 and n > 1 } start B { } }\n"
    for spelling in Spelling.allCases {
      #expect(laidOut(value, in: spelling)?.contains("`now`") == true)
    }
  }

  /// A plus or minus behind a keyword that ends a value joins two values, whatever its words.
  @Test(arguments: [
    "5 working days", "5 工作日", "5 个工作日", "1 working day", "0.05% a day", "0.05% 每日", "25 bp",
    "3 months", "2 小时", "begun", "今日", "true", "none",
  ])
  func signsBehindWords(value: String) {
    for sign in ["+", "-"] {
      let text = "qi 1\ncontract A {\n    start B { a may x when \(value) \(sign) q > q }\n}\n"
      #expect(laidOut(text) == text)
      #expect(laidOut(text.replacing("\(sign) q", with: "\(sign)q")) == text)
    }
  }

  @Test func chineseKeepsTheTwoUses() throws {
    let text = """
      qi 1

      contract A {
          parties a, b
          var n = ¥1
          accrual due at 3% actual/360
          start B { a may x { accrue due on n until today } -> E }
          end E
      }

      scenario "s" {
          begin 2026-03-01
          expect x.n is ¥1, x is B
      }

      """
    let chinese = try #require(laidOut(text, in: .zh))
    #expect(chinese.contains("期望 x.n 为 ¥1, x 处于 B") && chinese.contains("按 n 至 今日"))
    #expect(laidOut(chinese, in: .en) == text)
    #expect(laidOut(chinese.replacing("按 n 至", with: "按 n 直到"), in: .zh) == chinese)
  }
}
