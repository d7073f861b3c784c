import QiChain
import QiDiagnostics
import QiScenario
import QiValues
import YuanqiKit

/// What came into a wallet and what went out of it, in the order of the chain. Nobody is named in
/// it but whom the wallet dealt with.
struct Statement {
  let wallet: ActorNumber
  /// First and last day, both within; nil leaves that side open.
  let days: (first: Day?, last: Day?)
  private(set) var opening = Money.zero
  private(set) var lines: [StatementLine] = []
  /// At the end of the last day.
  private(set) var balance = Money.zero
  private(set) var paidIn = Money.zero
  private(set) var paidOut = Money.zero

  init(of wallet: ActorNumber, from first: Day? = nil, to last: Day? = nil) {
    self.wallet = wallet
    days = (first, last)
  }

  /// Adds what the block moved; the replay stands behind that block. Refuses with `arithmetic`
  /// totals that leave 2^63 fen.
  mutating func add(_ block: ReplayedBlock, _ replay: Replay) throws(Refusal) {
    let day = block.header.time.day
    if let last = days.last, day > last { return }
    for receipt in block.receipts {
      for (index, (debit, credit)) in receipt.movements.enumerated() {
        let mandate = replay.mandate(of: index, in: receipt)
        try add(debit, against: credit, under: mandate, receipt, replay)
        try add(credit, against: debit, under: mandate, receipt, replay)
      }
    }
  }

  private mutating func add(
    _ own: Posting, against other: Posting, under mandate: String?,
    _ receipt: TransactionReceipt, _ replay: Replay
  ) throws(Refusal) {
    guard own.account == .wallet(wallet) else { return }
    balance = try balance.adding(own.amount)
    if let first = days.first, receipt.time.day < first {
      opening = balance
      return
    }
    if own.amount > .zero {
      paidIn = try paidIn.adding(own.amount)
    } else {
      paidOut = try paidOut.subtracting(own.amount)
    }
    lines.append(
      StatementLine(
        time: receipt.time, height: receipt.height, kind: receipt.entry.kind,
        action: action(receipt, replay), clause: receipt.run?.clause, mandate: mandate,
        counterparty: counterparty(other.account, receipt, replay), account: other.account.kind,
        change: own.amount, balance: balance))
  }

  /// Nil where time set the clause off, and where there is none.
  private func action(_ receipt: TransactionReceipt, _ replay: Replay) -> String? {
    guard receipt.entry.kind != .due, let clause = receipt.run?.clause else { return nil }
    let program = replay.template(of: ContractNumber(receipt.entry.target))?.program
    return program?.phases.lazy.flatMap(\.clauses).first { $0.number == clause }?.act?.name
  }

  private func counterparty(
    _ account: Account, _ receipt: TransactionReceipt, _ replay: Replay
  ) -> String {
    guard account.kind == .unclaimed else { return replay.words(for: account).en }
    // By the wallet it dealt with: others of the holder are none of its business.
    let holder = ActorNumber(account.number)
    let contract = ContractNumber(receipt.entry.target)
    let party = receipt.run == nil ? wallet : replay.party(to: contract, ofHolder: holder)
    return replay.name(of: party ?? holder) ?? "?"
  }
}

/// One movement of a wallet's money.
struct StatementLine {
  let time: Instant
  let height: UInt64
  let kind: TransactionKind
  let action: String?
  let clause: ClauseNumber?
  /// Under which the money left a wallet whose holder did not act.
  let mandate: String?
  /// A wallet, an operator, or a pot as `Escrow 1.escrow`; of what is unclaimed a holder's wallet.
  let counterparty: String
  let account: Account.Kind
  /// Negative where money went out.
  let change: Money
  let balance: Money

  /// `confirm 3.1`, `due 3.4 under fee`, `pay`.
  var what: Wording {
    guard let clause else { return kind.words }
    if let action { return Wording("\(action) \(clause)").under(mandate) }
    return Wording(en: "due \(clause)", zh: "到期 \(clause)").under(mandate)
  }

  var shownCounterparty: Wording {
    account == .unclaimed ? .unclaimed(by: counterparty) : Wording(counterparty)
  }

  var paidIn: Money? { change > .zero ? change : nil }

  /// Above zero. No account ever has so much that its negative would not exist.
  var paidOut: Money? { change < .zero ? Money(fen: 0 - change.fen) : nil }
}
