import Testing

@testable import YuanqiKit

/// How schedules wait and are remembered. When they come is in scenarios/readings.
@Suite struct ScheduleTests {
  private let platform: Platform
  private let parties: [String: ActorNumber]

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let a = try platform.openWallet("甲", .corporate, at: bank, funded: .yuan(100))
    parties = ["a": a, "b": try platform.openWallet("乙", .corporate, at: bank)]
  }

  private func deploy(_ phases: String) throws -> ContractNumber {
    let text =
      "qi 1\ncontract C {\nparties a, b\nholds pot owned by a\nvar n = 0\n\(phases)\nend Z }"
    return try platform.deploy(Template(text), parties: parties)
  }

  private var waiting: [String] {
    var queue = platform.machine.dues
    var items: [String] = []
    while let item = queue.first {
      items.append("\(item.due)")
      queue.removeFirst()
    }
    return items
  }

  @Test func onlyTheNextOccurrenceWaits() throws {
    let deal = try deploy(
      "start S { every day at 18:00 until 9999-12-31 { n += 1 }\n on 2026-12-31 -> Z }")
    #expect(waiting == ["2026-03-01 18:00", "2026-12-31 00:00"])
    try platform.advance(to: at("2026-06-30"))
    #expect(waiting == ["2026-06-30 18:00", "2026-12-31 00:00"])
    try platform.advance(to: at("2027-01-01"))
    #expect(platform.phase(of: deal) == "Z" && waiting == [])
    #expect(platform.machine.instances[0].slots.last == 305)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func aScheduleThatFailsHalts() throws {
    let deal = try deploy(
      """
      start S { a may pay_in { pay ¥90 from a to pot }
        every month on day 5 until 2027-01-01 { pay ¥40 from pot to b, n += 1 }
        on 2027-01-01 { pay all from pot to a } -> Z }
      """)
    try platform.act(#require(parties["a"]), deal, "pay_in")
    try platform.advance(to: at("2026-04-05"))
    #expect(platform.phase(of: deal) == "S")
    try platform.advance(to: at("2026-05-05"))
    #expect(platform.phase(of: deal) == "Halted")
    #expect(platform.balance(of: try #require(parties["a"])) == .yuan(20))
    #expect(platform.machine.instances[0].fired == [try at("2026-04-05")])
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// One memory for the clause, in whichever of its phases it fired; none before all have signed.
  @Test func whatFiredIsRememberedByClause() throws {
    let deal = try deploy(
      """
      start S { on 2026-03-03 -> T }
      phase T { every year on 06-30 until 2027-01-01 { n += 10 }\n on 2027-01-01 -> Z }
      in S, T { every day until 2026-03-05 { n += 1 } }
      """)
    #expect(platform.machine.instances[0].fired == [nil, try at("2026-03-01")])
    try platform.advance(to: at("2026-03-04"))
    #expect(platform.phase(of: deal) == "T")
    #expect(platform.machine.instances[0].slots.last == 4)
    #expect(platform.machine.instances[0].fired == [nil, try at("2026-03-04")])
    try platform.advance(to: at("2026-12-31"))
    #expect(platform.machine.instances[0].slots.last == 14)
    #expect(
      platform.machine.instances[0].fired == [try at("2026-06-30"), try at("2026-03-04")])
  }

  @Test(arguments: [0, 32, .min, .max] as [Int64])
  func aDayNoMonthHasIsRefused(day: Int64) throws {
    let template = try Template(
      """
      qi 1
      contract C {
        parties a, b
        terms { day: integer }
        start S { every month on day day until 2027-01-01 { }\n after 1 year -> Z }
        end Z
      }
      """)
    #expect {
      try platform.deploy(template, parties: parties, terms: ["day": .integer(day)])
    } throws: { error in
      if case PlatformFailure.refused(let refusal) = error {
        refusal.reason == .arithmetic
      } else {
        false
      }
    }
  }

  /// Beyond the last day of the calendar there is nothing to wait for.
  @Test func theCalendarEnds() throws {
    _ = try deploy("start S { every day at 18:00 until 9999-12-31 { }\n after 9 years -> Z }")
    try platform.advance(to: at("2026-03-02"))
    #expect(waiting.count == 2)
    let late = try Platform(begin: at("9999-12-31 17:00"))
    let bank = try late.openOperator("工行")
    let a = try late.openWallet("甲", .corporate, at: bank)
    let text =
      "qi 1\ncontract C {\nparties a\nstart S { every day at 16:00 until 9999-12-31 23:59:59 { }\n"
      + "a may go -> Z }\nend Z }"
    _ = try late.deploy(Template(text), parties: ["a": a])
    #expect(late.machine.dues.first == nil)
  }
}
