import QiDiagnostics
package import QiLanguage
import QiValues
package import YuanqiKit

/// Turns receipts into report lines, and remembers the last movements of every wallet.
struct Journalist {
  private let platform: Platform
  private let contractName: (ContractNumber) -> String
  private(set) var lines: [ReportLine] = []
  /// What bounds were tested with, until it is said that the contract is signed.
  private var deploying: [ReportLine] = []
  private var movements: [ActorNumber: [Movement]] = [:]
  private var moved: [ContractNumber: [Movement]] = [:]
  /// What wallets had after the last movement reported. The platform may be further already.
  private var balances: [ActorNumber: Money] = [:]

  init(_ platform: Platform, contractName: @escaping (ContractNumber) -> String) {
    self.platform = platform
    self.contractName = contractName
  }

  func lastMovements(of wallet: ActorNumber) -> [Movement] { movements[wallet] ?? [] }

  /// Each with what the contract's pots had together once its transaction was done.
  func lastMovements(of contract: ContractNumber) -> [Movement] { moved[contract] ?? [] }

  mutating func takeLines() -> [ReportLine] {
    defer { lines = [] }
    return lines
  }

  /// `expected` is the reason the scenario rejects it for, where it does.
  mutating func report(_ receipt: TransactionReceipt, _ doing: Doing, expected: Reason?) {
    reportOutcome(receipt, doing, expected: expected)
    if let replaced = receipt.replacement { reportEnd(of: replaced, receipt.time) }
    let traced = receipt.observed.map { ReportLine(receipt.time, $0, platform) }
    // That a contract was deployed is said later.
    if case .deploying = doing, receipt.isDone {
      deploying = traced
    } else {
      for line in traced { add(line) }
    }
  }

  private mutating func reportOutcome(
    _ receipt: TransactionReceipt, _ doing: Doing, expected: Reason?
  ) {
    let what = what(receipt, doing)
    var isFirst = true
    for (index, (debit, credit)) in receipt.movements.enumerated() {
      note(debit, receipt, what)
      note(credit, receipt, what)
      if let contract = doing.contract { note(credit, from: debit, in: contract, receipt) }
      if case .opening = doing { continue }
      add(
        .init(
          receipt.time, isFirst ? who(receipt, doing) : "", isFirst ? what : Wording(""),
          moved(debit, credit, under: platform.mandate(of: index, in: receipt))))
      isFirst = false
    }
    if let refusal = receipt.refusal {
      let sentence = RefusalWording(platform).sentence(refusal, doing)
      let asExpected = expected == refusal.reason
      add(
        .init(
          receipt.time, who(receipt, doing), what,
          .refused(refusal, sentence, asExpected: asExpected)))
    } else if let run = receipt.run, let contract = doing.contract {
      reportRun(run, contract, receipt, doing, hasMoved: !isFirst)
    } else if case .ordering(let order, let wallet, let until) = doing {
      say(receipt.time, who(receipt, doing), what, .order(order, on: wallet, until: until))
    } else if let text = Consent(platform, contractName).text(receipt, doing) {
      say(receipt.time, isFirst ? who(receipt, doing) : "", isFirst ? what : Wording(""), text)
    } else if let approval = receipt.approval, let contract = doing.contract {
      say(
        receipt.time, who(receipt, doing), what,
        Wording("\(contractName(contract))  ") + approval.words)
    }
  }

  /// Of a contract whose place another took.
  private mutating func reportEnd(of replaced: Replacement, _ time: Instant) {
    let contract = ContractNumber(replaced.contract)
    let before = platform.phaseName(Int(replaced.phase) - 1, of: contract)
    let change = Wording("\(before) → ") + Wording(phase: platform.phase(of: contract) ?? "?")
    add(.init(time, contractName(contract), change, .said(Wording(""))))
  }

  /// An answer to `why not`.
  mutating func tell(_ time: Instant, _ answer: Answer) {
    say(time, answer.who, Wording(en: "why not", zh: "为何不能"), answer.sentence)
    let details = answer.obstacles.map(\.pieces) + (answer.untilWording.map { [[$0]] } ?? [])
    for pieces in details { add(.init(time, "", Wording(""), .traced(pieces))) }
  }

  mutating func say(_ time: Instant, _ who: String, _ what: Wording, _ text: Wording) {
    add(.init(time, who, what, .said(text)))
    for line in deploying { add(line) }
    deploying = []
  }

  private mutating func reportRun(
    _ run: ClauseRun, _ contract: ContractNumber, _ receipt: TransactionReceipt, _ doing: Doing,
    hasMoved: Bool
  ) {
    let name = contractName(contract)
    let before = platform.phaseName(Int(run.clause.phase) - 1, of: contract)
    let after = platform.phaseName(Int(run.phaseAfter) - 1, of: contract)
    let start = before == after ? Wording("") : Wording("\(before) → ")
    let change = start + Wording(phase: after)
    if !hasMoved {
      let what = what(receipt, doing)
      say(receipt.time, who(receipt, doing), what, Wording("\(name)  ") + change)
    } else if before != after {
      say(receipt.time, name, change, Wording(""))
    }
    for note in run.notes {
      say(receipt.time, name, Wording(en: "note", zh: "附注"), Wording("“\(note)”"))
    }
  }

  private mutating func add(_ line: ReportLine) {
    if var last = lines.popLast() {
      let absorbed = last.absorb(line)
      lines.append(last)
      if absorbed { return }
    }
    lines.append(line)
  }

  // MARK: Words

  /// Nobody acts where time sets a clause off: the contract does.
  private func who(_ receipt: TransactionReceipt, _ doing: Doing) -> String {
    if case .due(let contract) = doing { return contractName(contract) }
    return platform.name(of: receipt.entry.actor) ?? "?"
  }

  private func what(_ receipt: TransactionReceipt, _ doing: Doing) -> Wording {
    if case .act(_, let action) = doing { return Wording(action) }
    guard receipt.entry.kind == .due, let clause = receipt.run?.clause else {
      return receipt.entry.kind.words
    }
    return Wording(en: "due \(clause)", zh: "到期 \(clause)")
  }

  private func moved(
    _ debit: Posting, _ credit: Posting, under mandate: String?
  ) -> ReportLine.Outcome {
    let shown = [credit, debit].first { $0.account.kind == .wallet }
    let wallet = shown.map { ActorNumber($0.account.number) }
    return .moved(
      credit.amount, from: place(debit.account).under(mandate), to: place(credit.account),
      wallet: wallet.flatMap(platform.name), balance: wallet.flatMap { balances[$0] })
  }

  private func place(_ account: Account) -> Wording {
    platform.words(for: account, contractName: contractName)
  }

  private mutating func note(_ posting: Posting, _ receipt: TransactionReceipt, _ what: Wording) {
    guard posting.account.kind == .wallet else { return }
    let wallet = ActorNumber(posting.account.number)
    let balance = Money(fen: (balances[wallet] ?? .zero).fen + posting.amount.fen)
    balances[wallet] = balance
    movements[wallet, default: []].remember(
      Movement(
        time: receipt.time, height: receipt.height, change: posting.amount, what: what,
        balance: balance))
  }

  private mutating func note(
    _ credit: Posting, from debit: Posting, in contract: ContractNumber,
    _ receipt: TransactionReceipt
  ) {
    let isOut = debit.account.kind == .hold && credit.account.kind != .hold
    moved[contract, default: []].remember(
      Movement(
        time: receipt.time, height: receipt.height, change: isOut ? debit.amount : credit.amount,
        what: place(debit.account) + Wording(" → ") + place(credit.account),
        balance: platform.held(by: contract)))
  }
}

extension [Movement] {
  /// The last five.
  fileprivate mutating func remember(_ movement: Movement) {
    if count == 5 { removeFirst() }
    append(movement)
  }
}

extension Approval {
  package var words: Wording {
    Wording(en: "approved, \(count) of \(needed)", zh: "同意，\(needed) 方中的第 \(count) 方")
  }
}

extension Wording {
  /// `甲厂 by order “执1号” until 2026-05-01 00:00`; no time of one that is lifted.
  package static func order(_ order: String, on wallet: String, until: Instant?) -> Wording {
    let end = until.map { Wording(en: " until \($0)", zh: "，直到 \($0)") } ?? Wording("")
    return Wording(en: "\(wallet) by order “\(order)”", zh: "\(wallet)，依令“\(order)”") + end
  }
}

/// What a receipt is about, as the scenario sees it.
package enum Doing {
  /// Setting the scene: money that comes with a wallet is not reported.
  case opening
  case money
  case deploying(Template)
  case act(ContractNumber, String)
  /// Or taking a signature back.
  case signing(ContractNumber)
  case due(ContractNumber)
  case revoking(ContractNumber, String)
  /// An order of a court, placed on a wallet until some time, or lifted.
  case ordering(String, on: String, until: Instant?)

  package var contract: ContractNumber? {
    switch self {
    case .act(let contract, _), .due(let contract), .signing(let contract),
      .revoking(let contract, _):
      contract
    case .opening, .money, .deploying, .ordering: nil
    }
  }
}
