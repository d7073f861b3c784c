import QiBytecode
import QiChain
import Testing

@testable import YuanqiKit

@Suite struct MandateTests {
  private let platform: Platform
  private let bank: ActorNumber
  private let a: ActorNumber
  private let b: ActorNumber

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    bank = try platform.openOperator("工行")
    a = try platform.openWallet("甲", .corporate, at: bank, funded: .yuan(1000))
    b = try platform.openWallet("乙", .corporate, at: bank)
  }

  private func deploy(_ clauses: String, most: String = "¥100") throws -> ContractNumber {
    let text = """
      qi 1
      contract C {
        parties a, b
        holds pot owned by a
        mandate other from a: up to ¥5 every day until begun + 1 year
        mandate fee from a: up to \(most) every month until begun + 40 days
        var n = 0
        start S {
          a may fill { pay ¥100 from a to pot }
          b may tip { pay ¥1 from a to b under other }
          \(clauses)
          after 1 year { pay all from pot to a } -> Z
        }
        end Z
      }
      """
    return try platform.deploy(Template(text), parties: ["a": a, "b": b])
  }

  private var mandates: [GrantedMandate] { platform.machine.instances[0].mandates }

  @Test func aReceiptSaysWhichMandateMovedMoney() throws {
    let deal = try deploy(
      """
      b may draw {
        pay ¥1 from pot to b
        split ¥130 from (pot, then a under fee) { 50% to b, 10% to a, remainder to b }
        pay ¥2 from a to b under other
      }
      """)
    try platform.act(a, deal, "fill")
    let receipt = try platform.act(b, deal, "draw")
    // ¥99 of the split are from the pot; the ¥13 that stay with `a` are drawn, and move nothing.
    #expect(platform.balance(of: b) == .yuan(1 + 117 + 2))
    #expect(mandates.map(\.used) == [.yuan(2), .yuan(31)])
    let under = receipt.movements.indices.map { platform.mandate(of: $0, in: receipt) }
    #expect(under.compactMap { $0 }.count == 2 && under.last == "other")
    for (index, (from, _)) in receipt.movements.enumerated() {
      #expect((under[index] != nil) == (from.account == .wallet(a)))
    }
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func refusalsSayWhatDecided() throws {
    let deal = try deploy("b may draw(sum: money) { pay sum from a to b under fee }")
    try platform.act(b, deal, "draw", yuan(60))
    let exceeded = try #require(try platform.act(b, deal, "draw", yuan(41)).refusal)
    #expect(exceeded.reason == .mandateExceeded && exceeded.clause?.description == "1.3")
    #expect(exceeded[.limit] == yuan(100) && exceeded[.used] == yuan(60))
    #expect(exceeded[.needed] == yuan(41) && exceeded[.mandate] == .integer(2))
    #expect(exceeded[.granter] == .party(a))
    #expect(
      try platform.act(b, deal, "draw", .money(Money(fen: .max))).reason == .insufficientFunds)
    #expect(try platform.act(b, deal, "draw", .money(Money(fen: -1))).reason == .invalidAmount)
    try platform.advance(to: at("2026-04-10"))
    let ended = try #require(try platform.act(b, deal, "draw", yuan(1)).refusal)
    #expect(ended.reason == .mandateRevoked && ended[.mandate] == .integer(2))
    #expect(ended[.deadline] == .time(try at("2026-04-10")))
    #expect(try platform.act(b, deal, "tip").isDone)
    #expect(try platform.revoke("other", of: deal, by: a).isDone)
    let revoked = try #require(try platform.act(b, deal, "tip").refusal)
    #expect(revoked.reason == .mandateRevoked && revoked[.deadline] == nil)
    #expect(revoked[.granter] == .party(a) && revoked[.stranger] == nil)
  }

  /// What somebody gives with his own hand is not what he granted.
  @Test func whoIsNamedTwiceGivesAtTheFirstMention() throws {
    let deal = try deploy(
      "anyone may give { split ¥300 from (actor, then a under fee) { remainder to b } }")
    let receipt = try platform.act(a, deal, "give")
    #expect(receipt.isDone && receipt.run?.drawn == [])
    #expect(mandates.map(\.used) == [.zero, .zero])
    try platform.revoke("fee", of: deal, by: a)
    #expect(try platform.act(a, deal, "give").isDone)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// What was revoked comes before all that the wallet itself would refuse.
  @Test func whoGrantsNothingIsNotLookedAt() throws {
    let deal = try deploy("b may draw(sum: money) { pay sum from a to b under fee }")
    try platform.revoke("fee", of: deal, by: a)
    let order = FreezeOrder("执1号", until: try at("2026-04-02"))
    try platform.freeze(a, by: order, asked: bank)
    for sum in [yuan(1), yuan(1001), .money(Money(fen: .max))] {
      let refusal = try #require(try platform.act(b, deal, "draw", sum).refusal)
      #expect(refusal.reason == .mandateRevoked && refusal[.available] == nil)
    }
    #expect(try platform.act(b, deal, "draw", yuan(0)).isDone)
  }

  @Test func revokingIsForWhoGranted() throws {
    let deal = try deploy("b may draw(sum: money) { pay sum from a to b under fee }")
    #expect(try platform.revoke("fee", of: deal, by: b).reason == .notAuthorised)
    #expect(try platform.revoke("fee", of: deal, by: bank).reason == .notAuthorised)
    #expect(try platform.revoke("fees", of: deal, by: a).reason == .badArgument)
    #expect(try platform.revoke("", of: deal, by: b).reason == .badArgument)
    #expect(try platform.revoke("fee", of: ContractNumber(9), by: a).reason == .badArgument)
    let second = try platform.openWallet("甲二", .corporate, at: bank, owner: a)
    #expect(try platform.closeWallet(second).isDone)
    #expect(try platform.revoke("fee", of: deal, by: second).reason == .notAuthorised)
    let receipt = try platform.revoke("fee", of: deal, by: a)
    #expect(receipt.isDone && receipt.entry.kind == .revoke)
    #expect(mandates.map(\.isRevoked) == [false, true])
    #expect(try platform.revoke("fee", of: deal, by: a).reason == .mandateRevoked)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func aCapOfNothingAllowsNothing() throws {
    let draw = "b may draw(sum: money) { pay sum from a to b under fee }"
    #expect(throws: PlatformFailure.self) { try deploy(draw, most: "-¥0.01") }
    let deal = try deploy(draw, most: "¥0")
    #expect(try platform.act(b, deal, "draw", .money(Money(fen: 1))).reason == .mandateExceeded)
    #expect(try platform.act(b, deal, "draw", yuan(0)).isDone)
  }

  /// What waited for a freeze counts when it moves.
  @Test func aClauseThatWaitedDrawsWhenItRuns() throws {
    let deal = try deploy(
      """
      on 2026-03-20 {
        try { pay ¥60 from a to b under fee } else { n += 1 }
      }
      b may draw(sum: money) { pay sum from a to b under fee }
      """)
    try platform.act(a, deal, "fill")
    let order = FreezeOrder("执1号", until: try at("2026-04-02"))
    #expect(try platform.freeze(a, by: order, asked: bank).isDone)
    try platform.advance(to: at("2026-04-02"))
    #expect(platform.balance(of: b) == .yuan(60))
    #expect(try platform.act(b, deal, "draw", yuan(41)).reason == .mandateExceeded)
    #expect(try platform.act(b, deal, "draw", yuan(40)).isDone)
  }

  @Test func whatIsStatedIsOfTheHoldersWallets() throws {
    let deal = try deploy(
      """
      a may spend(sum: money) {
        pay sum from a to b
        pay sum from b to a under_nothing
      }
      """.replacing("pay sum from b to a under_nothing", with: "pay all from pot to a"))
    try platform.act(a, deal, "fill")
    let second = try platform.openWallet("甲二", .corporate, at: bank, owner: a)
    // The money is in the wallet that was bound, whichever wallet acts; what comes back counts not.
    let refused = try platform.act(second, deal, "spend", yuan(50), payingAtMost: .yuan(49))
    #expect(refused.reason == .moreThanStated && refused.entry.amount == .yuan(49))
    #expect(refused.refusal?[.needed] == yuan(50) && refused.refusal?[.limit] == yuan(49))
    #expect(platform.balance(of: b) == .zero)
    let done = try platform.act(second, deal, "spend", yuan(50), payingAtMost: .yuan(50))
    #expect(done.isDone && done.entry.kind == .actAtMost)
    #expect(try platform.act(a, deal, "spend", yuan(0), payingAtMost: .zero).isDone)
    let negative = try platform.act(
      a, deal, "spend", yuan(0), payingAtMost: Money(fen: -1))
    #expect(negative.reason == .moreThanStated)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }
}
