import Testing

@testable import YuanqiKit

/// Pots with a hold for each of many.
@Suite struct PotOfManyTests {
  private static let text = """
    qi 1
    contract Circle {
        parties keeper
        holds common owned by keeper
        holds dues by party max 2
        start Open {
            anyone may pay_in(sum: money) { pay sum from actor to dues[actor] }
            anyone may take_out { pay all from dues[actor] to actor }
            anyone may fail(sum: money) {
                try {
                    pay sum from actor to dues[actor]
                    pay ¥1 from common to actor
                } else { note "no" }
            }
            keeper may stop -> Stopped
            after 7 days { pay ¥1 from common to keeper } -> Stopped
        }
        end Stopped
    }
    """

  private struct Play {
    let platform: Platform
    let deal: ContractNumber
    let wallets: [ActorNumber]

    init() throws {
      platform = try Platform(begin: at("2026-03-01"))
      let bank = try platform.openOperator("工行")
      var wallets: [ActorNumber] = []
      for name in ["店", "甲", "乙", "丙"] {
        wallets.append(
          try platform.openWallet(name, .corporate, at: bank, funded: Money(fen: 10_000)))
      }
      self.wallets = wallets
      let template = try Template(PotOfManyTests.text)
      deal = try platform.deploy(template, parties: ["keeper": wallets[0]], terms: [:])
    }

    func act(_ who: Int, _ name: String, _ fen: Int64? = nil) throws -> TransactionReceipt {
      let arguments = fen.map { [Value.money(Money(fen: $0))] } ?? []
      return try platform.act(wallets[who], deal, name, arguments: arguments)
    }

    func dues(_ who: Int) -> Value? {
      platform.value("dues", of: deal, at: .party(wallets[who]))
    }

    var holds: Int { platform.machine.books.ledger.rowCount(of: .holds) }
  }

  @Test func eachOwnerHasOneHoldForGood() throws {
    let play = try Play()
    #expect(play.holds == 1)
    for _ in 0..<3 {
      #expect(try play.act(1, "pay_in", 5).isDone)
      #expect(try play.act(2, "pay_in", 7).isDone)
      #expect(try play.act(1, "take_out").isDone)
      #expect(try play.act(2, "take_out").isDone)
    }
    #expect(play.holds == 3)
    let row = try #require(play.platform.machine.books.ledger.hold(1))
    #expect(row.owner == play.wallets[1] && row.pot == 1 && row.amount == .zero)
    #expect(try play.act(3, "pay_in", 0).isDone)
    #expect(play.holds == 3, "nothing opens nothing")
  }

  @Test func whatIsRefusedOpensNoHold() throws {
    let play = try Play()
    #expect(try play.act(1, "pay_in", 1).isDone)
    #expect(try play.act(2, "pay_in", 1).isDone)
    #expect(try play.act(3, "pay_in", 1).reason == .full)
    #expect(try play.act(3, "pay_in", 20_000).reason == .insufficientFunds)
    #expect(try play.act(3, "pay_in", -1).reason == .invalidAmount)
    #expect(try play.act(3, "take_out").isDone)
    #expect(try play.act(3, "fail", 5).run?.notes == ["no"])
    #expect(play.holds == 3)
    #expect(play.dues(3) == .money(.zero))
    #expect(try play.platform.audit().isBalanced)
  }

  @Test func anEndGivesEachHoldToItsOwner() throws {
    let play = try Play()
    #expect(try play.act(2, "pay_in", 70).isDone)
    #expect(try play.act(1, "pay_in", 5).isDone)
    #expect(play.platform.held(by: play.deal) == Money(fen: 75))
    let receipt = try play.act(0, "stop")
    // In order of entry.
    #expect(receipt.postings.map(\.amount.fen) == [-70, 70, -5, 5])
    #expect(play.platform.balance(of: play.wallets[2]) == Money(fen: 10_000))
    #expect(play.platform.held(by: play.deal) == .zero && play.dues(2) == .money(.zero))
  }

  @Test func aHaltedContractDoesSoToo() throws {
    let play = try Play()
    #expect(try play.act(2, "pay_in", 70).isDone)
    try play.platform.advance(to: at("2026-03-08"))
    #expect(play.platform.phase(of: play.deal) == "Halted")
    #expect(play.platform.balance(of: play.wallets[2]) == Money(fen: 10_000))
    #expect(play.platform.held(by: play.deal) == .zero)
    try play.platform.close()
    #expect(try play.platform.verify() == play.platform.head)
  }
}
