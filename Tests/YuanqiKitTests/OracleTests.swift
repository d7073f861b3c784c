import QiLedger
import Testing

@testable import YuanqiKit

/// Oracles, windows, and kinds of merchants.
@Suite struct OracleTests {
  @Test func anOracleStatesAFact() throws {
    let fitting = try Fitting("court states stopped { pay all from escrow to owner } -> Over")
    #expect(
      try fitting.outcomes(["bureau stopped", "owner stopped", "court allow", "court stopped"])
        == ["not-authorised", "not-authorised", "not-authorised", "done"])
    #expect(fitting.platform.balance(of: try #require(fitting.actors["owner"])) == .yuan(2000))
    try fitting.check()
  }

  @Test func severalOraclesStateOne() throws {
    let fitting = try Fitting("2 of (court, bureau) state value(n: integer) { note \"{n}\" }")
    #expect(
      try fitting.outcomes(["court value 1", "bureau value 2", "court value 2"])
        == ["1/2", "1/2", "done"])
    try fitting.check()
  }

  /// Neither the bank nor the centre has a holder, nor has an oracle: that makes them no one.
  @Test func nobodySpeaksForAnOracle() throws {
    let fitting = try Fitting("court states stopped -> Over")
    for actor in [ActorNumber.centre, fitting.bank] {
      let receipt = try fitting.platform.act(actor, fitting.deal, "stopped")
      #expect(receipt.reason == .notAuthorised)
    }
  }

  @Test func anOracleOwnsNothing() throws {
    let fitting = try Fitting("court states stopped -> Over")
    let platform = fitting.platform
    let (owner, court) = (try #require(fitting.actors["owner"]), fitting.actors["court"] ?? .time)
    #expect(try platform.pay(.yuan(1), from: owner, to: court).reason == .badArgument)
    #expect(try !platform.pay(.yuan(1), from: court, to: owner).isDone)
    #expect(try !platform.issue(.yuan(1), by: fitting.bank, to: court).isDone)
    #expect(try !platform.claim(.yuan(1), into: court).isDone)
    #expect(platform.parties(of: fitting.deal).count == 3)
    #expect(platform.roles(of: fitting.deal).suffix(2) == [court, fitting.actors["bureau"]])
    try fitting.check()
  }

  @Test func onlyTheCentreRegistersThem() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let court = try platform.openOracle("法院")
    #expect(platform.name(of: court) == "法院")
    #expect(platform.machine.books.ledger.actor(court)?.kind.rawValue == 5)
    #expect(try platform.submit(.openOracle(name: "住建局"), by: bank).reason == .notAuthorised)
    let again = try platform.submit(.openOracle(name: "法院"), by: .centre)
    #expect(again.reason == .duplicate && again.entry.kind.rawValue == 16)
    let bad = try platform.submit(.openOracle(name: "a b"), by: .centre)
    #expect(bad.reason == .badArgument)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// The place in the request of the first role that does not fit: parties from 1, then oracles.
  @Test(
    arguments: [
      (["owner", "builder", "surveyor", "court", "court"], 5),
      (["owner", "builder", "surveyor", "owner", "court"], 4),
      (["owner", "court", "surveyor", "court", "bureau"], 2),
      (["owner", "builder", "second", "court", "bureau"], 3),
      (["owner", "builder", "surveyor", "court", "工行"], 5),
      (["owner", "builder", "surveyor"], nil),
    ] as [([String], Int64?)])
  func rolesAreOfTheirKind(names: [String], place: Int64?) throws {
    let fitting = try Fitting("court states stopped -> Over")
    let roles = names.map { fitting.actors[$0] ?? fitting.bank }
    let receipt = try fitting.platform.submit(
      .deploy(template: 1, parties: roles, terms: [yuan(1)]), by: roles[0])
    #expect(receipt.reason == .badArgument)
    #expect(receipt.refusal?[.argument] == place.map(Value.integer))
  }

  /// Terms are counted behind parties and oracles.
  @Test func termsComeBehindOracles() throws {
    let fitting = try Fitting("court states stopped -> Over")
    let receipt = try fitting.platform.submit(
      .deploy(
        template: 1, parties: fitting.platform.roles(of: fitting.deal), terms: [yuan(0)]),
      by: try #require(fitting.actors["owner"]))
    #expect(receipt.refusal?[.argument] == .integer(6))
  }

  /// Nobody signs a contract of oracles alone.
  @Test func withoutAPartyNobodySigns() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    let court = try platform.openOracle("法院")
    let text = "qi 1\ncontract A { oracle o\nstart S { o states x -> E }\nend E }"
    let tree = try Template(text).tree
    #expect(try platform.submit(.publishTemplate(tree: tree), by: court).isDone)
    let request = Request.deploy(template: 1, parties: [court], terms: [])
    #expect(try platform.submit(request, by: court).reason == .notAuthorised)
  }

  // MARK: Windows

  @Test func aWindowIsHalfOpen() throws {
    let fitting = try Fitting(
      "owner may look(n: integer where n > 0) from 2026-03-02 before begun + 2 days "
        + "{ note \"{n}\" }"
    )
    var found: [String] = []
    for moment in [
      "2026-03-01 23:59:59", "2026-03-02 00:00", "2026-03-03 08:59:59", "2026-03-03 09:00",
    ] {
      try fitting.platform.advance(to: at(moment))
      found += try fitting.outcomes(["owner look 1", "owner look 0"])
    }
    #expect(
      found == [
        "too-early", "too-early", "done", "bad-argument", "done", "bad-argument", "too-late",
        "too-late",
      ])
    // Who may comes before when; when before how many arguments.
    #expect(try fitting.outcomes(["builder look 1"]) == ["not-authorised"])
    #expect(try fitting.outcomes(["owner look"]) == ["too-late"])
    let refusal = try fitting.act("owner", "look", .integer(1)).refusal
    #expect(refusal?[.deadline] == .time(try at("2026-03-03 09:00")))
    try fitting.check()
  }

  @Test func eitherHalfStandsAlone() throws {
    let fitting = try Fitting("owner may early before 2026-03-02, owner may late from 2026-03-02")
    #expect(try fitting.outcomes(["owner early", "owner late"]) == ["done", "too-early"])
    try fitting.platform.advance(to: at("2026-03-02"))
    #expect(try fitting.outcomes(["owner early", "owner late"]) == ["too-late", "done"])
  }

  // MARK: Kinds

  @Test func anOperatorAttestsKinds() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    let (bank, other) = (try platform.openOperator("工行"), try platform.openOperator("建行"))
    let shop = try platform.openWallet("书城", .corporate, at: bank)
    let stall = try platform.openWallet("小摊", .personal(class: 4), at: bank)
    #expect(platform.kind(of: shop) == nil)
    #expect(try platform.attestKind("图书", of: shop, by: bank).isDone)
    #expect(try platform.attestKind("餐饮", of: stall, by: bank).isDone)
    let receipt = try platform.attestKind("餐饮", of: shop, by: bank)
    #expect(receipt.entry.kind.rawValue == 17 && receipt.entry.target == shop.number)
    #expect(platform.kind(of: shop) == "餐饮" && platform.kind(of: stall) == "餐饮")
    let before = platform.stateBytes(but: bank)
    #expect(try platform.attestKind("a b", of: shop, by: bank).reason == .badArgument)
    #expect(try platform.attestKind("", of: shop, by: bank).reason == .badArgument)
    #expect(try platform.attestKind("药品", of: other, by: bank).reason == .badArgument)
    #expect(platform.stateBytes(but: bank) == before)
    #expect(try platform.attestKind("药品", of: shop, by: other).reason == .notAuthorised)
    #expect(try platform.attestKind("药品", of: shop, by: stall).reason == .notAuthorised)
    // Refused ones took no number.
    #expect(try platform.attestKind("文具", of: stall, by: bank).isDone)
    let numbers = [shop, stall].map { platform.machine.books.ledger.actor($0)?.attestedKind }
    #expect(numbers == [2, 3])
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }
}
