import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// Working days, accruals, and calendars in a text: what is read, and what is not.
struct WorkingDayTests {
  private func contract(_ member: String = "", _ statement: String = "") -> String {
    """
    qi 1
    contract Sample {
      parties a, b
      terms { m: money, r: rate, late: rate a day, d: date, t: time }
      accrual due at r actual/360
      \(member)
      start S { a may go { note "{m} {r} {late} {d} {t} {due}" \(statement) } -> E }
      end E
    }
    """
  }

  @Test(
    arguments: [
      ("var x = t + 5 working days", "Q2430"), ("var x = 1 working day + t", "Q2430"),
      ("var x = d + 1001 working days", "Q1108"), ("var x = m + 1 working day", "Q2302"),
      ("var x = t moved to the next working day", "Q2301"),
      ("invariant: d + 1 working day > d", "Q2167"),
      ("accrual x at r", "Q2422"), ("accrual x at late actual/365", "Q2423"),
      ("accrual x at r / 2 30E/360", "Q2301"), ("accrual x at m actual/360", "Q2301"),
      ("accrual due at r actual/365", "Q2002"), ("var x = due", "Q2010"),
    ])
  func members(member: String, code: String) throws {
    #expect(try codes(contract(member, "")).first == code)
  }

  @Test(
    arguments: [
      ("accrue m on m until d", "Q2424"), ("accrue dew on m until d", "Q2001"),
      ("accrue due on r until d", "Q2301"), ("accrue due on m until t", "Q2301"),
      ("pay settled m from a to b", "Q2424"), ("pay settled due from b to a", "Q2104"),
      ("due = ¥1", "Q2005"),
    ])
  func statements(statement: String, code: String) throws {
    #expect(try codes(contract("", statement)) == [code])
  }

  @Test func bothSpellingsGiveOneTree() throws {
    let text = contract(
      "accrual other at late\nvar x = d + 1 day + 2 working days moved to the previous working day",
      "x = d - 1 working day accrue other on m until x pay settled other from a to b")
    let chinese = try #require(layOut(SourceFile(name: "", text: text), in: .zh))
    for words in ["应计 other 按 late", "计提 other 按 m 至 x", "支付 已计 other 从", "2 工作日 提前至上一工作日"] {
      #expect(chinese.contains(words), "\(chinese)")
    }
    let other = try template(chinese)
    #expect(try template(text).identity == other.identity)
    #expect(try Template(tree: other.tree).identity == other.identity)
    let english = try #require(layOut(SourceFile(name: "", text: chinese), in: .en))
    #expect(english.contains("d - 1 working day") && english.contains("+ 2 working days moved"))
  }

  @Test func aCalendarInBothSpellings() throws {
    let text = "qi 1\ncalendar 2027 from 2026-11-05 { worked 2027-01-03 \"元旦\" weak \"x\" }\n"
    let chinese = try #require(layOut(SourceFile(name: "", text: text), in: .zh))
    #expect(chinese.contains("日历 2027 自 2026-11-05 { 上班 2027-01-03"))
    let (tree, diagnostics) = parse(SourceFile(name: "", text: chinese))
    #expect(diagnostics.isEmpty && tree.calendars.first?.rows.first?.isWorked == true)
  }

  /// Where nothing of the kind can follow the words are names.
  @Test func theWordsStayNames() throws {
    let text =
      "qi 1 contract C { parties calendar, holiday terms { settled: money, accrual: money } "
      + "start S { calendar may go { pay settled from calendar to holiday "
      + "pay accrual + settled from calendar to holiday } -> E } end E }"
    #expect(try codes(text) == [])
  }
}
