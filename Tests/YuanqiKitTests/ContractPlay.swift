import Testing

@testable import YuanqiKit

/// One contract between people of random wallets, who do whatever comes to mind. It knows of the
/// contract only its program's roles, terms and acts; everything follows from the seed.
struct ContractPlay {
  let platform: Platform
  let record = PlayRecord()
  var script: [String]
  let program: Program
  let template: Template
  let values: RandomValues
  /// In some lives little is done, and time sets off what it can.
  let isPatient: Bool
  var random: SplitMix
  var banks: [ActorNumber] = []
  var wallets: [ActorNumber] = []
  var oracles: [ActorNumber] = []
  var deal: ContractNumber?
  /// What was digested, to be shown later.
  var seals: [[Value]] = []

  init(_ template: Template, seed: UInt64, log: any BlockLog) throws {
    self.template = template
    program = template.program
    values = RandomValues(program)
    random = SplitMix(state: seed)
    isPatient = random.below(4) == 0
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
    for index in program.oracles.indices {
      oracles.append(try platform.openOracle("证\(index)"))
      script.append("oracle 证\(index)")
    }
    for index in 0..<program.parties.count + 2 + 3 * program.groups.count {
      let owner = index == program.parties.count ? random.pick(wallets) : nil
      let wallet = try openWallet(owner: owner)
      if random.below(5) > 0 { try issue(to: wallet) }
    }
  }

  mutating func openWallet(owner: ActorNumber?) throws -> ActorNumber {
    let types: [WalletType] =
      (1...4).map { .personal(class: $0) } + [.personal(class: 1), .corporate, .corporate]
    let (type, name) = (types[random.below(types.count)], "户\(wallets.count)")
    let wallet = try platform.openWallet(name, type, at: banks[random.below(2)], owner: owner)
    wallets.append(wallet)
    let ofWhom = owner.map { " owned by \(self.name($0))" } ?? ""
    script.append("wallet \(name): \(type.text) at \(self.name(bank(of: wallet)))\(ofWhom)")
    if let kind = random.pick(program.texts), random.below(2) == 0,
      try platform.attestKind(kind, of: wallet, by: bank(of: wallet)).isDone
    {
      script[script.count - 1] += " kind \"\(kind)\""
    }
    return wallet
  }

  // MARK: Playing

  /// Until the contract has ended and three steps more, but at most so many steps; then replays.
  mutating func play(steps: Int) throws {
    guard try begin() else { return try replay() }
    var left = steps
    while left > 0, record.fault == nil {
      try step()
      try check()
      left = hasEnded ? min(left, 4) - 1 : left - 1
    }
    // Time alone leads from wherever money is kept to an end.
    for _ in 0..<100 where random.below(4) > 0 {
      guard let due = platform.machine.nextDue()?.wake else { break }
      try advance(to: due)
    }
    try check()
    try replay()
  }

  func replay() throws {
    try platform.close()
    #expect(try platform.verify() == platform.head, "\(story)")
  }

  /// Nil where it is halted, or not every party has signed.
  var phase: Program.Phase? {
    let name = deal.flatMap { platform.phase(of: $0) }
    return program.phases.first { $0.name == name }
  }

  var hasBegun: Bool { deal.map { platform.hasBegun($0) } ?? false }

  var hasEnded: Bool { hasBegun && phase?.isEnd != false }

  /// Tries terms until the contract takes them; a term that was refused is drawn anew. Some are
  /// proposed by one of the parties only.
  mutating func begin() throws -> Bool {
    var parties = Array(wallets.prefix(program.parties.count))
    if random.below(4) == 0 { parties.swapAt(0, random.below(parties.count)) }
    let roles = Dictionary(uniqueKeysWithValues: zip(program.roleNames, parties + oracles))
    let proposer = random.below(3) == 0 ? random.pick(parties) : nil
    var terms = program.terms.map { value(of: $0.type) }
    fillGroups(of: &terms)
    for _ in 0..<200 {
      let given = Dictionary(uniqueKeysWithValues: zip(program.terms.map(\.name), terms))
      do throws(PlatformFailure) {
        if let proposer {
          deal = try platform.propose(template, parties: roles, terms: given, by: proposer)
        } else {
          deal = try platform.deploy(template, parties: roles, terms: given)
        }
        noteBeginning(parties + oracles, terms, by: proposer)
        return true
      } catch {
        guard case .refused(let refusal) = error, !terms.isEmpty else { throw error }
        var term = random.below(terms.count)
        if case .integer(let place)? = refusal[.argument] {
          term = max(0, Int(place) - 1 - program.roleCount)
        }
        // A bound may speak of the terms before it.
        if random.below(4) == 0 { term = random.below(term + 1) }
        terms[term] = value(of: program.terms[term].type, known: terms)
      }
    }
    return false
  }

  /// Mostly by some of the wallets that are no party's.
  private mutating func fillGroups(of terms: inout [Value]) {
    if program.groups.isEmpty { return }
    var free = wallets.dropFirst(program.parties.count + 1).shuffled(using: &random)
    for group in program.groups.indices where random.below(8) > 0 {
      let members = free.prefix(1 + random.below(3))
      free.removeFirst(members.count)
      terms[group] = .list(members.map(Value.party))
    }
  }

  // MARK: Checks

  /// What holds after every step, whatever it was.
  func check() throws {
    let balance = try platform.audit()
    #expect(record.fault == nil, "\(story)")
    #expect(balance.isBalanced && balance.supply.fen == record.supply, "\(story)")
    for (account, fen) in record.accounts where account.kind != .issuance {
      #expect(fen >= 0 && fen == platform.machine.books.ledger.balance(of: account).fen, "\(story)")
    }
    guard let deal, platform.held(by: deal) > .zero else { return }
    #expect(hasBegun, "money nobody has signed for: \(story)")
    #expect(!hasEnded, "an end with money left: \(story)")
    #expect(platform.machine.nextDue() != nil, "money that no deadline releases: \(story)")
  }

  // MARK: Words

  /// The steps so far as a scenario, to be read or played again.
  var story: String { "\n" + script.joined(separator: "\n") + "\n}\n" }

  mutating func note(_ step: String, _ receipt: TransactionReceipt) {
    script.append(receipt.reason.map { "reject \($0.code) { \(step) }" } ?? step)
  }

  private mutating func noteBeginning(
    _ roles: [ActorNumber], _ terms: [Value], by proposer: ActorNumber?
  ) {
    let people = zip(program.roleNames, roles).map { "\($0): \(name($1))" }
    let given = zip(program.terms, terms).map { "\($0.name): \(text(of: $1, $0.type))" }
    let verb = proposer == nil ? "deploy" : "propose"
    let by = proposer.map { "  // by \(name($0))" } ?? ""
    let members = (people + given).joined(separator: ", ")
    script.append("let deal = \(verb) \(program.name) { \(members) }\(by)")
  }

  func name(_ actor: ActorNumber) -> String { platform.name(of: actor) ?? "nobody" }

  /// As a scenario writes it, whatever its type should have been.
  func text(of value: Value, _ type: SlotType?) -> String {
    func texts(_ values: [Value], _ types: [SlotType]) -> String {
      let types = types.map(Optional.some) + repeatElement(nil, count: values.count)
      return zip(values, types).map { text(of: $0, $1) }.joined(separator: ", ")
    }
    switch (value, type) {
    case (.party(let actor), _): return name(actor)
    case (.list(let values), .list(let element, _)):
      return "[\(texts(values, values.map { _ in element }))]"
    case (.list(let values), _): return "[\(texts(values, []))]"
    case (.record(let values), .record(let record)):
      return "\(record.name)(\(texts(values, record.fields.map(\.type))))"
    default: return value.text
    }
  }

  func bank(of wallet: ActorNumber) -> ActorNumber {
    let own = platform.machine.books.ledger.actor(wallet)?.operatorNumber ?? .time
    return own == .time ? banks[0] : own
  }
}
