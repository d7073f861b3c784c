import QiChain
import QiCrypto
import QiLedger
import Testing

@testable import YuanqiKit

/// Of several reasons that hold, the lowest number is given, and nothing changes.
@Suite struct ReasonTests {
  @Test func openingsAreRefusedInOrder() throws {
    let purchase = try Purchase()
    let platform = purchase.platform
    let (bank, buyer) = (purchase.bank, try purchase.number("buyer"))
    let centre = ActorNumber.centre
    func wallet(
      _ name: String, _ kind: WalletKind = .corporate, _ walletClass: UInt8 = 0,
      _ holder: ActorNumber? = nil
    ) -> Request { .openWallet(name: name, kind, class: walletClass, holder: holder) }
    let key = try SigningKey(seed: 9, actor: 1).verifyingKey
    let rows: [(Request, ActorNumber, Reason, Int64?)] = [
      (wallet("!"), buyer, .notAuthorised, nil), (wallet("!", .personal, 9), bank, .badArgument, 1),
      (wallet("小林", .personal, 5), bank, .badArgument, 3),
      (wallet("小林", .corporate, 1), bank, .badArgument, 3),
      (wallet("小林", .corporate, 0, bank), bank, .badArgument, 4),
      (wallet("小林", .corporate, 0, ActorNumber(.max)), bank, .badArgument, 4),
      (wallet("小林"), bank, .duplicate, nil), (wallet("时 间"), bank, .badArgument, 1),
      (.openOperator(name: "小林"), buyer, .notAuthorised, nil),
      (.openOperator(name: ""), centre, .badArgument, 1),
      (.openOperator(name: "小林"), centre, .duplicate, nil),
      (.openOperator(name: "时间"), centre, .duplicate, nil),
      (.openChain(ChainOpening(name: "另一中心", key: key)), centre, .notAuthorised, nil),
      (.openChain(ChainOpening(name: "!", key: key)), centre, .notAuthorised, nil),
      (.openChain(ChainOpening(name: "另一中心", key: key)), bank, .notAuthorised, nil),
      (.publishLimits(WalletLimits.standard[0]), bank, .notAuthorised, nil),
      (.publishCalendar(WorkingDays.standard[0]), bank, .notAuthorised, nil),
      (.publishTemplate(tree: []), buyer, .badArgument, nil),
      (.publishTemplate(tree: try escrowTemplate().tree), buyer, .duplicate, nil),
      (.due(instance: 1), buyer, .notAuthorised, nil),
    ]
    for (request, actor, reason, argument) in rows {
      let before = platform.stateBytes(but: actor)
      let receipt = try platform.submit(request, by: actor)
      #expect(receipt.reason == reason, "\(request)")
      #expect(receipt.refusal?[.argument] == argument.map(Value.integer), "\(request)")
      #expect(receipt.entry.target == 0 || request.target != nil)
      #expect(platform.stateBytes(but: actor) == before, "\(request)")
    }
    try purchase.check()
  }

  @Test func deploymentsAreRefusedInOrder() throws {
    let purchase = try Purchase()
    let platform = purchase.platform
    let people = try ["buyer", "seller", "arbiter"].map(purchase.number)
    let (buyer, seller) = (people[0], people[1])
    let other = try platform.openWallet("小林二", .corporate, at: purchase.bank, owner: buyer)
    let terms = [yuan(2_000), yuan(100), try day("2026-03-10")]
    func with(_ index: Int, _ value: Value) -> [Value] {
      var changed = terms
      changed[index] = value
      return changed
    }
    let rows: [(UInt64, [ActorNumber], [Value], Reason, Int64?)] = [
      (9, [seller, buyer], terms, .notAuthorised, nil), (9, people, terms, .badArgument, nil),
      (0, people, terms, .badArgument, nil), (.max, people, terms, .badArgument, nil),
      (1, [], terms, .notAuthorised, nil), (1, [buyer, seller], terms, .badArgument, nil),
      (1, [buyer, other, seller], terms, .badArgument, 2),
      (1, [buyer, seller, purchase.bank], terms, .badArgument, 3),
      (1, [buyer, seller, ActorNumber(99)], terms, .badArgument, 3),
      (1, people, [], .badArgument, nil), (1, people, with(1, .integer(1)), .badArgument, 5),
      (1, people, with(2, .text("2026-03-10")), .badArgument, 6),
      (1, people, with(0, yuan(0)), .badArgument, 4),
      (1, people, with(1, yuan(-1)), .badArgument, 5),
      (1, people, with(1, yuan(2_000)), .badArgument, 5),
      (1, people, with(2, try day("2026-02-28")), .badArgument, 6),
    ]
    for (template, parties, terms, reason, argument) in rows {
      let before = platform.stateBytes(but: buyer)
      let receipt = try platform.submit(
        .deploy(template: template, parties: parties, terms: terms), by: buyer)
      #expect(receipt.reason == reason, "\(template) \(parties) \(terms)")
      #expect(receipt.refusal?[.argument] == argument.map(Value.integer), "\(parties) \(terms)")
      #expect(receipt.entry.target == 0)
      #expect(platform.stateBytes(but: buyer) == before)
    }
    #expect(
      try platform.submit(.deploy(template: 1, parties: people, terms: terms), by: buyer).isDone)
    try purchase.check()
  }

  @Test func actsOnNothingAndUnderANameThatLooksTheSame() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let lin = try platform.openWallet("小林", .corporate, at: bank)
    let text = "qi 1\ncontract C {\nparties a\nstart A { a may 豈 -> Z }\nend Z\n}"
    let deal = try platform.deploy(Template(text), parties: ["a": lin])
    #expect(try platform.act(lin, ContractNumber(0), "x").reason == .badArgument)
    #expect(try platform.act(lin, ContractNumber(2), "x").reason == .badArgument)
    #expect(try platform.act(lin, ContractNumber(.max), "x").reason == .badArgument)
    // U+F900, which Unicode holds equal to U+8C48.
    #expect(try platform.act(lin, deal, "\u{F900}").reason == .unknownAction)
    #expect(try platform.act(lin, deal, "\u{8C48}").isDone)
  }

  /// A duty that was performed is guard-failed, whatever a later test would say.
  @Test func aDischargedDutyIsGuardFailed() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let lin = try platform.openWallet("小林", .corporate, at: bank, funded: .yuan(1))
    let shop = try platform.openWallet("书店", .corporate, at: bank)
    let text = """
      qi 1
      contract C {
          parties a, b
          start A {
              a must pay within 2 days { pay ¥1 from a to b }, failing which -> Breach
              after 5 days -> Done
          }
          end Breach, Done
      }
      """
    let deal = try platform.deploy(Template(text), parties: ["a": lin, "b": shop])
    #expect(try platform.act(lin, deal, "pay").isDone)
    #expect(try platform.act(lin, deal, "pay").reason == .guardFailed)
    try platform.advance(to: at("2026-03-03"))
    #expect(platform.phase(of: deal) == "A")
    try platform.advance(to: at("2026-03-06"))
    #expect(platform.phase(of: deal) == "Done")
  }

  /// The ends of what a payment can be asked.
  @Test(arguments: [Int64.min, -1, 0, .max])
  func extremeAmounts(fen: Int64) throws {
    let purchase = try Purchase()
    let (buyer, seller) = (try purchase.number("buyer"), try purchase.number("seller"))
    let money = Money(fen: fen)
    let platform = purchase.platform
    let receipts = [
      try platform.pay(money, from: buyer, to: seller), try platform.redeem(money, from: buyer),
      try platform.claim(money, into: buyer),
      try platform.issue(money, by: purchase.bank, to: seller),
    ]
    for receipt in receipts {
      let expected: Reason? =
        fen < 0
        ? .invalidAmount
        : fen == 0 ? nil : receipt.entry.kind == .issue ? .arithmetic : .insufficientFunds
      #expect(receipt.reason == expected, "\(receipt.entry.kind)")
      #expect(receipt.postings == [])
    }
    try purchase.check()
  }
}
