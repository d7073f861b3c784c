import QiLedger
import Testing

@testable import YuanqiKit

/// Several escrows between people of every kind of wallet, who do whatever comes to mind.
/// Everything follows from the seed.
struct Town {
  let platform: Platform
  private var random: SplitMix
  private var banks: [ActorNumber] = []
  private(set) var wallets: [ActorNumber] = []
  private(set) var deals: [ContractNumber] = []
  private let template: Template
  private(set) var done = 0
  /// Fen that banks have issued, less what was redeemed.
  private(set) var supply: Int64 = 0

  private static let acts = [
    "deposit", "ship", "decline", "confirm", "extend", "complain", "concede", "answer", "uphold",
    "dismiss", "award",
  ]

  init(seed: UInt64, log: any BlockLog = MemoryLog()) throws {
    random = SplitMix(state: seed)
    platform = try Platform(begin: at("2026-03-01 09:00"), seed: seed, log: log)
    template = try escrowTemplate()
    for name in ["工行", "建行"] { banks.append(try platform.openOperator(name)) }
    let types: [WalletType] =
      (1...4).map { .personal(class: $0) } + [.corporate, .personal(class: 4)]
    for index in 0..<18 {
      let owner = index % 6 == 5 ? wallets[index - 3] : nil
      wallets.append(
        try platform.openWallet(
          "户\(index)", types[index % 6], at: banks[index % 2], owner: owner))
    }
    for wallet in wallets where random.below(6) > 0 { try issue(to: wallet) }
  }

  private mutating func issue(to wallet: ActorNumber) throws {
    let amount = Money(fen: Int64(random.below(900_000)))
    // Mostly its own bank: the wallets were opened by one and the other in turn.
    let bank = banks[random.below(8) == 0 ? random.below(2) : Int(wallet.number) & 1]
    let receipt = try platform.issue(amount, by: bank, to: wallet)
    if receipt.isDone { supply += amount.fen }
  }

  /// One transaction, or some time.
  mutating func step() throws {
    switch random.below(20) {
    case 0: try advance(days: random.below(2) == 0 ? 30 : 3)
    case 1: try advance(days: 1)
    case 2: try issue(to: wallet())
    case 3: try issue(to: wallet())
    case 4:
      let amount = Money(fen: Int64(random.below(100_000)))
      let receipt = try platform.redeem(amount, from: wallet())
      if receipt.isDone { supply -= amount.fen }
      note(receipt)
    case 5, 6: note(try platform.pay(amount(), from: wallet(), to: wallet()))
    case 7:
      let wallet = wallet()
      let most = random.below(2) == 0 ? amount() : platform.unclaimed(of: wallet)
      note(try platform.claim(most, into: wallet))
    case 8, 9: try deploy()
    default: for _ in 0..<3 { try act() }
    }
  }

  private mutating func note(_ receipt: TransactionReceipt) { if receipt.isDone { done += 1 } }
  private mutating func wallet() -> ActorNumber { wallets[random.below(wallets.count)] }
  private mutating func amount() -> Money { Money(fen: Int64(random.below(400_000)) - 2_000) }

  private mutating func advance(days: Int) throws {
    let seconds = Int64(random.below(days * 86_400))
    try platform.advance(to: #require(platform.now.adding(seconds: seconds)))
  }

  private mutating func deploy() throws {
    let parties = ["buyer": wallet(), "seller": wallet(), "arbiter": wallet()]
    let terms: [String: Value] = [
      "price": .money(Money(fen: Int64(random.below(200_000)))),
      "fee": .money(Money(fen: Int64(random.below(40_000)))), "shipBy": .date(try shipBy()),
    ]
    do throws(PlatformFailure) {
      deals.append(try platform.deploy(template, parties: parties, terms: terms))
      done += 1
    } catch {
      guard case .refused = error else { throw error }
    }
  }

  private mutating func shipBy() throws -> Day {
    try #require(platform.now.day.adding(days: Int64(random.below(20)) - 1))
  }

  /// Mostly what the phase allows, by whoever may; sometimes anything by anybody.
  private mutating func act() throws {
    guard !deals.isEmpty else { return }
    let deal = deals[max(0, deals.count - 1 - random.below(4))]
    let parties = platform.parties(of: deal)
    let phase = template.program.phases.first { $0.name == platform.phase(of: deal) }
    let open = phase?.clauses.compactMap(\.act) ?? []
    var (actor, name) = (wallet(), Town.acts[random.below(Town.acts.count)])
    if !open.isEmpty, random.below(8) > 0 {
      let act = open[random.below(open.count)]
      (actor, name) = (parties[act.actors.roles[0]], act.name)
    }
    let refund = Money(fen: Int64(random.below(120_000)) - 1_000)
    let arguments: [Value] = name == "award" ? [.money(refund)] : []
    note(try platform.act(actor, deal, name, arguments: arguments))
  }

  /// What holds after every step, whatever it was.
  func check(_ comment: Comment) throws {
    let balance = try platform.audit()
    #expect(balance.isBalanced && balance.supply.fen == supply, comment)
    for wallet in wallets { #expect(platform.balance(of: wallet) >= .zero, comment) }
    for deal in deals {
      let name = platform.phase(of: deal)
      let phase = template.program.phases.first { $0.name == name }
      #expect(phase != nil, "the contract is never halted; \(comment)")
      if phase?.isEnd != false { #expect(platform.held(by: deal) == .zero, comment) }
    }
  }
}

/// What a run leaves.
struct TownRun: Equatable {
  let stateRoot: String
  let head: ChainHead
  /// The clauses that ran, deadlines included.
  let clauses: Set<ClauseNumber>

  init(seed: UInt64, steps: Int, checkEvery interval: Int = 25) throws {
    var town = try Town(seed: seed)
    var ran: Set<ClauseNumber> = []
    town.platform.observer = { if let run = $0.run { ran.insert(run.clause) } }
    for step in 0..<steps {
      try town.step()
      if step % interval == 0 { try town.check("seed \(seed), step \(step)") }
    }
    try town.check("seed \(seed), at the end")
    try town.platform.close()
    #expect(town.done > steps / 5, "seed \(seed): so little was done that little was tested")
    clauses = ran
    head = try #require(town.platform.head)
    stateRoot = try #require(town.platform.stateRoot?.root.description)
    #expect(town.platform.stateRoot?.height == head.height)
    #expect(try town.platform.verify() == head, "seed \(seed)")
  }
}
