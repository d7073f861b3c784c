import Testing

@testable import YuanqiKit

/// Properties are about what a contract's own movements come to, party by party.
@Suite struct PropertyTests {
  private let platform: Platform
  private let bank: ActorNumber
  private let payer: ActorNumber
  private let payee: ActorNumber
  private let template: Template

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    bank = try platform.openOperator("工行")
    payer = try platform.openWallet("小林", .corporate, at: bank, funded: .yuan(1000))
    payee = try platform.openWallet("学堂", .corporate, at: bank)
    template = try Template(
      """
      qi 1
      contract Sample {
        parties payer, payee
        terms { sum: money where sum > ¥0 }
        holds mine owned by payer
        holds yours owned by payee
        var n = 1
        property "half": payer loses at most sum * n / 2 rounding down
        property "some": payee receives at least sum once in Done
        property "soon": ends within 2 days
        start Open {
          payer may put { pay sum from payer to mine }
          payer may give { pay sum from payer to yours }
          payer may send(to: party) { pay sum from payer to to }
          payer may grow { n = 9_000_000_000_000_000_000 }
          payee may stop { pay all from yours to payee } -> Done
          after 5 days { pay all from mine to payer, pay all from yours to payee } -> Done
        }
        end Done
      }
      """)
  }

  private func deploy() throws -> ContractNumber {
    try platform.deploy(
      template, parties: ["payer": payer, "payee": payee], terms: ["sum": .money(.yuan(100))])
  }

  private func broken(_ deal: ContractNumber) -> [String] {
    platform.brokenPromises(of: deal).map { broken in
      let (actual, expected) = (broken.actual?.description, broken.expected?.description)
      return "\(broken.promise): \(actual ?? "-"), \(expected ?? "-")"
    }
  }

  /// A third of ¥100.00, ¥33.33, and the instalment of a loan of them, ¥8.61.
  @Test func whatIsPromisedIsRoundedByTheContract() throws {
    let template = try Template(
      """
      qi 1
      contract Sample {
        parties payer, payee
        terms { sum: money where sum > ¥0 }
        rounding half up
        property "third": payer loses at most sum / 3
        property "instalment": payee receives at least level(sum, 6%, 12) once in Open
        start Open {
          payer may give(part: money) { pay part from payer to payee }
          after 5 days -> Done
        }
        end Done
      }
      """)
    let deal = try platform.deploy(
      template, parties: ["payer": payer, "payee": payee], terms: ["sum": .money(.yuan(100))])
    let least = "property(1): ¥0.00, ¥8.61"
    #expect(broken(deal) == [least])
    try platform.act(payer, deal, "give", arguments: [.money(Money(fen: 861))])
    #expect(broken(deal) == [])
    try platform.act(payer, deal, "give", arguments: [.money(Money(fen: 2_472))])
    #expect(broken(deal) == [])
    try platform.act(payer, deal, "give", arguments: [.money(Money(fen: 1))])
    #expect(broken(deal) == ["property(0): ¥33.34, ¥33.33"])
  }

  @Test func pottedMoneyIsLostWhereThePotIsAnothers() throws {
    let deal = try deploy()
    #expect(broken(deal) == [])
    try platform.act(payer, deal, "put")
    #expect(broken(deal) == [])
    try platform.act(payer, deal, "give")
    #expect(broken(deal) == ["property(0): ¥100.00, ¥50.00"])
    // From its own pot it reaches the payee only now.
    try platform.act(payee, deal, "stop")
    #expect(broken(deal) == ["property(0): ¥100.00, ¥50.00"])
    #expect(platform.balance(of: payee) == .yuan(100))
  }

  /// Saying how much may leave changes nothing of what left.
  @Test func whatIsPaidAtMostCountsToo() throws {
    let deal = try deploy()
    try platform.act(payer, deal, "give", payingAtMost: .yuan(100))
    #expect(broken(deal) == ["property(0): ¥100.00, ¥50.00"])
    try platform.act(payee, deal, "stop", payingAtMost: .zero)
    #expect(broken(deal) == ["property(0): ¥100.00, ¥50.00"])
  }

  /// What goes to another wallet of the holder's is not lost, and neither is it received.
  @Test func aHolderIsAllItsWallets() throws {
    let other = try platform.openWallet("小林二户", .corporate, at: bank, owner: payer)
    let sub = try platform.openWallet("学堂二户", .corporate, at: bank, owner: payee)
    let deal = try deploy()
    try platform.act(payer, deal, "send", .party(other))
    #expect(broken(deal) == [])
    try platform.act(payer, deal, "send", .party(sub))
    #expect(broken(deal) == ["property(0): ¥100.00, ¥50.00"])
    try platform.act(payee, deal, "stop")
    #expect(broken(deal) == ["property(0): ¥100.00, ¥50.00"])
    // Other contracts are other lives.
    let second = try deploy()
    #expect(broken(second) == [])
    try platform.act(payee, second, "stop")
    #expect(broken(second) == ["property(1): ¥0.00, ¥100.00"])
  }

  @Test func theLastMomentIsWithin() throws {
    let deal = try deploy()
    try platform.advance(to: at("2026-03-03"))
    #expect(broken(deal) == [])
    try platform.advance(to: at("2026-03-03 00:00:01"))
    #expect(broken(deal) == ["property(2): -, 2026-03-03 00:00"])
    try platform.advance(to: at("2026-04-01"))
    #expect(
      broken(deal) == [
        "property(1): ¥0.00, ¥100.00", "property(2): 2026-03-06 00:00, 2026-03-03 00:00",
      ])
  }

  @Test func anOrderOnAPartyEndsTheTest() throws {
    let (touched, later) = (try deploy(), try deploy())
    try platform.act(payer, touched, "give")
    try platform.act(payee, later, "stop")
    let order = FreezeOrder("执1号", until: try at("2026-03-02"))
    #expect(try platform.freeze(payee, by: order, asked: bank).isDone)
    #expect(broken(touched) == [])
    // What had ended before is tested as ever; what begins under the order is not.
    #expect(broken(later) == ["property(1): ¥0.00, ¥100.00"])
    let under = try deploy()
    try platform.advance(to: at("2026-03-09"))
    #expect(broken(touched) == [] && broken(under) == [])
  }

  @Test func whatOverflowsIsBroken() throws {
    let deal = try deploy()
    try platform.act(payer, deal, "grow")
    #expect(platform.brokenPromises(of: deal).map(\.overflows) == [true])
    try platform.close()
    #expect(try platform.verify() == platform.head)
    #expect(platform.brokenPromises(of: ContractNumber(9)).isEmpty)
  }
}
