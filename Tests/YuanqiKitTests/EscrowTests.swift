import Testing
import YuanqiKit

private struct Life: CustomTestStringConvertible {
  let steps: [String]
  let phase: String
  /// Yuan of buyer, seller and arbiter, and what the contract holds.
  let money: [Int64]

  init(_ steps: String, _ phase: String, _ money: Int64...) {
    self.steps = steps.split(separator: "; ").map(String.init)
    self.phase = phase
    self.money = money
  }

  var testDescription: String { "\(steps.joined(separator: "; ")) -> \(phase)" }
}

private let deposit = "buyer deposit"
private let shipped = "buyer deposit; seller ship"
private let disputed = shipped + "; buyer complain"
private let review = disputed + "; seller answer"

@Suite struct EscrowTests {
  @Test(arguments: [
    Life("", "Offered", 10_000, 0, 0, 0),
    Life(deposit, "Paid", 8_000, 0, 0, 2_000),
    Life(deposit + "; seller decline", "Refunded", 10_000, 0, 0, 0),
    Life(shipped, "Shipped", 8_000, 0, 0, 2_000),
    Life(shipped + "; buyer confirm", "Completed", 8_000, 2_000, 0, 0),
    Life(shipped + "; buyer extend", "Shipped", 8_000, 0, 0, 2_000),
    Life(shipped + "; buyer extend; buyer confirm", "Completed", 8_000, 2_000, 0, 0),
    Life(disputed, "Disputed", 7_900, 0, 100, 2_000),
    Life(disputed + "; seller concede", "Refunded", 9_900, 0, 100, 0),
    Life(review, "Review", 7_900, 0, 100, 2_000),
    Life(review + "; arbiter uphold", "Refunded", 9_900, 0, 100, 0),
    Life(review + "; arbiter dismiss", "Completed", 7_900, 2_000, 100, 0),
    Life(review + "; arbiter award 500", "Settled", 8_400, 1_500, 100, 0),
    Life(review + "; arbiter award 1999", "Settled", 9_899, 1, 100, 0),
    Life("at 2026-03-05", "Lapsed", 10_000, 0, 0, 0),
    Life(deposit + "; at 2026-03-11", "Refunded", 10_000, 0, 0, 0),
    Life(shipped + "; at 2026-03-12", "Completed", 8_000, 2_000, 0, 0),
    Life(disputed + "; at 2026-03-05", "Refunded", 9_900, 0, 100, 0),
    Life(review + "; at 2026-03-17", "Refunded", 9_900, 0, 100, 0),
  ])
  fileprivate func everyClauseMovesWhatItSays(life: Life) throws {
    let purchase = try Purchase()
    try purchase.play(life.steps)
    #expect(purchase.phase == life.phase)
    let platform = purchase.platform
    #expect(
      try [
        purchase.has("buyer"), purchase.has("seller"), purchase.has("arbiter"),
        platform.held(by: purchase.deal).fen / 100,
      ] == life.money)
    try purchase.check()
  }

  /// In every phase: whoever's it is not is not authorised, what belongs to another phase is
  /// refused, and no byte of state changes but the sequence number.
  @Test(arguments: ["", deposit, shipped, disputed, review, review + "; arbiter uphold"])
  func nobodyElseAndNothingElse(steps: String) throws {
    let purchase = try Purchase()
    try purchase.play(steps.split(separator: "; ").map(String.init))
    let platform = purchase.platform
    let program = try escrowTemplate().program
    let here = try #require(program.phases.first { $0.name == purchase.phase })
    let acts = Set(program.phases.flatMap { $0.clauses.compactMap { $0.act?.name } })
    #expect(acts.count == 11)
    for who in purchase.people.keys {
      let actor = try purchase.number(who)
      for name in acts.sorted() + ["elope"] {
        let clause = here.clauses.first { $0.act?.name == name }
        let owner = clause?.act.map { program.parties[$0.actors.roles[0]] }
        if owner == who { continue }
        let expected: Reason =
          name == "elope" ? .unknownAction : clause == nil ? .wrongPhase : .notAuthorised
        let before = platform.stateBytes(but: actor)
        let receipt = try platform.act(actor, purchase.deal, name)
        #expect(receipt.reason == expected, "\(who): \(name)")
        #expect(receipt.refusal?.clause == (clause?.number))
        #expect(platform.stateBytes(but: actor) == before)
      }
    }
    try purchase.check()
  }

  @Test func awardsHaveBounds() throws {
    let purchase = try Purchase()
    try purchase.play(review.split(separator: "; ").map(String.init))
    let arbiter = try purchase.number("arbiter")
    let bad: [[Value]] = [
      [], [yuan(1), yuan(1)], [.integer(50_000)], [.party(arbiter)], [.text("¥500")],
      [yuan(0)], [yuan(-1)], [yuan(2_000)], [.money(Money(fen: .max))], [.money(Money(fen: .min))],
    ]
    for arguments in bad {
      let before = purchase.platform.stateBytes(but: arbiter)
      let receipt = try purchase.platform.act(
        arbiter, purchase.deal, "award", arguments: arguments)
      #expect(receipt.reason == .badArgument, "\(arguments)")
      #expect(receipt.refusal?[.argument] == (arguments.count == 1 ? .integer(1) : nil))
      #expect(purchase.platform.stateBytes(but: arbiter) == before)
    }
    #expect(try purchase.act("arbiter", "award", .money(Money(fen: 199_999))).isDone)
    try purchase.check()
  }

  @Test func aBuyerWithoutTheFeeComplainsOutOfTheEscrow() throws {
    let purchase = try Purchase(buyerHas: 2_099)
    try purchase.play(shipped.split(separator: "; ").map(String.init))
    let receipt = try purchase.act("buyer", "complain")
    #expect(receipt.notes == ["the fee of ¥100.00 was taken from the escrow"])
    #expect(receipt.postings.map(\.amount) == [Money(fen: -100_00), Money(fen: 100_00)])
    #expect(try purchase.has("buyer") == 99)
    #expect(try purchase.has("arbiter") == 100)
    #expect(purchase.platform.held(by: purchase.deal) == .yuan(1_900))
    try purchase.check()
  }

  @Test func aBuyerWithTheFeePaysItAndNothingIsNoted() throws {
    let purchase = try Purchase(buyerHas: 2_100)
    try purchase.play(shipped.split(separator: "; ").map(String.init))
    #expect(try purchase.act("buyer", "complain").notes == [])
    #expect(try purchase.has("buyer") == 0)
    #expect(purchase.platform.held(by: purchase.deal) == .yuan(2_000))
  }

  @Test func theDepositNeedsThePrice() throws {
    let purchase = try Purchase(buyerHas: 1_999)
    let receipt = try purchase.act("buyer", "deposit")
    #expect(receipt.reason == .insufficientFunds)
    #expect(receipt.refusal?[.available] == yuan(1_999))
    #expect(receipt.refusal?[.needed] == yuan(2_000))
    #expect(purchase.phase == "Offered")
  }

  @Test func thereIsOneExtensionAndItBeginsTheTermAnew() throws {
    let purchase = try Purchase()
    try purchase.play(shipped.split(separator: "; ").map(String.init))
    try purchase.play(["at 2026-03-11 08:59:59", "buyer extend", "at 2026-03-21 08:59:58"])
    #expect(try purchase.act("buyer", "extend").reason == .guardFailed)
    #expect(purchase.phase == "Shipped")
    try purchase.play(["at 2026-03-21 08:59:59"])
    #expect(purchase.phase == "Completed")
    try purchase.check()
  }

  /// A class 4 wallet takes ¥10,000 in all.
  @Test func whatTheSellerCannotTakeWaitsForAnyOfItsWallets() throws {
    let purchase = try Purchase(seller: .personal(class: 4))
    let (platform, seller) = (purchase.platform, try purchase.number("seller"))
    try platform.issue(.yuan(8_001), by: purchase.bank, to: seller)
    try purchase.play(shipped.split(separator: "; ").map(String.init))
    let receipt = try purchase.act("buyer", "confirm")
    #expect(receipt.isDone && purchase.phase == "Completed")
    #expect(receipt.postings.last == Posting(.unclaimed(seller), .yuan(2_000)))
    #expect(platform.balance(of: seller) == .yuan(8_001))
    #expect(platform.unclaimed(of: seller) == .yuan(2_000))

    #expect(try platform.claim(.yuan(2_000), into: seller).reason == .limitExceeded)
    let other = try platform.openWallet(
      "书店二", .personal(class: 2), at: purchase.bank, owner: seller)
    let stranger = try purchase.number("arbiter")
    #expect(try platform.claim(.yuan(1), into: stranger).reason == .insufficientFunds)
    #expect(try platform.claim(.yuan(2_001), into: other).reason == .insufficientFunds)
    #expect(try platform.claim(.yuan(500), into: other).isDone)
    #expect(try platform.claim(.yuan(1_500), into: other).isDone)
    #expect(platform.balance(of: other) == .yuan(2_000))
    #expect(platform.unclaimed(of: other) == .zero)
    try purchase.check()
  }

  /// The role is the holder's: another of its wallets acts, and the party's wallet pays.
  @Test func anyWalletOfTheHolderMayAct() throws {
    let purchase = try Purchase()
    let buyer = try purchase.number("buyer")
    let other = try purchase.platform.openWallet(
      "小林二", .corporate, at: purchase.bank, owner: buyer)
    #expect(try purchase.platform.act(other, purchase.deal, "deposit").isDone)
    #expect(try purchase.has("buyer") == 8_000)
  }
}
