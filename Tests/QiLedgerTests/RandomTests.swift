import QiLedger
import QiValues
import Testing

/// SplitMix64: the same seed gives the same numbers everywhere.
struct SplitMix {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}

@Suite struct RandomTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `20,000 operations lose no fen and overdraw nobody`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var ledger = try town(rich: [phone, bound, counter, sub, shop])
    for pot in 0..<4 {
      _ = try ledger.openHold(instance: 1, pot: UInt32(pot), owner: ActorNumber(UInt64(4 + pot)))
    }
    var now = try time(2026, 12, 30)
    var done = 0
    for step in 0..<20_000 {
      now = try #require(now.adding(seconds: Int64(random.next(below: 60))))
      let mark = random.next(below: 4) == 0 ? ledger.begin() : nil
      let before = mark == nil ? [] : ledger.bytes
      for _ in 0..<(mark == nil ? 1 : 3) {
        do {
          try ledger.run(operation(&random), at: now)
          done += 1
        } catch {}
      }
      if let mark {
        #expect(ledger.postings.reduce(0) { $0 + $1.amount.fen } == 0)
        if random.next(below: 2) == 0 {
          ledger.undo(to: mark)
          #expect(ledger.bytes == before, "seed \(seed), step \(step)")
        }
        ledger.commit()
      }
      if step % 50 == 0 { try ledger.audit() }
    }
    let balance = try ledger.audit()
    #expect(balance.isBalanced && balance == ledger.trialBalance)
    let groups = ledger.accountGroups
    #expect(groups.reduce(0) { $0 + $1.balance.fen } == 0)
    let issued = groups.filter { $0.kind == .issued }
    #expect(issued.map(\.operatorNumber) == [icbc, ccb])
    #expect(issued.reduce(0) { $0 - $1.balance.fen } == balance.supply.fen)
    #expect(
      groups.filter { $0.kind == .held }.reduce(0) { $0 + $1.balance.fen } == balance.holds.fen)
    #expect(done > 4_500)
    #expect(balance.unclaimed > .zero && balance.holds > .zero)
  }

  private func operation(_ random: inout SplitMix) -> Step.Operation {
    let amount = Money(fen: Int64(random.next(below: 300_000)) - 1_000)
    switch random.next(below: 9) {
    case 0: return .issue(amount, random.next(below: 2) == 0 ? icbc : ccb, to: actor(&random))
    case 1: return .redeem(amount, actor(&random))
    case 2: return .claim(amount, into: actor(&random))
    case 3, 4: return .transfer(amount, actor(&random), to: actor(&random))
    case 5:
      let sources = (0...random.next(below: 3)).map { _ in account(&random) }
      return .split(
        (0...random.next(below: 4)).map { _ in
          Share(account(&random), Money(fen: Int64(random.next(below: 90_000))))
        }, from: sources)
    default: return .pay(amount, account(&random), to: account(&random))
    }
  }

  private func actor(_ random: inout SplitMix) -> ActorNumber {
    ActorNumber(UInt64(3 + random.next(below: 7)))
  }

  private func account(_ random: inout SplitMix) -> Account {
    random.next(below: 2) == 0 ? .wallet(actor(&random)) : .hold(random.next(below: 5))
  }
}
