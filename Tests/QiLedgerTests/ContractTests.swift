import QiLedger
import QiValues
import Testing

@Suite struct ContractTests {
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

  @Test mutating func `paying into a pot counts, paying out of it does not`() {
    check(
      &ledger, at: now,
      [
        Step(.pay(Money(fen: 200_001), phoneAccount, to: pot), .limitExceeded),
        Step(
          .pay(yuan(2_000), phoneAccount, to: pot), then: (pot, yuan(2_000)),
          (phoneAccount, yuan(3_000))),
        Step(.pay(yuan(2_000), phoneAccount, to: pot)),
        Step(.pay(yuan(3_000), pot, to: other), then: (pot, yuan(1_000)), (other, yuan(3_000))),
        Step(.pay(yuan(3_001), other, to: shopAccount), .insufficientFunds),
        Step(.pay(yuan(3_000), other, to: shopAccount), then: (shopAccount, yuan(3_000))),
        Step(.pay(yuan(1_000), pot, to: phoneAccount), then: (phoneAccount, yuan(2_000))),
        Step(.pay(yuan(1_001), phoneAccount, to: pot), .limitExceeded),  // returns restore nothing
        Step(.pay(yuan(1_000), phoneAccount, to: pot), then: (pot, yuan(1_000))),
        Step(.pay(.zero, pot, to: pot)),
        Step(.pay(yuan(1), pot, to: pot), .selfPayment),
        Step(.pay(yuan(1), boundAccount, to: boundAccount), .selfPayment),
        Step(.pay(yuan(-1), pot, to: other), .invalidAmount),
        Step(.pay(yuan(1), pot, to: .hold(2)), .badArgument),
        Step(.pay(yuan(1), pot, to: .issuance(icbc)), .badArgument),
        Step(.pay(yuan(1), .unclaimed(phone), to: pot), .badArgument),
        Step(.pay(yuan(-1), .wallet(ActorNumber(1 << 56 | 4)), to: pot), .badArgument),
      ])
    #expect(throws: Refusal(.badArgument)) { try ledger.openHold(instance: 1, pot: 0, owner: icbc) }
  }

  @Test mutating func `what a wallet cannot take waits for its holder`() throws {
    let waiting = Account.unclaimed(bound)
    check(
      &ledger, at: now,
      [
        Step(.issue(yuan(9_500), ccb, to: sub)),
        // From a pot, from another wallet, and to the pot's own owner.
        Step(.pay(yuan(3_000), counterAccount, to: other)),
        Step(
          .pay(yuan(501), other, to: subAccount), then: (waiting, yuan(501)),
          (subAccount, yuan(9_500))),
        Step(.pay(yuan(501), counterAccount, to: subAccount), then: (waiting, yuan(1_002))),
        Step(
          .pay(yuan(500), other, to: subAccount), then: (waiting, yuan(1_002)),
          (subAccount, yuan(10_000))),
        Step(.transfer(yuan(1), counter, to: sub), .limitExceeded),  // does not wait
        Step(.claim(yuan(1_003), into: bound), .insufficientFunds),
        Step(
          .claim(yuan(1_002), into: sub),
          limit(1, yuan(10_000), used: yuan(10_000), needed: yuan(1_002))),
        Step(.claim(yuan(1), into: phone), .insufficientFunds),  // another holder
        Step(.claim(yuan(1), into: icbc), .notAuthorised),
        Step(.claim(yuan(-1), into: bound), .invalidAmount),
        Step(.claim(.zero, into: bound)),
        Step(
          .claim(yuan(1_000), into: bound), then: (waiting, yuan(2)), (boundAccount, yuan(6_000))),
      ])
    #expect(ledger.actor(bound)?.paidInDay == .zero)
    #expect(ledger.balance(of: .unclaimed(sub)) == yuan(2))
    #expect(ledger.rowCount(of: .unclaimed) == 1)
  }

  @Test mutating func `a pay says where the money is, and its postings say it too`() throws {
    try ledger.issue(yuan(5_000), by: icbc, to: phone, at: now)
    ledger.begin()
    let taken = try ledger.pay(yuan(7), from: counterAccount, to: shopAccount, at: now)
    let waits = try ledger.pay(yuan(1), from: counterAccount, to: phoneAccount, at: now)
    let nothing = try ledger.pay(.zero, from: counterAccount, to: phoneAccount, at: now)
    ledger.commit()
    #expect(taken == shopAccount && waits == .unclaimed(phone) && nothing == phoneAccount)
    #expect(
      ledger.postings == [
        Posting(counterAccount, yuan(-7)), Posting(shopAccount, yuan(7)),
        Posting(counterAccount, yuan(-1)), Posting(.unclaimed(phone), yuan(1)),
      ])
    ledger.begin()
    #expect(ledger.postings.isEmpty)
  }
}
