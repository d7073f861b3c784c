import QiLedger
import Testing

@testable import YuanqiKit

/// Of several reasons that hold, the lowest number is given, and nothing changes.
@Suite struct ConsentReasonTests {
  private func expect(
    _ rows: [(Request, ActorNumber, Refusal)], _ platform: Platform
  ) throws {
    for (request, actor, refusal) in rows {
      let before = platform.stateBytes(but: actor)
      let receipt = try platform.submit(request, by: actor)
      #expect(receipt.refusal?.bare == refusal, "\(request) by \(actor)")
      if let target = request.target { #expect(receipt.entry.target == target, "\(request)") }
      #expect(platform.stateBytes(but: actor) == before, "\(request) by \(actor)")
    }
  }

  @Test func signaturesAreRefusedInOrder() throws {
    let proposal = try Proposal()
    let (platform, deal) = (proposal.platform, proposal.deal)
    let (buyer, seller) = (proposal.buyer, proposal.seller)
    let stranger = try platform.openWallet("路人", .corporate, at: proposal.bank)
    let signature = platform.signature(of: deal)
    let agreed = platform.machine.agreement(deal.number)
    let (template, terms) = try #require(agreed)
    let other = try platform.propose(
      escrowTemplate(), parties: ["buyer": buyer, "seller": seller, "arbiter": proposal.arbiter],
      terms: ["price": yuan(2_001), "fee": yuan(100), "shipBy": day("2026-03-10")], by: buyer)
    let agreedElsewhere = platform.machine.agreement(other.number)
    let others = try #require(agreedElsewhere).terms
    func signing(_ template: Digest, _ terms: Digest) -> Request {
      .sign(instance: 1, template: template, terms: terms)
    }
    let notSigned = Refusal(.notSigned, (.holder, .party(seller)))
    try expect(
      [
        (.sign(instance: 9, template: template, terms: terms), seller, Refusal(.badArgument)),
        (.sign(instance: 0, template: template, terms: terms), seller, Refusal(.badArgument)),
        (.withdraw(instance: .max), seller, Refusal(.badArgument)),
        (signature, stranger, Refusal(.notAuthorised)),
        (signing(.zero, .zero), proposal.bank, Refusal(.notAuthorised)),
        (signing(template, others), seller, Refusal(.badArgument)),
        (signing(terms, template), seller, Refusal(.badArgument)),
        (signing(.zero, terms), seller, Refusal(.badArgument)),
        (signing(.zero, .zero), buyer, Refusal(.badArgument)),
        (signature, buyer, Refusal(.duplicate)),
        (.withdraw(instance: 1), stranger, Refusal(.notAuthorised)),
        (.withdraw(instance: 1), seller, notSigned),
      ], platform)
    for person in proposal.people { try platform.sign(deal, by: person) }
    let begun = Refusal(.wrongPhase, (.phase, .integer(1)))
    try expect(
      [
        (signature, buyer, begun), (signature, stranger, begun),
        (signing(.zero, .zero), buyer, begun),
        (.withdraw(instance: 1), buyer, begun), (.withdraw(instance: 1), stranger, begun),
      ], platform)
    try proposal.check()
  }

  @Test func actsOnWhatIsOnlyProposed() throws {
    let proposal = try Proposal()
    let platform = proposal.platform
    let missing = Refusal(
      .notSigned, (.holder, .party(proposal.seller)), (.holder, .party(proposal.arbiter)))
    func act(_ action: String) -> Request { .act(instance: 1, action: action, arguments: []) }
    try expect(
      [
        (act("fly"), proposal.buyer, Refusal(.unknownAction)),
        (act("deposit"), proposal.buyer, missing),
        // Neither the phase nor whose act it is comes before the signatures.
        (act("ship"), proposal.bank, missing), (act("award"), proposal.arbiter, missing),
      ], platform)
    #expect(throws: Never.self) { try proposal.check() }
  }

  @Test func proposalsAreRefusedInOrder() throws {
    let proposal = try Proposal()
    let platform = proposal.platform
    let (people, bank) = (proposal.people, proposal.bank)
    let stranger = try platform.openWallet("路人", .corporate, at: bank)
    let terms = [yuan(2_000), yuan(100), try day("2026-03-10")]
    func propose(
      _ template: UInt64, _ parties: [ActorNumber], _ terms: [Value]
    ) -> Request { .propose(template: template, parties: parties, terms: terms) }
    func bad(_ argument: Int64) -> Refusal {
      Refusal(.badArgument, (.argument, .integer(argument)))
    }
    let twice = [people[0], people[1], people[1]]
    try expect(
      [
        (propose(9, people, []), stranger, Refusal(.notAuthorised)),
        (propose(1, [], terms), people[0], Refusal(.notAuthorised)),
        (propose(1, [people[0], people[1], bank], terms), bank, Refusal(.notAuthorised)),
        (propose(9, people, terms), people[2], Refusal(.badArgument)),
        (propose(1, twice, terms), people[1], bad(3)),
        (propose(1, [people[0], people[1], bank], terms), people[1], bad(3)),
        (propose(1, people, [terms[0], terms[1]]), people[1], Refusal(.badArgument)),
        (propose(1, people, [yuan(0), yuan(0), terms[2]]), people[1], bad(4)),
        (propose(1, people, [yuan(2), yuan(2), terms[2]]), people[1], bad(5)),
        (propose(1, people, [yuan(2), yuan(1), yuan(1)]), people[1], bad(6)),
      ], platform)
    // A date that is past already is for the last signature to refuse.
    let late = propose(1, people, [terms[0], terms[1], try day("2026-02-28")])
    #expect(try platform.submit(late, by: people[1]).isDone)
    try proposal.check()
  }

  @Test func aClosedWalletIsRefusedWhateverItAsksFor() throws {
    let proposal = try Proposal()
    let (platform, deal) = (proposal.platform, proposal.deal)
    let seller = proposal.seller
    let signature = platform.signature(of: deal)
    #expect(try platform.closeWallet(seller).isDone)
    let terms = [yuan(2_000), yuan(100), try day("2026-03-10")]
    let people = [seller, proposal.buyer, proposal.arbiter]
    let requests: [Request] = [
      .transfer(.zero, to: proposal.buyer), .redeem(.zero), .claim(.zero), .closeWallet,
      .publishTemplate(tree: []), .deploy(template: 1, parties: people, terms: terms),
      .propose(template: 9, parties: people, terms: []), signature, .withdraw(instance: 1),
      .act(instance: 9, action: "ship", arguments: []),
      .sign(instance: 9, template: .zero, terms: .zero),
    ]
    try expect(requests.map { ($0, seller, Refusal.closed) }, platform)
    let ship = Request.act(instance: 1, action: "ship", arguments: [])
    let missing = Refusal(
      .notSigned, (.holder, .party(seller)), (.holder, .party(proposal.arbiter)))
    try expect([(ship, seller, missing)], platform)
    // As a party to something new it is refused, in something proposed before it stays one.
    let other = Request.deploy(
      template: 1, parties: [proposal.buyer, seller, proposal.arbiter], terms: terms)
    try expect(
      [(other, proposal.buyer, Refusal(.badArgument, (.argument, .integer(2))))], platform)
    let next = try platform.openWallet("书店二", .corporate, at: proposal.bank, owner: seller)
    #expect(try platform.sign(deal, by: next).isDone)
    #expect(try platform.sign(deal, by: proposal.arbiter).isDone)
    try expect([(ship, seller, Refusal(.wrongPhase, (.phase, .integer(1))))], platform)
    #expect(try platform.act(proposal.buyer, deal, "deposit").isDone)
    var closed = Refusal.closed
    closed.clause = ClauseNumber(phase: 2, clause: 1)
    try expect([(ship, seller, closed)], platform)
    #expect(try platform.act(next, deal, "ship").isDone)
    #expect(try platform.act(proposal.buyer, deal, "confirm").isDone)
    #expect(platform.unclaimed(of: seller) == .yuan(2_000))
    #expect(try platform.claim(.yuan(2_000), into: next).isDone)
    try proposal.check()
  }
}
