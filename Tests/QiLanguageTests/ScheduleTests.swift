import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

@Suite struct ScheduleTests {
  /// A contract whose money has a way out by time, and a clause or two more.
  private func contract(_ clauses: String, wayOut: String = "on ends -> Z") -> String {
    """
    qi 1
    contract C {
      parties a, b
      terms { day: integer, ends: date }
      holds pot owned by a
      var until = ends
      start S {
        a may go { pay ¥1 from a to pot } -> T
        after 1 month -> Z
      }
      phase T {
        \(clauses)
        \(wayOut)
      }
      end Z
    }
    """
  }

  private func codes(_ clauses: String, wayOut: String = "on ends -> Z") throws -> [String] {
    try diagnose(contract(clauses, wayOut: wayOut)).filter { $0.severity == .error }.map(\.code)
  }

  @Test(
    arguments: [
      ("every day until ends { }", "每日 直到 ends { }"),
      ("every day at 18:00 until until { }", "每日 于 18:00 直到 until { }"),
      (
        "every week on Monday at 09:30:05 until now + 9 days { }",
        "每周逢 周一 于 09:30:05 直到 此刻 + 9 天 { }"
      ),
      ("every month on day 20 until ends { }", "每月逢 20 日 直到 ends { }"),
      ("every month on day day + 1 until ends { }", "每月逢 day + 1 日 直到 ends { }"),
      ("every 3 months on day day at 08:00 until ends { }", "每 3 个月逢 day 日 于 08:00 直到 ends { }"),
      ("every 1 month on day 1 until ends { }", "每 1 个月逢 1 日 直到 ends { }"),
      ("every year on 02-29 until ends { }", "每年逢 02-29 直到 ends { }"),
    ])
  func aScheduleHasTwoSpellings(english: String, chinese: String) throws {
    #expect(try codes(english) == [])
    let both = [contract(english), contract(chinese)]
    #expect(try identity(both[0]) == identity(both[1]))
    let chineseText = try #require(layOut(SourceFile(name: "", text: both[0]), in: .zh))
    #expect(chineseText.contains("    \(chinese)"))
    #expect(layOut(SourceFile(name: "", text: chineseText), in: .en)?.contains(english) == true)
    let read = try Template(tree: try template(both[0]).tree)
    #expect(read.identity == (try identity(both[0])))
    // Every month is every month, however it is counted.
    let said = english.replacing("every 1 month on", with: "every month on")
    #expect(
      read.head(of: .init(phase: 2, clause: 1))
        == .init(en: said.replacing(" { }", with: ""), zh: zhHead(chinese)))
  }

  private func zhHead(_ chinese: String) -> String {
    chinese.replacing(" { }", with: "").replacing("每 1 个月逢", with: "每月逢")
  }

  @Test(arguments: [
    ("every day { }", "Q1104"), ("every 0 months on day 1 until ends { }", "Q1141"),
    ("every 1201 months on day 1 until ends { }", "Q1141"),
    ("every 2 days until ends { }", "Q1104"), ("every week on 1 until ends { }", "Q1104"),
    ("every year on 6-30 until ends { }", "Q1017"), ("every year on 06-31 until ends { }", "Q1140"),
    ("every year on 13-01 until ends { }", "Q1140"), ("every day at 24:00 until ends { }", "Q1009"),
    ("every day at 8:00 until ends { }", "Q1017"), ("every day at ends until ends { }", "Q1104"),
    ("every month on day 0 until ends { }", "Q2440"),
    ("every month on day 32 until ends { }", "Q2440"),
    ("every month on day -1 until ends { }", "Q2440"),
    ("every month on day ends until ends { }", "Q2301"),
    ("every day until day { }", "Q2301"), ("every day until 3 days { }", "Q2301"),
    ("every day until ends { pay ¥1 from a to b }", "Q2105"),
    ("every day until lost { }", "Q2001"),
  ])
  func whatIsWrongIsSaid(clause: String, code: String) throws {
    #expect(try codes(clause) == [code])
  }

  @Test func aNumberLessAnotherIsNoDayOfTheYear() throws {
    #expect(try codes("a may take when 10-11 < 3 { note \"no\" }") == [])
  }

  /// It may be over before the phase is entered.
  @Test func aScheduleIsNoWayOut() throws {
    for until in ["ends", "now + 1 year", "begun + 9 years"] {
      #expect(try codes("every day until \(until) -> Z", wayOut: "") == ["Q2201"])
    }
    #expect(try codes("every day until ends -> Z", wayOut: "after 9 years -> Z") == [])
    // Leaving something as it is does not take a way out away.
    #expect(try codes("every day until ends { if pot > ¥0 { } -> Z }") == [])
  }

  @Test func timeGoesRoundWhereTheEndMovesOn() throws {
    for until in ["ends", "begun + 9 years", "2099-01-01", "ends + 1 month"] {
      #expect(try codes("every day until \(until) -> T") == [])
    }
    for until in ["now + 1 day", "today + 1 day", "until", "begun + 1 day + 2 days"] {
      let goesRound = !until.hasPrefix("begun")
      #expect(try codes("every day until \(until) -> T") == (goesRound ? ["Q2204"] : []))
    }
    // Two phases that lead to each other.
    let other = "every day until ends -> S\n every week on Monday until until -> S"
    #expect(try codes(other) == [])
  }

  @Test func whatASchedulePaysInIsThere() throws {
    let text = """
      qi 1
      contract C {
        parties a, b
        terms { ends: date }
        holds x owned by a
        holds y owned by a
        start S {
          a may go { pay ¥1 from a to x } -> T
          after 1 day -> Z
        }
        phase T {
          every day until ends { pay all from x to y }
          on ends { pay all from x to a } -> Z
        }
        end Z
      }
      """
    // A warning that the end would release what the schedule moved.
    #expect(try QiLanguageTests.codes(text) == ["Q2202"])
  }

  @Test func whatNoSourceSaysIsRefused() throws {
    let whole = try template(contract("every 3 months on day 20 at 18:00 until ends { }"))
    var reader = ByteReader(whole.tree)
    _ = try reader.read(UInt16.self)
    let node = try TreeNode(reading: &reader)
    func refuses(_ from: TreeNode, _ to: TreeNode) throws {
      let changed = node.replacing(from, with: to)
      try #require(changed != node)
      #expect(throws: MisshapenTree.self) { try changed.contract() }
    }
    let number = TreeNode.construct(.number, [.integer(20)])
    let days = TreeNode.construct(.dayOfMonth, [.integer(3), number])
    for step in [0, -1, 1201] as [Int64] {
      try refuses(days, .construct(.dayOfMonth, [.integer(step), number]))
    }
    for second in [-1, 86_400] as [Int64] { try refuses(.integer(64_800), .integer(second)) }
    for day in [0, 8] as [Int64] { try refuses(days, .construct(.weekday, [.integer(day)])) }
    for (month, day) in [(2, 30), (13, 1), (0, 1), (6, 31), (1, 0)] as [(Int64, Int64)] {
      try refuses(days, .construct(.dayOfYear, [.integer(month), .integer(day)]))
    }
    try refuses(days, .construct(.everyDay, [.integer(1)]))
    try refuses(days, number)
  }
}

extension TreeNode {
  /// With one node put for another, wherever it stands.
  func replacing(_ from: TreeNode, with to: TreeNode) -> TreeNode {
    if self == from { return to }
    switch self {
    case .absent, .text, .integer: return self
    case .list(let nodes): return .list(nodes.map { $0.replacing(from, with: to) })
    case .construct(let construct, let parts):
      return .construct(construct, parts.map { $0.replacing(from, with: to) })
    }
  }
}
