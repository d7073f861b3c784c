import QiLedger
import QiValues
import Testing

@Suite struct SplitTests {
  let now: Instant
  var ledger: Ledger
  let pot: Account
  let other: Account

  init() throws {
    now = try time(2026, 3, 1)
    ledger = try town(rich: [phone, bound, counter])
    pot = .hold(try ledger.openHold(instance: 1, pot: 0, owner: phone))
    other = .hold(try ledger.openHold(instance: 1, pot: 1, owner: counter))
  }

  /// Source, target and fen of each pair.
  private mutating func legs(
    _ shares: [(Account, Int64)], from sources: [Account]
  ) throws -> [String] {
    ledger.begin()
    defer { ledger.commit() }
    try ledger.split(
      shares.map { Share($0.0, Money(fen: $0.1)) }, from: sources, at: now)
    try ledger.audit()
    let names: [Account: String] = [
      phoneAccount: "phone", counterAccount: "counter", shopAccount: "shop", subAccount: "sub",
      boundAccount: "bound", pot: "pot", other: "other", .unclaimed(phone): "phone's",
      .unclaimed(bound): "bound's",
    ]
    let postings = ledger.postings
    return stride(from: 0, to: postings.count, by: 2).map { index in
      let (debit, credit) = (postings[index], postings[index + 1])
      #expect(debit.amount.fen == -credit.amount.fen && credit.amount > .zero)
      return "\(names[debit.account] ?? "?") \(names[credit.account] ?? "?") \(credit.amount.fen)"
    }
  }

  @Test mutating func `sources are emptied in order, shares filled in order`() throws {
    try ledger.pay(Money(fen: 100), from: counterAccount, to: pot, at: now)
    try ledger.pay(Money(fen: 30), from: counterAccount, to: other, at: now)
    let legs = try legs(
      [(shopAccount, 90), (subAccount, 0), (subAccount, 30), (shopAccount, 15)],
      from: [pot, other, counterAccount])
    #expect(
      legs == ["pot shop 90", "pot sub 10", "other sub 20", "other shop 10", "counter shop 5"])
    #expect(ledger.balance(of: pot) == .zero && ledger.balance(of: other) == .zero)
  }

  @Test mutating func `what a source has beyond the sum it keeps`() throws {
    try ledger.pay(Money(fen: 100), from: counterAccount, to: pot, at: now)
    #expect(try legs([(shopAccount, 60)], from: [pot, counterAccount]) == ["pot shop 60"])
    #expect(try legs([(shopAccount, 0)], from: [pot, counterAccount]) == [])
    // An empty source is passed over.
    #expect(
      try legs([(shopAccount, 60)], from: [other, pot, counterAccount])
        == ["pot shop 40", "counter shop 20"])
  }

  @Test mutating func `a share that returns moves nothing and restores nothing`() throws {
    let legs = try legs([(phoneAccount, 150_000), (shopAccount, 50_000)], from: [phoneAccount])
    #expect(legs == ["phone shop 50000"])
    #expect(ledger.actor(phone)?.paidInDay == yuan(2_000))
    #expect(throws: limit(2, yuan(2_000), needed: Money(fen: 200_001))) {
      try ledger.split(
        [Share(phoneAccount, yuan(2_000)), Share(shopAccount, Money(fen: 1))],
        from: [phoneAccount], at: now)
    }
    #expect(ledger.actor(phone)?.paidInDay == yuan(2_000))
  }

  @Test mutating func `each draw on a wallet is one payment of it`() throws {
    let legs = try legs(
      [(shopAccount, 150_000), (subAccount, 50_000), (shopAccount, 100)],
      from: [counterAccount, phoneAccount])
    #expect(legs == ["counter shop 150000", "counter sub 50000", "counter shop 100"])
    #expect(throws: limit(2, yuan(2_000), needed: yuan(2_001))) {
      try ledger.split(
        [Share(shopAccount, yuan(1_500)), Share(subAccount, yuan(501))], from: [phoneAccount],
        at: now)
    }
    try ledger.split(
      [Share(shopAccount, yuan(1_500)), Share(pot, yuan(500))], from: [phoneAccount], at: now)
    #expect(ledger.actor(phone)?.paidInDay == yuan(2_000))
  }

  @Test mutating func `a share that has no room waits whole`() throws {
    try ledger.issue(yuan(4_000), by: icbc, to: phone, at: now)  // ¥9,000 of ¥10,000
    try ledger.pay(yuan(600), from: counterAccount, to: pot, at: now)
    // ¥600 would fit, ¥1,001 does not, ¥1,000 does.
    let over = try legs([(phoneAccount, 100_100)], from: [pot, counterAccount])
    #expect(over == ["pot phone's 60000", "counter phone's 40100"])
    #expect(try legs([(phoneAccount, 100_000)], from: [counterAccount]) == ["counter phone 100000"])
  }

  @Test mutating func `all is drawn before anything arrives`() throws {
    try ledger.issue(yuan(5_000), by: icbc, to: phone, at: now)  // at its cap
    try ledger.pay(yuan(600), from: counterAccount, to: pot, at: now)
    // The pot pays the phone ¥600 first, which has room because ¥700 of its own will have left.
    let legs = try legs(
      [(phoneAccount, 60_000), (shopAccount, 70_000)], from: [pot, phoneAccount])
    #expect(legs == ["pot phone 60000", "phone shop 70000"])
    #expect(ledger.balance(of: phoneAccount) == yuan(9_900))
    // What stays where it is has not left: of ¥400 that leave there is no room for ¥600.
    try ledger.issue(yuan(100), by: icbc, to: phone, at: now)
    try ledger.pay(yuan(600), from: counterAccount, to: pot, at: now)
    let next = try self.legs(
      [(phoneAccount, 70_000), (shopAccount, 40_000)], from: [pot, phoneAccount])
    #expect(next == ["pot phone's 60000", "phone shop 40000"])
  }

  @Test mutating func `what is refused changes nothing`() throws {
    try ledger.pay(yuan(500), from: counterAccount, to: pot, at: now)
    let one = Share(shopAccount, yuan(1))
    let all = [Share(shopAccount, yuan(5_000)), Share(other, yuan(1))]
    let refused: [([Share], [Account], Refusal)] = [
      ([one, Share(.hold(9), yuan(1))], [pot], Refusal(.badArgument)),
      ([one], [.hold(9)], Refusal(.badArgument)),
      ([one], [.issuance(icbc)], Refusal(.badArgument)),
      ([one], [pot, other, pot], Refusal(.badArgument)), ([one], [], missing(0, yuan(1))),
      ([one, Share(other, yuan(-1))], [pot], Refusal(.invalidAmount)),
      ([one, Share(other, yuan(500))], [pot], missing(500, yuan(501))),
      (all, [pot, counterAccount], missing(5_000, yuan(5_001))),
      (
        [Share(shopAccount, Money(fen: .max)), Share(other, yuan(1))], [pot],
        Refusal(.arithmetic)
      ),
      // The pot's part is drawn before the limit of the second source is asked.
      (
        [Share(shopAccount, yuan(2_501))], [pot, phoneAccount],
        limit(2, yuan(2_000), needed: yuan(2_001))
      ),
    ]
    let before = ledger.bytes
    for (shares, sources, refusal) in refused {
      #expect(throws: refusal) { try ledger.split(shares, from: sources, at: now) }
      #expect(ledger.bytes == before)
    }
    try ledger.audit()
  }

  private func missing(_ available: Int64, _ needed: Money) -> Refusal {
    Refusal(
      .insufficientFunds, (.available, .money(yuan(available))), (.needed, .money(needed)))
  }
}
