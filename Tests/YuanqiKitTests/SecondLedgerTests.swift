import Foundation
import QiStore
import Testing

@testable import YuanqiKit

/// Tests/Independent/ledger.py works out from the pages what the program should have done.
@Suite(.enabled(if: python != nil)) struct SecondLedgerTests {
  @Test(arguments: 40..<(isLong ? 100 : 42) as Range<UInt64>)
  func agreesWithATown(seed: UInt64) throws {
    try expectAgreement { log in
      var town = try Town(seed: seed, log: log)
      for _ in 0..<300 { try town.step() }
      return town.platform
    }
  }

  @Test(arguments: 0..<(isLong ? 200 : 6) as Range<UInt64>)
  func agreesOnWhatNobodyShouldAsk(seed: UInt64) throws {
    try expectAgreement { log in
      var odd = try OddRequests(seed: seed, log: log)
      for _ in 0..<300 { try odd.step() }
      return odd.platform
    }
  }

  @Test(arguments: 0..<(isLong ? 100 : 4) as Range<UInt64>)
  func agreesOnContractsInPlaceOfOthers(seed: UInt64) throws {
    var replaced = 0
    try expectAgreement { log in
      var successions = try Successions(seed: seed, log: log)
      for _ in 0..<400 { try successions.step() }
      replaced = successions.replaced
      return successions.platform
    }
    #expect(replaced > 3)
  }

  /// One byte more or less in a stored block: the first entry at which the two differ is named.
  @Test(arguments: [
    (208 + 88 * 9 + 32, "block 0, entry 9: balance of the actor: expected -"),
    (208 + 88 * 9 + 40, "block 0, entry 9: balance of the actor: expected -"),
    (208 + 88 * 9 + 48, "block 0, entry 9: balance of the target: expected "),
    (208 + 88 * 9 + 18, "block 0, entry 9: reason: expected done, found unknown-action"),
    (-10, "block 0, entry 14: receipt: expected (1, 1, 2, [("),
  ])
  func saysWhereTheFirstDifferenceIs(offset: Int, expected: String) throws {
    let file = temporaryFile()
    defer { try? FileManager.default.removeItem(atPath: file) }
    let log = try SQLiteLog.create(file)
    let purchase = try Purchase(log: log)
    try purchase.act("buyer", "deposit")
    try purchase.platform.close()
    try log.close()
    let change = """
      import sqlite3, sys
      with sqlite3.connect(sys.argv[1]) as database:
        block = bytearray(database.execute("SELECT bytes FROM block").fetchone()[0])
        block[\(offset)] ^= 1
        database.execute("UPDATE block SET bytes = ?", (block,))
      """
    #expect(try runPython(secondLedger, file).status == 0)
    #expect(try runPython("-c", change, file).status == 0)
    let result = try runPython(secondLedger, file)
    #expect(result.status == 1 && result.output.contains(expected), "\(result.output)")
  }

  /// It never passes over what it cannot work out.
  @Test func saysWhichConstructItDoesNotKnow() throws {
    let folder = root.appending(path: "Tests/Independent").path
    let result = try runPython(
      "-c",
      "import sys; sys.path.insert(0, sys.argv[1]); import qi; qi.Template(b'\\1\\0\\xff\\0')",
      folder)
    #expect(result.status == 1 && result.output.hasSuffix("values.Unknown: construct 255\n"))
  }

  private func expectAgreement(_ play: (SQLiteLog) throws -> Platform) throws {
    let file = temporaryFile()
    defer { try? FileManager.default.removeItem(atPath: file) }
    let log = try SQLiteLog.create(file)
    let platform = try play(log)
    try platform.close()
    try log.close()
    let result = try runPython(secondLedger, file)
    #expect(result.status == 0 && result.output.contains("all agree"), "\(result.output)")
  }

  private func temporaryFile() -> String {
    FileManager.default.temporaryDirectory.appending(path: "yuanqi-\(UUID()).db").path
  }
}

/// Anybody asks for anything, of actors and contracts that may not be there.
private struct OddRequests {
  let platform: Platform
  private var random: SplitMix
  private let templates: [Template]

  init(seed: UInt64, log: any BlockLog) throws {
    random = SplitMix(state: seed)
    platform = try Platform(begin: at("2026-12-20 08:00"), log: log)
    let escrow = try text("contracts/purchase/escrow.qi")
    let pot = "holds escrow owned by buyer"
    templates = try [(pot, "Kept"), ("\(pot) carried over", "Carried")].map { pot, name in
      let other = escrow.replacing("contract Escrow", with: "contract \(name)")
      return try Template(other.replacing("holds escrow owned by buyer", with: pot))
    }
    let bank = try platform.openOperator("工行")
    for index in 1...3 { _ = try platform.openWallet("户\(index)", .corporate, at: bank) }
  }

  mutating func step() throws {
    if random.below(10) == 0 {
      let later = platform.now.adding(seconds: Int64(random.below(3 * 86_400)))
      try platform.advance(to: #require(later))
    }
    let request = request()
    let actor = random.below(4) > 0 ? fitting(request) : actor()
    do throws(PlatformFailure) { _ = try platform.submit(request, by: actor) } catch {
      // Time and who is not there enter nothing.
      guard case .unknownActor(actor) = error else { throw error }
    }
  }

  /// Who may ask for that.
  private mutating func fitting(_ request: Request) -> ActorNumber {
    switch request {
    case .publishLimits, .publishCalendar, .openOperator, .openOracle: .centre
    case .issue, .openWallet, .attestKind, .freeze, .unfreeze: ActorNumber(2)
    case .deploy(_, let parties, _, _): parties[0]
    case .propose(_, let parties, _, _): parties[random.below(parties.count)]
    default: ActorNumber(UInt64(3 + random.below(4)))
    }
  }

  private mutating func actor() -> ActorNumber { ActorNumber(UInt64(random.below(9))) }

  private mutating func amount() -> Money {
    let most = [100, 100_000, 10_000_000][random.below(3)]
    if random.below(9) == 0 { return Money(fen: [Int64.max, Int64.min, 0][random.below(3)]) }
    return Money(fen: Int64(random.below(most)) - 20)
  }

  private mutating func request() -> Request {
    switch random.below(25) {
    case 0: return (random.below(2) == 0 ? limits() : calendar()) ?? .claim(.zero)
    case 1: return .openOperator(name: "行\(random.below(5))")
    case 2, 3:
      let kind: WalletKind = random.below(2) == 0 ? .personal : .corporate
      let holder = random.below(2) == 0 ? actor() : nil
      return .openWallet(
        name: "户\(random.below(12))", kind, class: UInt8(random.below(5)), holder: holder)
    case 4: return .redeem(amount())
    case 5: return .claim(amount())
    case 6:
      let template = random.pick(templates)
      return .publishTemplate(tree: random.below(5) == 0 ? [1, 0, 0] : template?.tree ?? [])
    case 7: return deployment()
    case 8, 9: return .act(instance: UInt64(random.below(6)), action: act(), arguments: [])
    case 10: return .transfer(amount(), to: actor())
    case 11: return .due(instance: UInt64(random.below(4)))
    case 12: return .openOracle(name: "证\(random.below(4))")
    case 13: return .attestKind(["餐饮", "图书", "", "no name"][random.below(4)], of: actor())
    case 14: return random.below(4) == 0 ? .closeWallet : .claim(.zero)
    case 15:
      if case .deploy(let template, let parties, let terms, let replaced) = deployment() {
        return .propose(
          template: template, parties: parties, terms: terms, replacing: replaced)
      }
      return .closeWallet
    case 16, 17, 18: return signature()
    case 22, 23:
      let later = platform.now.adding(seconds: Int64(random.below(20 * 86_400) - 86_400))
      return .freeze(actor(), by: FreezeOrder(order(), until: later ?? platform.now))
    case 24: return .unfreeze(actor(), by: order())
    case 19: return .withdraw(instance: UInt64(random.below(6)))
    default: return .issue(amount(), to: actor())
    }
  }

  /// Mostly of what the instance has.
  private mutating func signature() -> Request {
    let number = UInt64(random.below(6))
    if random.below(9) == 0 { return .sign(instance: number, template: .zero, terms: .zero) }
    return platform.signature(of: ContractNumber(number))
  }

  private mutating func order() -> String {
    random.pick(["执1号", "(2026)沪01执2号", "执 3 号", "执1号", "", "执\n"]) ?? ""
  }

  private mutating func act() -> String {
    random.pick(["deposit", "ship", "decline", "complain", "extend", "confirm", "fly"]) ?? ""
  }

  private mutating func deployment() -> Request {
    var parties = (3...5).map { random.below(5) == 0 ? actor() : ActorNumber($0) }
    if random.below(9) == 0 { parties.removeLast() }
    let terms: [Value] = [
      .money(amount()), .money(Money(fen: Int64(random.below(100)))),
      .date(platform.now.day.adding(days: Int64(random.below(9))) ?? platform.now.day),
    ]
    let replaced = random.below(3) > 0 ? nil : UInt64(random.below(6))
    return .deploy(
      template: UInt64(random.below(4)), parties: parties, terms: terms, replacing: replaced)
  }

  /// Of this year, known from a day about now.
  private mutating func calendar() -> Request? {
    let now = platform.now.day
    let first = Day(year: now.components.year, month: 1, day: 1) ?? now
    let days = Set((0..<random.below(30)).map { _ in Int64(random.below(365)) })
    let rows = days.compactMap { first.adding(days: $0) }.map {
      WorkingCalendar.Row($0, isWorked: $0.isWeekend)
    }
    guard let known = now.adding(days: Int64(random.below(20) - 5)),
      let calendar = try? WorkingCalendar(now.components.year, from: known, rows)
    else { return nil }
    return .publishCalendar(calendar)
  }

  /// From a day about now, for some wallets, with some caps.
  private mutating func limits() -> Request? {
    var rows: [Limits.Row] = []
    for number in 1...4 where random.below(2) == 0 {
      let caps = (0..<4).map { _ -> Money? in
        random.below(3) == 0 ? nil : Money(fen: Int64(random.below(1_000_000)))
      }
      rows.append(
        Limits.Row(
          .personal, class: UInt8(number), balance: caps[0], payment: caps[1], day: caps[2],
          year: caps[3]))
    }
    guard let day = platform.now.day.adding(days: Int64(random.below(20) - 5)),
      let limits = try? Limits(from: day, rows)
    else { return nil }
    return .publishLimits(limits)
  }
}
