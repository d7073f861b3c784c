import QiLedger
import Testing

@testable import YuanqiKit

/// Invariants are asked, never enforced.
@Suite struct InvariantTests {
  private let platform: Platform
  private let payer: ActorNumber
  private let payee: ActorNumber
  private let deal: ContractNumber

  private static let text = """
    qi 1
    contract Sample {
        parties payer, payee
        terms { sum: money where sum > ¥0, day: date }
        holds pot owned by payer
        var n = 1
        invariant: pot <= sum
        invariant in Paid: pot == sum * n and payer != payee
        invariant: n != 7
        invariant in Open, Done: n * n < 100 and day == 2026-03-09
        start Open {
            payer may put { pay sum from payer to pot } -> Paid
            payer may grow(by: integer) { n = by }
            after 3 days { pay all from pot to payer } -> Done
        }
        phase Paid {
            payer may add { pay ¥1 from payer to pot }
            payer may count { n += 1 }
            after 2 days { n = 7, pay sum from pot to payee, pay all from pot to payer } -> Late
            after 10 days { pay all from pot to payer } -> Done
        }
        phase Late {
            after 5 days { pay sum from pot to payee } -> Done
        }
        end Done
    }
    """

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    payer = try platform.openWallet("小林", .corporate, at: bank, funded: .yuan(1000))
    payee = try platform.openWallet("学堂", .corporate, at: bank)
    deal = try platform.deploy(
      try Template(InvariantTests.text), parties: ["payer": payer, "payee": payee],
      terms: ["sum": yuan(100), "day": day("2026-03-09")])
  }

  private var broken: [Int] { platform.brokenPromises(of: deal).compactMap(\.place) }

  @Test func whatHoldsIsNotTold() throws {
    #expect(broken == [])
    #expect(try platform.act(payer, deal, "put").isDone)
    #expect(broken == [])
    #expect(platform.brokenPromises(of: ContractNumber(9)) == [])
  }

  @Test func whatBreaksIsToldWithItsValuesAndNeverRefused() throws {
    #expect(try platform.act(payer, deal, "put").isDone)
    #expect(try platform.act(payer, deal, "add").isDone)
    let held: (name: String, value: Value) = ("pot", yuan(101))
    let all: [BrokenPromise] = [
      .init(promise: .invariant(0), overflows: false, values: [held, ("sum", yuan(100))]),
      .init(
        promise: .invariant(1), overflows: false,
        // Behind `and` nothing was looked at.
        values: [held, ("sum", yuan(100)), ("n", .integer(1))]),
    ]
    let before = platform.stateBytes()
    #expect(platform.brokenPromises(of: deal) == all)
    #expect(platform.stateBytes() == before)
    // It goes on, and replays: an invariant is nothing to the chain.
    #expect(try platform.act(payer, deal, "count").isDone)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func eachBindsInItsPhases() throws {
    // The second names another phase, the last this one.
    let receipt = try platform.act(payer, deal, "grow", .integer(10))
    #expect(receipt.isDone)
    let found = platform.brokenPromises(of: deal)
    #expect(found.map(\.place) == [3])
    #expect(found[0].values.map(\.name) == ["n"])
    #expect(found[0].values.map(\.value) == [.integer(10)])
    try platform.advance(to: at("2026-03-05"))
    #expect(platform.phase(of: deal) == "Done" && broken == [3])
  }

  @Test func whatOverflowsIsBroken() throws {
    #expect(try platform.act(payer, deal, "grow", .integer(1 << 32)).isDone)
    let found = platform.brokenPromises(of: deal)
    #expect(found.map(\.place) == [3] && found.allSatisfy(\.overflows))
    #expect(try platform.act(payer, deal, "put").isDone)
    #expect(platform.brokenPromises(of: deal).map(\.overflows) == [false])
  }

  /// Of a book and of a pot of many it is the entry that was looked at, not all there is.
  @Test func anEntryIsToldByItself() throws {
    let template = try Template(
      """
      qi 1
      contract Sample {
        parties payer, payee
        holds stakes by party max 3
        book marks: money by party max 3
        invariant: stakes[payer] <= ¥5
        invariant: total of marks <= ¥5
        start Open {
          payer may put { pay ¥6 from payer to stakes[payer], pay ¥1 from payer to stakes[payee] }
          payer may mark { marks[payee] = ¥7, marks[payer] = ¥1 }
          after 1 day { for each p in stakes { pay all from stakes[p] to p } } -> Done
        }
        end Done
      }
      """)
    let deal = try platform.deploy(template, parties: ["payer": payer, "payee": payee])
    try platform.act(payer, deal, "put")
    try platform.act(payer, deal, "mark")
    let found = platform.brokenPromises(of: deal).map { $0.values.map { "\($0.name) \($0.value)" } }
    #expect(
      found == [["payer #\(payer.number)", "stakes[payer] ¥6.00"], ["total of marks ¥8.00"]])
  }

  @Test func haltedIsNotBound() throws {
    #expect(try platform.act(payer, deal, "put").isDone)
    try platform.advance(to: at("2026-03-04"))
    #expect(platform.phase(of: deal) == "Late" && broken == [2])
    try platform.advance(to: at("2026-03-12"))
    // The sum is gone: the clause is refused, and the instance halts with what breaks the third.
    #expect(platform.phase(of: deal) == "Halted" && broken == [])
  }
}

extension BrokenPromise {
  /// Of an invariant.
  fileprivate var place: Int? { if case .invariant(let place) = promise { place } else { nil } }
}
