import Testing

@testable import YuanqiKit

/// A refusal states what the condition that did not hold looked at, and nothing it did not come to.
@Suite struct LookedAtTests {
  /// A condition of a clause, with what stands there for everybody: `put` fills the pot.
  private static func text(_ clause: String, record: String = "") -> String {
    """
    qi 1
    \(record)
    contract C {
        parties a, b
        holds pot owned by a
        var big = 9_000_000_000_000_000_000
        start A {
            a may put { pay ¥3 from a to pot }
            \(clause)
            b may grow { big += 1 }
            after 5 days { pay all from pot to a } -> Done
        }
        end Done
    }
    """
  }

  private func refusal(
    _ clause: String, record: String = "", first: [String] = [], _ arguments: Value...
  ) throws -> Refusal {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let lin = try platform.openWallet("小林", .corporate, at: bank, funded: .yuan(9))
    let shop = try platform.openWallet("书店", .corporate, at: bank)
    let template = try Template(LookedAtTests.text(clause, record: record))
    let deal = try platform.deploy(template, parties: ["a": lin, "b": shop])
    for act in ["put"] + first { #expect(try platform.act(lin, deal, act).isDone) }
    return try #require(try platform.act(lin, deal, "x", arguments: arguments).refusal)
  }

  /// Texts and values.
  private func looked(_ refusal: Refusal) -> [[Value]] {
    refusal.facts.compactMap { fact in
      if fact.fact == .value, case .record(let parts) = fact.value { parts } else { nil }
    }
  }

  @Test func ofAChainWhatItCameTo() throws {
    let clause = "a may x(n: money) when ¥0 < n <= pot { pay n from pot to b }"
    let low = try refusal(clause, .money(.zero))
    #expect(looked(low) == [[.text("n"), .money(.zero)]])
    let high = try refusal(clause, yuan(4))
    #expect(looked(high) == [[.text("n"), yuan(4)], [.text("pot"), yuan(3)]])
  }

  @Test func ofAnInnerConditionWhatItCameTo() throws {
    let clause = "a may x(n: money) when (n > ¥1 and pot > ¥2) == true { pay n from pot to b }"
    #expect(looked(try refusal(clause, .money(.zero))) == [[.text("n"), .money(.zero)]])
  }

  @Test func ofAListTheElementThatFails() throws {
    let record = "record R { m: integer where m > 0 and n > 0, n: integer }"
    let refusal = try refusal(
      "a may x(rows: list of R max 3) { note \"fine\" }", record: record,
      .list([.record([.integer(1), .integer(7)]), .record([.integer(0), .integer(8)])]))
    #expect(looked(refusal) == [[.text("m"), .integer(0)]])
    #expect(refusal[.element] == .integer(2))
  }

  @Test func nothingWhereArithmeticFailed() throws {
    let refusal = try refusal(
      "a may x(n: integer) when n > 0 and big * n > 0 { note \"{n}\" }", .integer(9))
    #expect(refusal.reason == .arithmetic && looked(refusal) == [])
  }

  /// It is discharged, whatever else its guard says now.
  @Test func nothingOfADutyDischarged() throws {
    let refusal = try refusal(
      "a must x within 2 days when pot == ¥3 { pay ¥1 from pot to b }, failing which -> Done",
      first: ["x"])
    #expect(refusal.reason == .guardFailed && looked(refusal) == [])
    #expect(refusal[.isDischarged] == .boolean(true) && refusal.facts.count == 1)
  }
}
