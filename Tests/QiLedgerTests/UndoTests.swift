import QiLedger
import QiValues
import Testing

@Suite struct UndoTests {
  @Test func `undoing gives back every byte, and leaves no page dirty`() throws {
    let now = try time(2026, 3, 1)
    var ledger = try town(rich: [phone, counter, phone])
    let pot = Account.hold(try ledger.openHold(instance: 1, pot: 0, owner: phone))
    ledger.clearDirtyPages()
    let before = ledger.bytes
    let totals = ledger.trialBalance

    let start = ledger.begin()
    try ledger.pay(yuan(1_000), from: phoneAccount, to: pot, at: now)
    let middle = ledger.bytes
    let inner = ledger.mark()
    try ledger.pay(yuan(2_000), from: counterAccount, to: phoneAccount, at: now)  // goes unclaimed
    try ledger.pay(yuan(300), from: pot, to: shopAccount, at: now)
    _ = try ledger.openHold(instance: 2, pot: 0, owner: shop)
    _ = try ledger.openWallet(.corporate, class: 0, at: ccb)
    ledger.publish(try Limits(from: now.day, []), item: .zero)
    ledger.undo(to: inner)
    #expect(ledger.bytes == middle)
    #expect(ledger.postings.count == 2)
    #expect(ledger.balance(of: .unclaimed(phone)) == .zero)
    #expect(ledger.schedule.published.count == 1)
    ledger.undo(to: start)
    ledger.commit()

    #expect(ledger.bytes == before)
    #expect(ledger.trialBalance == totals)
    #expect(ledger.postings.isEmpty)
    for section in LedgerSection.allCases { #expect(ledger.dirtyPages(of: section).isEmpty) }
    try ledger.audit()
  }

  @Test func `what stands is dirty once it is committed`() throws {
    let now = try time(2026, 3, 1)
    var ledger = try town(rich: [phone])
    ledger.clearDirtyPages()
    ledger.begin()
    let pot = Account.hold(try ledger.openHold(instance: 1, pot: 0, owner: phone))
    try ledger.pay(yuan(10), from: phoneAccount, to: pot, at: now)
    #expect(ledger.dirtyPages(of: .holds).isEmpty)
    ledger.commit()
    #expect(ledger.dirtyPages(of: .holds) == [0])
    #expect(ledger.dirtyPages(of: .actors) == [0])
    #expect(ledger.dirtyPages(of: .unclaimed).isEmpty)
  }
}
