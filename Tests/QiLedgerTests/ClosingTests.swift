import QiLedger
import QiValues
import Testing

@Suite struct ClosingTests {
  let now: Instant
  var ledger: Ledger

  init() throws {
    now = try time(2026, 3, 1)
    ledger = try town(rich: [phone, bound, counter])
  }

  private mutating func refusal(closing wallet: ActorNumber) -> Refusal? {
    do throws(Refusal) {
      try ledger.close(wallet, at: now)
      return nil
    } catch { return error }
  }

  @Test mutating func `only an empty wallet is closed, and once`() throws {
    let before = ledger.bytes
    #expect(
      refusal(closing: phone) == Refusal(.guardFailed, (.available, .money(yuan(5_000)))))
    #expect(refusal(closing: icbc) == Refusal(.notAuthorised))
    #expect(refusal(closing: ActorNumber(99)) == Refusal(.notAuthorised))
    #expect(ledger.bytes == before)
    try ledger.redeem(yuan(5_000), from: phone, at: now)
    #expect(refusal(closing: phone) == nil)
    #expect(refusal(closing: phone) == .closed)
    #expect(ledger.actor(phone)?.isClosed == true && ledger.actor(phone)?.walletClass == 4)
  }

  /// Offset 39 of the row, as docs/chain-format.md §8 says.
  @Test mutating func `the row says it in its class`() throws {
    let row = Int(phone.number) * 64
    try ledger.redeem(yuan(5_000), from: phone, at: now)
    ledger.clearDirtyPages()
    let before = ledger.bytes
    try ledger.close(phone, at: now)
    #expect(ledger.dirtyPages(of: .actors) == [0])
    var expected = before
    expected[row + 39] = 4 + 128
    #expect(ledger.bytes == expected)
    let mark = ledger.begin()
    try ledger.close(shop, at: now)
    #expect(ledger.bytes != expected)
    ledger.undo(to: mark)
    ledger.commit()
    #expect(ledger.bytes == expected)
  }

  @Test mutating func `nothing goes out of it and nothing comes in`() throws {
    let pot = Account.hold(try ledger.openHold(instance: 1, pot: 0, owner: counter))
    // Of the holder of `bound`.
    try ledger.close(sub, at: now)
    let waiting = Account.unclaimed(bound)
    let toClosed = Refusal(
      .limitExceeded, (.whichLimit, .integer(5)), (.limit, .money(.zero)),
      (.needed, .money(yuan(1))))
    check(
      &ledger, at: now,
      [
        Step(.transfer(yuan(1), bound, to: sub), toClosed),
        Step(.issue(yuan(1), ccb, to: sub), toClosed),
        // More than the payer has: the lower number.
        Step(.transfer(yuan(6_000), bound, to: sub), .insufficientFunds),
        Step(.transfer(.zero, bound, to: sub)),
        Step(.transfer(yuan(1), sub, to: bound), .closed),
        Step(.transfer(.zero, sub, to: bound), .closed),
        Step(.redeem(.zero, sub), .closed), Step(.claim(.zero, into: sub), .closed),
        Step(.pay(yuan(100), counterAccount, to: pot)),
        Step(.pay(yuan(60), pot, to: subAccount), then: (waiting, yuan(60)), (pot, yuan(40))),
        Step(.pay(yuan(1), counterAccount, to: subAccount), then: (waiting, yuan(61))),
        Step(.pay(yuan(1), subAccount, to: pot), .insufficientFunds),
        Step(.claim(yuan(61), into: sub), .closed),
        Step(.claim(yuan(61), into: bound), then: (waiting, .zero), (boundAccount, yuan(5_061))),
      ])
  }

  @Test mutating func `its holder is still known by it`() throws {
    try ledger.redeem(yuan(5_000), from: bound, at: now)
    try ledger.close(bound, at: now)
    let third = try ledger.openWallet(.corporate, class: 0, at: icbc, holder: bound)
    #expect(ledger.actor(third)?.holder == bound)
    #expect(ledger.actor(third)?.isClosed == false)
  }
}
