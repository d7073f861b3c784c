import QiCrypto
import Testing

@testable import YuanqiKit

/// The purchase of the repository, proposed by its buyer on 2026-03-01 09:00.
struct Proposal {
  let platform: Platform
  let bank: ActorNumber
  let people: [ActorNumber]
  let deal: ContractNumber

  var buyer: ActorNumber { people[0] }
  var seller: ActorNumber { people[1] }
  var arbiter: ActorNumber { people[2] }

  init() throws {
    platform = try Platform(begin: at("2026-03-01 09:00"))
    bank = try platform.openOperator("工行")
    people = [
      try platform.openWallet("小林", .personal(class: 1), at: bank, funded: .yuan(10_000)),
      try platform.openWallet("书店", .corporate, at: bank),
      try platform.openWallet("仲裁", .corporate, at: bank),
    ]
    deal = try Proposal.propose(platform, people, by: people[0])
  }

  static func propose(
    _ platform: Platform, _ people: [ActorNumber], by proposer: ActorNumber
  ) throws -> ContractNumber {
    try platform.propose(
      escrowTemplate(), parties: ["buyer": people[0], "seller": people[1], "arbiter": people[2]],
      terms: [
        "price": .money(.yuan(2_000)), "fee": .money(.yuan(100)), "shipBy": day("2026-03-10"),
      ],
      by: proposer)
  }

  /// Nothing was made or lost, and the chain can be replayed.
  func check() throws {
    #expect(try platform.audit().isBalanced)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }
}

@Suite struct ConsentTests {
  @Test func itBeginsWhenTheLastHasSigned() throws {
    let proposal = try Proposal()
    let (platform, deal) = (proposal.platform, proposal.deal)
    #expect(platform.signers(of: deal) == [proposal.buyer])
    #expect(platform.phase(of: deal) == "Proposed" && !platform.hasBegun(deal))
    #expect(platform.held(by: deal) == .zero && platform.pots(of: deal).map(\.held) == [.zero])
    try platform.advance(to: at("2026-03-05 10:00"))
    #expect(try platform.sign(deal, by: proposal.arbiter).isDone)
    #expect(platform.signers(of: deal) == [proposal.buyer, proposal.arbiter])
    #expect(platform.unsigned(in: deal) == [proposal.seller])
    #expect(!platform.hasBegun(deal))
    #expect(platform.machine.books.ledger.rowCount(of: .holds) == 0)
    let last = try platform.sign(deal, by: proposal.seller)
    #expect(last.isDone && last.postings == [] && last.entry.target == deal.number)
    #expect(platform.phase(of: deal) == "Offered" && platform.signers(of: deal) == proposal.people)
    #expect(platform.unsigned(in: deal) == [])
    let found = platform.machine.instance(deal.number)
    let instance = try #require(found)
    #expect(instance.begun == (try at("2026-03-05 10:00")) && instance.entered == instance.begun)
    // Three days after it began, not after it was proposed.
    try platform.advance(to: at("2026-03-08 09:59:59"))
    #expect(platform.phase(of: deal) == "Offered")
    try platform.advance(to: at("2026-03-08 10:00"))
    #expect(platform.phase(of: deal) == "Lapsed")
    try proposal.check()
  }

  /// A proposal whose parties never sign waits for ever: no deadline of its runs.
  @Test func timeDoesNothingToAProposal() throws {
    let proposal = try Proposal()
    try proposal.platform.advance(to: at("2030-01-01"))
    #expect(proposal.platform.phase(of: proposal.deal) == "Proposed")
    try proposal.check()
  }

  @Test func holdsAreNumberedByTheOrderOfBeginning() throws {
    let proposal = try Proposal()
    let platform = proposal.platform
    let second = try Proposal.propose(platform, proposal.people, by: proposal.seller)
    for deal in [second, proposal.deal] {
      for person in proposal.people { try platform.sign(deal, by: person) }
    }
    #expect(platform.pot(ofHold: 0)?.contract == second)
    #expect(platform.pot(ofHold: 1)?.contract == proposal.deal)
    for deal in [proposal.deal, second] {
      #expect(try platform.act(proposal.buyer, deal, "deposit").isDone)
      #expect(platform.held(by: deal) == .yuan(2_000))
    }
    try proposal.check()
  }

  /// A role is its holder's.
  @Test func anyWalletOfAPartysHolderSigns() throws {
    let proposal = try Proposal()
    let platform = proposal.platform
    let other = try platform.openWallet(
      "书店二", .corporate, at: proposal.bank, owner: proposal.seller)
    #expect(try platform.sign(proposal.deal, by: other).isDone)
    #expect(platform.signers(of: proposal.deal) == [proposal.buyer, proposal.seller])
    #expect(try platform.sign(proposal.deal, by: proposal.seller).reason == .duplicate)
    #expect(try platform.withdraw(proposal.deal, by: proposal.seller).isDone)
    let byOther = try Proposal.propose(platform, proposal.people, by: other)
    #expect(platform.signers(of: byOther) == [proposal.seller])
    try proposal.check()
  }

  /// Withdrawing takes back one's own signature; the proposal does not end with it.
  @Test func aProposalSurvivesAWithdrawal() throws {
    let proposal = try Proposal()
    let (platform, deal) = (proposal.platform, proposal.deal)
    try platform.sign(deal, by: proposal.seller)
    #expect(try platform.withdraw(deal, by: proposal.buyer).isDone)
    #expect(platform.signers(of: deal) == [proposal.seller])
    #expect(try platform.withdraw(deal, by: proposal.seller).isDone)
    #expect(platform.signers(of: deal) == [])
    for person in proposal.people { #expect(try platform.sign(deal, by: person).isDone) }
    #expect(platform.hasBegun(deal))
    try proposal.check()
  }

  /// Parties, terms, no variables, who signed: docs/chain-format.md §8.
  @Test func theRowOfAProposal() throws {
    let proposal = try Proposal()
    let platform = proposal.platform
    try platform.sign(proposal.deal, by: proposal.arbiter)
    var agreed = ByteWriter()
    agreed.write(UInt16(3))
    for person in proposal.people { agreed.write(person.number) }
    agreed.write(UInt16(3))
    for term in [yuan(2_000), yuan(100), try day("2026-03-10")] { agreed.write(term) }
    var values = ByteWriter()
    values.write(raw: agreed.bytes)
    values.write(UInt16(0))
    values.write(0b101 as UInt64)
    var row = ByteWriter()
    row.write(1 as UInt64)
    row.write(0 as UInt32)
    row.write(0 as UInt32)
    for _ in 0..<2 { row.write(try at("2026-03-01 09:00").seconds) }
    row.write(try SM3.digest(.instanceValues, values.bytes))
    var bytes: [UInt8] = []
    _ = platform.machine.appendPage(0, of: .instances, to: &bytes)
    #expect(bytes == row.bytes)
    // What a party signs, as §5 says.
    let digest = try SM3.digest(.instanceValues, agreed.bytes)
    let identity = try escrowTemplate().identity
    let request = Request.sign(instance: 1, template: identity, terms: digest)
    #expect(request.bytes == Array(identity.bytes) + Array(digest.bytes))
    #expect(try platform.submit(request, by: proposal.seller).isDone)
    #expect(platform.hasBegun(proposal.deal))
  }
}
