import Testing

@testable import YuanqiKit

/// People who propose, sign, withdraw, act, close wallets and let time pass as it comes; a model as
/// simple as can be says who has signed.
private struct Signers {
  let platform: Platform
  private var random: SplitMix
  private let bank: ActorNumber
  private let template: Template
  private var wallets: [ActorNumber] = []
  private var signed: [ContractNumber: Set<ActorNumber>] = [:]
  private var deals: [ContractNumber] = []
  private(set) var begun = 0
  private(set) var withdrawn = 0
  private(set) var closed = 0

  init(seed: UInt64) throws {
    random = SplitMix(state: seed)
    platform = try Platform(begin: at("2026-03-01 09:00"), seed: seed)
    bank = try platform.openOperator("工行")
    template = try escrowTemplate()
    for index in 0..<6 {
      wallets.append(
        try platform.openWallet(
          "户\(index)", .personal(class: UInt8(index % 3 + 1)), at: bank, funded: .yuan(5_000)))
    }
  }

  /// Who signs is a holder, by whichever wallet.
  private func holder(_ wallet: ActorNumber) -> ActorNumber {
    platform.machine.books.ledger.actor(wallet)?.holder ?? wallet
  }

  private func holders(_ wallets: [ActorNumber]) -> Set<ActorNumber> {
    Set(wallets.map { holder($0) })
  }

  /// The wallet its holder has now.
  private func open(_ wallet: ActorNumber) -> ActorNumber {
    wallets.first { holder($0) == holder(wallet) } ?? wallet
  }

  private mutating func wallet() -> ActorNumber { wallets[random.below(wallets.count)] }

  mutating func step() throws {
    switch random.below(24) {
    case 0:
      let seconds = Int64(random.below(2 * 86_400))
      try platform.advance(to: #require(platform.now.adding(seconds: seconds)))
    case 1, 2: try propose()
    case 3: try closeOne()
    case 4..<9: try act()
    case 9, 10: try withdraw()
    default: try sign()
    }
  }

  private mutating func propose() throws {
    let people = [wallet(), wallet(), wallet()]
    let shipBy = try #require(platform.now.day.adding(days: Int64(random.below(5)) - 1))
    do throws(PlatformFailure) {
      let deal = try platform.propose(
        template,
        parties: ["buyer": people[0], "seller": people[1], "arbiter": people[2]],
        terms: ["price": yuan(Int32(random.below(200))), "fee": yuan(0), "shipBy": .date(shipBy)],
        by: people[random.below(3)])
      deals.append(deal)
      signed[deal] = holders(platform.signers(of: deal))
      #expect(signed[deal]?.count == 1)
    } catch {
      guard case .refused = error else { throw error }
    }
  }

  /// One of the last proposals.
  private mutating func deal() -> ContractNumber? {
    deals.isEmpty ? nil : deals[max(0, deals.count - 1 - random.below(4))]
  }

  private mutating func sign() throws {
    guard let deal = deal() else { return }
    let parties = platform.parties(of: deal)
    let who = random.below(5) == 0 ? wallet() : open(parties[random.below(3)])
    let hadBegun = platform.hasBegun(deal)
    guard try platform.sign(deal, by: who).isDone else { return }
    let holder = holder(who)
    let isNew = signed[deal]?.insert(holder).inserted == true
    #expect(isNew && !hadBegun)
    if platform.hasBegun(deal) { begun += 1 }
    #expect(platform.hasBegun(deal) == (signed[deal]?.count == 3))
  }

  private mutating func withdraw() throws {
    guard let deal = deal() else { return }
    let who = random.below(2) == 0 ? wallet() : open(platform.parties(of: deal)[random.below(3)])
    guard try platform.withdraw(deal, by: who).isDone else { return }
    let holder = holder(who)
    let stood = signed[deal]?.remove(holder) != nil
    #expect(stood && !platform.hasBegun(deal))
    withdrawn += 1
  }

  private mutating func act() throws {
    guard let deal = deal() else { return }
    let acts = ["deposit", "ship", "confirm", "decline", "complain"]
    let hadBegun = platform.hasBegun(deal)
    let receipt = try platform.act(wallet(), deal, acts[random.below(acts.count)])
    if !hadBegun { #expect(receipt.reason == .notSigned) }
  }

  /// Empties a wallet and closes it; another one is opened for its holder, and claims.
  private mutating func closeOne() throws {
    guard random.below(4) == 0 else { return }
    let index = random.below(wallets.count)
    let old = wallets[index]
    try platform.redeem(platform.balance(of: old), from: old)
    #expect(try platform.closeWallet(old).isDone)
    closed += 1
    wallets[index] = try platform.openWallet(
      "再户\(closed)", .personal(class: 1), at: bank, owner: old, funded: .yuan(1_000))
    let waiting = platform.unclaimed(of: old)
    #expect(try platform.claim(waiting, into: wallets[index]).isDone)
  }

  func check(_ comment: Comment) throws {
    #expect(try platform.audit().isBalanced, comment)
    for deal in deals where !platform.hasBegun(deal) {
      let stands = holders(platform.signers(of: deal))
      #expect(stands == signed[deal] && stands.count < 3, comment)
      #expect(platform.phase(of: deal) == "Proposed" && platform.held(by: deal) == .zero, comment)
    }
  }
}

@Suite struct ConsentRandomTests {
  private func run(_ seed: UInt64, steps: Int) throws -> (head: ChainHead, root: Digest) {
    var signers = try Signers(seed: seed)
    for step in 0..<steps {
      try signers.step()
      if step % 20 == 0 { try signers.check("seed \(seed), step \(step)") }
    }
    try signers.check("seed \(seed), at the end")
    #expect(signers.begun > 3)
    #expect(signers.withdrawn > 3)
    #expect(signers.closed > 0)
    try signers.platform.close()
    let head = try #require(signers.platform.head)
    #expect(try signers.platform.verify() == head, "seed \(seed)")
    return (head, try #require(signers.platform.stateRoot?.root))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func aSeedLeadsToOneState(seed: UInt64) throws {
    let (first, second) = (try run(seed, steps: 600), try run(seed, steps: 600))
    #expect(first == second, "seed \(seed)")
  }

  @Test(.enabled(if: isLong), arguments: 100..<200 as Range<UInt64>)
  func manySeeds(seed: UInt64) throws { _ = try run(seed, steps: 3_000) }
}
