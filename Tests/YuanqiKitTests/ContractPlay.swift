import Testing

@testable import YuanqiKit

/// One contract between people of random wallets, who do whatever comes to mind. It knows of the
/// contract only its program's parties, terms and acts; everything follows from the seed.
struct ContractPlay {
  let platform: Platform
  let record = PlayRecord()
  private var script: [String]
  private let program: Program
  private let template: Template
  private let values: RandomValues
  private var random: SplitMix
  private var banks: [ActorNumber] = []
  private var wallets: [ActorNumber] = []
  private var deal: ContractNumber?

  init(_ template: Template, seed: UInt64, log: any BlockLog) throws {
    self.template = template
    program = template.program
    values = RandomValues(program)
    random = SplitMix(state: seed)
    let begins = ["2026-03-01 09:00", "2026-12-30 23:00", "2027-11-30 00:00"]
    let begin = begins[random.below(begins.count)]
    platform = try Platform(begin: at(begin), log: log)
    platform.observer = { [record] in record.see($0) }
    script = [
      "scenario \"\(program.name), seed \(seed)\" {", "use \(program.name) from \"contract.qi\"",
      "begin \(begin)",
    ]
    try openWallets()
  }

  /// A wallet for each party, and of two more a party's second wallet and a stranger's.
  private mutating func openWallets() throws {
    for name in ["工行", "建行"] {
      banks.append(try platform.openOperator(name))
      script.append("operator \(name)")
    }
    let types: [WalletType] =
      (1...4).map { .personal(class: $0) } + [.personal(class: 1), .corporate, .corporate]
    for index in 0..<program.parties.count + 2 {
      let owner = index == program.parties.count ? random.pick(wallets) : nil
      let type = types[random.below(types.count)]
      let wallet = try platform.openWallet(
        "户\(index)", type, at: banks[random.below(2)], owner: owner)
      wallets.append(wallet)
      let ofWhom = owner.map { " owned by \(name($0))" } ?? ""
      script.append("wallet 户\(index): \(type.text) at \(bankName(of: wallet))\(ofWhom)")
      if random.below(5) > 0 { try issue(to: wallet) }
    }
  }

  // MARK: Playing

  /// Until the contract has ended and three steps more, but at most so many steps; then replays.
  mutating func play(steps: Int) throws {
    guard try deploy() else { return try replay() }
    var left = steps
    while left > 0, record.fault == nil {
      try step()
      try check()
      left = hasEnded ? min(left, 4) - 1 : left - 1
    }
    // Time alone leads from wherever money is kept to an end.
    for _ in 0..<100 where random.below(4) > 0 {
      guard let due = platform.machine.nextDue()?.due else { break }
      try advance(to: due)
    }
    try check()
    try replay()
  }

  private func replay() throws {
    try platform.close()
    #expect(try platform.verify() == platform.head, "\(story)")
  }

  private var phase: Program.Phase? {
    let name = deal.flatMap { platform.phase(of: $0) }
    return program.phases.first { $0.name == name }
  }

  private var hasEnded: Bool { phase?.isEnd != false }

  /// Tries terms until the contract takes them; a term that was refused is drawn anew.
  private mutating func deploy() throws -> Bool {
    var parties = Array(wallets.prefix(program.parties.count))
    if random.below(4) == 0 { parties.swapAt(0, random.below(parties.count)) }
    let named = Dictionary(uniqueKeysWithValues: zip(program.parties, parties))
    var terms = program.terms.map { value(of: $0.type) }
    for _ in 0..<100 {
      let given = Dictionary(uniqueKeysWithValues: zip(program.terms.map(\.name), terms))
      do throws(PlatformFailure) {
        deal = try platform.deploy(template, parties: named, terms: given)
        let people = zip(program.parties, parties).map { "\($0): \(name($1))" }
        let terms = zip(program.terms, terms).map { "\($0.name): \($1.text)" }
        script.append(
          "let deal = deploy \(program.name) { \((people + terms).joined(separator: ", ")) }")
        return true
      } catch {
        guard case .refused(let refusal) = error, !terms.isEmpty else { throw error }
        var term = random.below(terms.count)
        if case .integer(let place)? = refusal[.argument] {
          term = max(0, Int(place) - 1 - parties.count)
        }
        // A bound may speak of the terms before it.
        if random.below(4) == 0 { term = random.below(term + 1) }
        terms[term] = value(of: program.terms[term].type, known: terms)
      }
    }
    return false
  }

  /// One transaction, or some time.
  private mutating func step() throws {
    switch random.below(24) {
    case 0: try issue(to: wallet())
    case 1: try pay()
    case 2: try claim()
    case 3: try redeem()
    case 4: try advance(seconds: Int64(random.below(4 * 86_400)))
    case 5, 6: try advanceToDeadline()
    case 7: try act(of: program.phases.flatMap(\.clauses))
    default: try act(of: phase?.clauses ?? [])
    }
  }

  /// Mostly by whom it concerns, who mostly gets what is wanting and tries again.
  private mutating func act(of clauses: [Program.Clause]) throws {
    guard let deal, let act = random.pick(clauses.compactMap(\.act)) else { return }
    let party = platform.parties(of: deal)[act.party]
    let actor = random.below(12) > 0 ? party : wallet()
    var arguments = act.parameters.map { value(of: $0.type) }
    if random.below(60) == 0 { arguments.append(.integer(1)) }
    for _ in 0..<4 {
      let named = zip(act.parameters, arguments).map { "\($0.name): \($1.text)" }
      let listed = named + arguments.dropFirst(named.count).map(\.text)
      let given = listed.isEmpty ? "" : "(\(listed.joined(separator: ", ")))"
      let receipt = try platform.act(actor, deal, act.name, arguments: arguments)
      note("\(name(actor)): deal.\(act.name)\(given)", receipt)
      guard let refusal = receipt.refusal, random.below(4) > 0 else { return }
      if case .integer(let place)? = refusal[.argument], place <= act.parameters.count {
        arguments[Int(place) - 1] = value(of: act.parameters[Int(place) - 1].type)
      } else if case .money(let needed)? = refusal[.needed], refusal.reason == .insufficientFunds {
        try issue(needed, to: party)
      } else {
        return
      }
    }
  }

  /// To the second before, at, or after a deadline.
  private mutating func advanceToDeadline() throws {
    guard let due = platform.machine.nextDue()?.due,
      let moment = due.adding(seconds: Int64(random.below(3) - 1))
    else { return }
    try advance(to: max(moment, platform.now))
  }

  private mutating func advance(seconds: Int64) throws {
    if let moment = platform.now.adding(seconds: seconds) { try advance(to: moment) }
  }

  private mutating func advance(to moment: Instant) throws {
    try platform.advance(to: moment)
    script.append("at \(moment)")
  }

  // MARK: Money outside the contract

  /// Mostly by its own operator, as others may not.
  private mutating func issue(_ amount: Money? = nil, to wallet: ActorNumber) throws {
    let most = [1_000, 100_000, 1_000_000, 20_000_000][random.below(4)]
    let amount = amount ?? Money(fen: Int64(random.below(most)))
    let own = platform.machine.books.ledger.actor(wallet)?.operatorNumber ?? banks[0]
    let bank = random.below(12) > 0 ? own : banks[random.below(2)]
    let receipt = try platform.issue(amount, by: bank, to: wallet)
    note("\(name(bank)): issue \(amount.text) to \(name(wallet))", receipt)
  }

  private mutating func pay() throws {
    let (payer, payee, amount) = (wallet(), wallet(), amount())
    let receipt = try platform.pay(amount, from: payer, to: payee)
    note("\(name(payer)): pay \(amount.text) to \(name(payee))", receipt)
  }

  private mutating func claim() throws {
    let wallet = wallet()
    let amount = random.below(3) > 0 ? platform.unclaimed(of: wallet) : amount()
    note("\(name(wallet)): claim \(amount.text)", try platform.claim(amount, into: wallet))
  }

  private mutating func redeem() throws {
    let (wallet, amount) = (wallet(), amount())
    note("\(name(wallet)): redeem \(amount.text)", try platform.redeem(amount, from: wallet))
  }

  // MARK: Chance

  private mutating func wallet() -> ActorNumber { wallets[random.below(wallets.count)] }

  private mutating func amount() -> Money { Money(fen: Int64(random.below(400_000))) }

  /// Near the deal's terms, what its pots hold, and `known`.
  private mutating func value(of type: ValueType, known: [Value] = []) -> Value {
    var known = known
    if let deal, let instance = platform.machine.instance(deal.number) {
      known += instance.values(of: program.terms, from: program.firstTerm)
      known += platform.pots(of: deal).map { .money($0.held) }
    }
    return values.value(of: type, known: known, now: platform.now, from: &random)
  }

  // MARK: Checks

  /// What holds after every step, whatever it was.
  private func check() throws {
    let balance = try platform.audit()
    #expect(record.fault == nil, "\(story)")
    #expect(balance.isBalanced && balance.supply.fen == record.supply, "\(story)")
    for (account, fen) in record.accounts where account.kind != .issuance {
      #expect(fen >= 0 && fen == platform.machine.books.ledger.balance(of: account).fen, "\(story)")
    }
    guard let deal, platform.held(by: deal) > .zero else { return }
    #expect(!hasEnded, "an end with money left: \(story)")
    #expect(platform.machine.nextDue() != nil, "money that no deadline releases: \(story)")
  }

  // MARK: Words

  /// The steps so far as a scenario, to be read or played again.
  var story: String { "\n" + script.joined(separator: "\n") + "\n}\n" }

  private mutating func note(_ step: String, _ receipt: TransactionReceipt) {
    script.append(receipt.reason.map { "reject \($0.code) { \(step) }" } ?? step)
  }

  private func name(_ actor: ActorNumber) -> String { platform.name(of: actor) ?? "?" }

  private func bankName(of wallet: ActorNumber) -> String {
    platform.machine.books.ledger.actor(wallet).map { name($0.operatorNumber) } ?? "?"
  }
}
