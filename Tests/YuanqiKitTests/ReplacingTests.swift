import QiStore
import Testing

@testable import YuanqiKit

/// A contract in place of another. What scenarios do not show: scenarios/readings/new-version.qi.
@Suite struct ReplacingTests {
  private let purchase: Purchase
  private let next: Template
  private let terms: [String: Value]

  init() throws {
    purchase = try Purchase()
    let text = try text("contracts/purchase/escrow.qi")
    let pot = "holds escrow owned by buyer"
    next = try Template(text.replacing(pot, with: "\(pot) carried over"))
    terms = [
      "price": .money(.yuan(2_000)), "fee": .money(.yuan(100)), "shipBy": try day("2026-04-10"),
    ]
  }

  private var platform: Platform { purchase.platform }

  private func propose(_ who: String) throws -> ContractNumber {
    try platform.propose(
      next, parties: purchase.people, terms: terms, replacing: purchase.deal,
      by: purchase.number(who))
  }

  /// Of two that would replace one contract, the first that all have signed does.
  @Test func oneContractIsReplacedOnce() throws {
    try purchase.act("buyer", "deposit")
    let (first, second) = (try propose("buyer"), try propose("seller"))
    for who in ["arbiter", "seller"] {
      #expect(try platform.sign(first, by: purchase.number(who)).isDone)
    }
    #expect(purchase.phase == "Halted" && platform.held(by: first) == .yuan(2_000))
    #expect(try platform.sign(second, by: purchase.number("buyer")).isDone)
    let before = platform.stateBytes(but: try purchase.number("arbiter"))
    let last = try platform.sign(second, by: purchase.number("arbiter"))
    #expect(last.reason == .badArgument && last.refusal?[.argument] == .integer(7))
    #expect(platform.stateBytes(but: try purchase.number("arbiter")) == before)
    #expect(try purchase.has("buyer") == 8_000)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// What is signed says which contract ends.
  @Test func theSignatureIsForThatContract() throws {
    let plain = try platform.propose(
      next, parties: purchase.people, terms: terms, by: purchase.number("buyer"))
    let replacing = try propose("buyer")
    guard case .sign(_, let template, let digest) = platform.signature(of: plain) else { return }
    let signature = Request.sign(instance: replacing.number, template: template, terms: digest)
    let receipt = try platform.submit(signature, by: purchase.number("seller"))
    #expect(receipt.reason == .badArgument)
  }

  /// Neither what is only proposed, nor what is over, nor itself, nor what is not there.
  @Test func onlyWhatIsUnderWayIsReplaced() throws {
    let proposed = try platform.propose(
      next, parties: purchase.people, terms: terms, by: purchase.number("buyer"))
    for number in [0, proposed.number, proposed.number + 1, 99] {
      #expect(throws: PlatformFailure.self) {
        try platform.deploy(
          next, parties: purchase.people, terms: terms, replacing: ContractNumber(number))
      }
    }
    try platform.advance(to: at("2026-03-05"))
    #expect(purchase.phase == "Lapsed")
    #expect(throws: PlatformFailure.self) { try propose("buyer") }
  }

  /// Every deadline of the old one lapses, also the one that is due at that very moment.
  @Test func nothingOfTheOldOneFallsDue() throws {
    try purchase.act("buyer", "deposit")
    let deal = try platform.deploy(
      next, parties: purchase.people, terms: terms, replacing: purchase.deal)
    #expect(platform.phase(of: deal) == "Offered" && platform.machine.nextDue()?.instance == 2)
    try platform.advance(to: at("2026-03-04 09:00"))
    // Its first phase had the money, and ran out: the end gives it back.
    #expect(platform.phase(of: deal) == "Lapsed")
    #expect(try purchase.has("buyer") == 10_000)
  }

  /// A receipt has room for 255 facts: of those missing 64 are named.
  @Test func ofManyMissingSomeAreNamed() throws {
    let pool = try Template(
      """
      qi 1
      contract Pool {
        parties host
        holds stakes by party max 300
        start Open {
          anyone may join { pay ¥1 from actor to stakes[actor] }
          on 2026-12-31 { for each p in stakes { pay all from stakes[p] to p } } -> Over
        }
        end Over
      }
      """)
    let host = try purchase.number("seller")
    let old = try platform.deploy(pool, parties: ["host": host])
    var joined: [ActorNumber] = []
    for number in 1...260 {
      let wallet = try platform.openWallet(
        "户\(number)", .corporate, at: purchase.bank, funded: .yuan(1))
      #expect(try platform.act(wallet, old, "join").isDone)
      joined.append(wallet)
    }
    let template = platform.machine.templates.firstIndex { $0.name == "Pool" }
    let number = UInt64(try #require(template) + 1)
    let receipt = try platform.submit(
      .deploy(template: number, parties: [host], terms: [], replacing: old.number), by: host)
    #expect(receipt.reason == .notAuthorised)
    #expect(receipt.refusal?.facts.map(\.value) == joined.prefix(64).map(Value.party))
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }
}
