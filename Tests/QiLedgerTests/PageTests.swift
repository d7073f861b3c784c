import QiLedger
import QiValues
import Testing

/// Bytes by hand: hexadecimal, spaces as you like.
private func hex(_ text: String) -> [UInt8] {
  let digits = text.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}

@Suite struct PageTests {
  @Test func `rows are laid out as the chain format says`() throws {
    var ledger = try town(rich: [phone])
    let now = try time(2026, 3, 1)  // day 20,513 = 0x5021, year 2026 = 0x07EA
    let pot = Account.hold(try ledger.openHold(instance: 3, pot: 1, owner: phone))
    try ledger.pay(yuan(1), from: phoneAccount, to: pot, at: now)
    ledger.advanceSequence(of: phone)

    var actors: [UInt8] = []
    #expect(ledger.appendPage(0, of: .actors, to: &actors) == yuan(-1))
    #expect(actors.count == 9 * 64)
    let phoneRow = """
      BCA0070000000000 0100000000000000 6400000000000000 6400000000000000
      21500000 EA07 03 04 0200000000000000 0400000000000000 0000000000000000
      """
    let icbcRow = """
      E05EF8FFFFFFFFFF 0000000000000000 0000000000000000 0000000000000000
      00000000 0000 02 00 0000000000000000 0000000000000000 0000000000000000
      """
    let subRow = """
      0000000000000000 0000000000000000 0000000000000000 0000000000000000
      00000000 0000 03 04 0300000000000000 0500000000000000 0000000000000000
      """
    #expect(Array(actors[4 * 64..<5 * 64]) == hex(phoneRow))
    #expect(Array(actors[2 * 64..<3 * 64]) == hex(icbcRow))
    #expect(Array(actors[7 * 64..<8 * 64]) == hex(subRow))
    #expect(Array(actors[..<64]) == Array(repeating: 0, count: 64))

    var hold: [UInt8] = [7]
    #expect(ledger.appendPage(0, of: .holds, to: &hold) == yuan(1))
    #expect(hold == hex("07 0300000000000000 01000000 00000000 0400000000000000 6400000000000000"))
  }

  @Test func `unclaimed and limits have their rows`() throws {
    var ledger = try town(rich: [phone, phone, counter])
    try ledger.pay(yuan(1), from: counterAccount, to: phoneAccount, at: time(2026, 3, 1))
    var unclaimed: [UInt8] = []
    #expect(ledger.appendPage(0, of: .unclaimed, to: &unclaimed) == yuan(1))
    #expect(unclaimed == hex("0400000000000000 6400000000000000") + Array(repeating: 0, count: 16))

    let item = try #require(Digest(Array(1...32)))
    ledger.publish(try Limits(from: #require(Day(number: 258)), []), item: item)
    var limits: [UInt8] = []
    #expect(ledger.appendPage(0, of: .limits, to: &limits) == .zero)
    #expect(Array(limits[48...]) == Array(1...32) + [2, 1, 0, 0] + Array(repeating: 0, count: 12))
  }

  @Test func `a page is 64 rows, and a payment writes two of them at most`() throws {
    var ledger = try town()
    for _ in 0..<200 { _ = try ledger.openWallet(.personal, class: 1, at: icbc) }
    let now = try time(2026, 3, 1)
    let far = ActorNumber(200)
    ledger.clearDirtyPages()
    try ledger.issue(yuan(10), by: icbc, to: far, at: now)
    #expect(ledger.dirtyPages(of: .actors) == [0, 3])
    ledger.clearDirtyPages()
    try ledger.transfer(yuan(1), from: far, to: phone, at: now)
    try ledger.transfer(yuan(1), from: far, to: bound, at: now)
    ledger.advanceSequence(of: far)
    #expect(ledger.dirtyPages(of: .actors) == [3, 0])
    ledger.clearDirtyPages()
    try ledger.transfer(.zero, from: far, to: bound, at: now)
    #expect(throws: Refusal.self) { try ledger.transfer(yuan(9), from: far, to: bound, at: now) }
    #expect(ledger.dirtyPages(of: .actors).isEmpty)
    var bytes: [UInt8] = []
    ledger.appendPage(1, of: .actors, to: &bytes)
    #expect(bytes.count == 64 * 64)
    ledger.appendPage(4, of: .actors, to: &bytes)
    ledger.appendPage(.max, of: .holds, to: &bytes)
    #expect(bytes.count == 64 * 64)
  }

  @Test func `marked pages stand once, in order, until they are removed`() {
    var pages = DirtyPages()
    for row in [640, 0, 63, 64, 641, 1_000_000] { pages.mark(row: row) }
    pages.mark(page: 1)
    #expect(pages.pages == [10, 0, 1, 15_625])
    pages.removeAll()
    #expect(pages.pages.isEmpty)
    pages.mark(row: 640)
    #expect(pages.pages == [10])
  }
}
