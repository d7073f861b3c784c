import QiLedger
import QiValues
import Testing

@Suite struct FreezingTests {
  let now: Instant
  let end: Instant
  var ledger: Ledger

  init() throws {
    now = try time(2026, 3, 1)
    end = try time(2026, 4, 1)
    ledger = try town(rich: [phone, bound, counter])
  }

  private mutating func refusal(freezing wallet: ActorNumber, _ order: FreezeOrder) -> Refusal? {
    do throws(Refusal) {
      try ledger.freeze(wallet, by: order, at: now)
      return nil
    } catch { return error }
  }

  @Test mutating func `an order stands until its end`() throws {
    #expect(
      refusal(freezing: phone, FreezeOrder("1", until: now))
        == Refusal(.badArgument, (.argument, .integer(2))))
    try ledger.freeze(phone, by: FreezeOrder("1", until: end), at: now)
    #expect(refusal(freezing: phone, FreezeOrder("1", until: end)) == Refusal(.duplicate))
    // Equal to a reader, other bytes.
    try ledger.freeze(phone, by: FreezeOrder("\u{E9}", until: end), at: now)
    try ledger.freeze(phone, by: FreezeOrder("e\u{301}", until: end), at: now)
    #expect(ledger.orders(on: phone, at: now).count == 3)
    let last = try #require(end.adding(seconds: -1))
    #expect(ledger.frozenUntil(phone, at: last) == end)
    #expect(ledger.frozenUntil(phone, at: end) == nil)
    // The other wallets of a holder are not frozen.
    try ledger.freeze(bound, by: FreezeOrder("1", until: end), at: now)
    #expect(ledger.frozenUntil(sub, at: now) == nil)
  }

  @Test mutating func `a hundred orders stand on a wallet`() throws {
    for number in 1...Ledger.mostOrders {
      try ledger.freeze(phone, by: FreezeOrder("\(number)", until: end), at: now)
    }
    #expect(refusal(freezing: phone, FreezeOrder("101", until: end)) == Refusal(.full))
    try ledger.unfreeze(phone, by: "7", at: now)
    #expect(refusal(freezing: phone, FreezeOrder("101", until: end)) == nil)
  }

  /// Offset 39 of the row, as docs/chain-format.md §8 says.
  @Test mutating func `the row says that an order was placed`() throws {
    let before = ledger.bytes
    try ledger.freeze(phone, by: FreezeOrder("1", until: end), at: now)
    var expected = before
    expected[Int(phone.number) * 64 + 39] = 4 + 64
    #expect(ledger.bytes == expected && ledger.actor(phone)?.walletClass == 4)
  }

  /// Of several reasons the first; what a clause pays is withheld.
  @Test mutating func `nothing goes out of it and nothing comes in`() throws {
    let pot = Account.hold(try ledger.openHold(instance: 1, pot: 0, owner: bound))
    check(&ledger, at: now, [Step(.pay(yuan(50), boundAccount, to: pot))])
    try ledger.freeze(bound, by: FreezeOrder("1", until: end), at: now)
    let frozen = Refusal.frozen(bound, until: end)
    let waiting = Account.unclaimed(bound)
    func beyond(_ free: Int64, _ asked: Int64) -> Refusal {
      Refusal(
        .frozen, (.available, .money(yuan(free))), (.needed, .money(yuan(asked))),
        (.frozenUntil, .time(end)), (.frozenWallet, .party(bound)))
    }
    check(
      &ledger, at: now,
      [
        Step(.transfer(yuan(1), counter, to: bound), frozen),
        Step(.transfer(yuan(1), bound, to: counter), frozen),
        Step(.transfer(yuan(1), bound, to: bound), frozen),
        Step(.transfer(.zero, bound, to: counter)),
        Step(.issue(yuan(1), icbc, to: bound), frozen),
        Step(.redeem(yuan(1), bound), frozen),
        Step(.pay(yuan(1), pot, to: shopAccount), frozen),
        Step(.split([Share(shopAccount, yuan(1))], from: [pot]), frozen),
        Step(.pay(yuan(9), counterAccount, to: pot), then: (pot, yuan(59))),
        Step(.pay(yuan(70), counterAccount, to: boundAccount), then: (waiting, yuan(70))),
        Step(
          .split(
            [Share(boundAccount, yuan(5)), Share(shopAccount, yuan(1))], from: [counterAccount]),
          then: (waiting, yuan(75)), (shopAccount, yuan(1))),
        Step(.claim(yuan(1), into: bound), frozen),
        Step(.claim(yuan(75), into: sub), beyond(0, 75)),
      ])
    #expect(ledger.withheld(fromHolderOf: sub, at: now) == yuan(75))
    let start = ledger.begin()
    try ledger.pay(yuan(1), from: counterAccount, to: boundAccount, at: now)
    #expect(ledger.withheld(fromHolderOf: sub, at: now) == yuan(76))
    ledger.undo(to: start)
    try ledger.release(pot, to: boundAccount, at: now)
    ledger.commit()
    #expect(ledger.withheld(fromHolderOf: sub, at: now) == yuan(134))
    check(&ledger, at: end, [Step(.claim(yuan(134), into: sub), then: (waiting, .zero))])
  }
}
