import QiBytecode
import QiDiagnostics
import QiScenario
import QiValues
import YuanqiKit

/// One transaction for a reader: who did what by which clause, what decided it, what it moved.
struct ReceiptPaper {
  let receipt: TransactionReceipt
  let request: Request
  let replay: Replay
  /// Its place in the block, from 0.
  let place: Int

  private var contract: ContractNumber? {
    switch receipt.entry.kind {
    case .act, .actAtMost, .due, .sign, .withdraw, .revoke: ContractNumber(receipt.entry.target)
    default: nil
    }
  }

  /// Of the contract, or that of which one was to be deployed.
  private var template: Template? {
    switch request {
    case .deploy(let number, _, _, _), .propose(let number, _, _, _):
      replay.template(numbered: number)
    default: contract.flatMap { replay.template(of: $0) }
    }
  }

  private var clause: ClauseNumber? {
    receipt.run?.clause ?? receipt.approval?.clause ?? receipt.refusal?.clause
  }

  /// The clause's own words.
  private var head: Wording? {
    guard let clause else { return nil }
    return template?.head(of: clause).map { Wording(en: $0.en, zh: $0.zh) }
  }

  private var who: String { replay.name(of: receipt.entry.actor) ?? "?" }

  /// `confirm of Escrow 1`.
  private var what: Wording {
    guard let template else {
      let wallet = orderedWallet.flatMap(replay.name).map { " \($0)" } ?? ""
      return receipt.entry.kind.words + Wording(wallet)
    }
    let number = receipt.entry.target > 0 ? " \(receipt.entry.target)" : ""
    let name = template.name + number
    switch request {
    case .act(_, let action, _, _):
      return Wording(en: "\(action) of \(name)", zh: "\(name) 的 \(action)")
    case .revoke(let mandate, _):
      return Wording(en: "revoke \(mandate) of \(name)", zh: "撤回 \(name) 的授权 \(mandate)")
    case .due: return Wording(en: "deadline of \(name)", zh: "\(name) 到期")
    default:
      let words = receipt.entry.kind.words
      return Wording(en: "\(words.en) \(name)", zh: "\(words.zh) \(name)")
    }
  }

  /// The wallet an order of a court is about.
  private var orderedWallet: ActorNumber? {
    switch request {
    case .freeze(let wallet, _), .unfreeze(let wallet, _): wallet
    default: nil
    }
  }

  private var doing: Doing {
    switch request {
    case .freeze(let wallet, let order):
      return .ordering(order.name, on: replay.name(of: wallet) ?? "?", until: order.until)
    case .unfreeze(let wallet, let order):
      return .ordering(order, on: replay.name(of: wallet) ?? "?", until: nil)
    default: break
    }
    guard let contract else { return template.map(Doing.deploying) ?? .money }
    switch request {
    case .act(_, let action, _, _): return .act(contract, action)
    case .due: return .due(contract)
    case .revoke(let mandate, _): return .revoking(contract, mandate)
    default: return .signing(contract)
    }
  }

  // MARK: As text

  func text(_ language: Language) -> String {
    var lines = [heading[language]]
    for (title, texts) in rows {
      for (index, text) in texts.enumerated() {
        let start = index == 0 ? title[language] : ""
        lines.append("  \(start.padded(to: 12)) \(text[language])")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: Wording {
    let entry = receipt.entry
    return Wording(
      en: "block \(receipt.height), transaction \(place + 1) · \(receipt.time)"
        + " · \(who) no. \(entry.sequence)",
      zh: "区块 \(receipt.height)，第 \(place + 1) 笔 · \(receipt.time) · \(who) 第 \(entry.sequence) 号")
  }

  private var rows: [(Wording, [Wording])] {
    var rows = [(Wording(en: "what", zh: "事由"), [what])]
    if let clause, let head {
      rows.append((Wording(en: "clause", zh: "条款"), [Wording("\(clause)  ") + head]))
    }
    rows.append((Wording(en: "given", zh: "参数"), given))
    rows.append((Wording(en: "decided by", zh: "依据"), receipt.observed.map { $0.wording(replay) }))
    rows.append((Wording(en: "moved", zh: "款项"), movements))
    rows.append((Wording(en: "noted", zh: "附注"), receipt.notes.map { Wording("“\($0)”") }))
    rows.append((Wording(en: "came to", zh: "结果"), [outcome]))
    return rows
  }

  /// What came with the request, each with its name in the contract.
  private var given: [Wording] {
    let program = template?.program
    var names: [Wording] = []
    var values: [Value] = []
    switch request {
    case .act(_, let action, let arguments, _):
      let acts = program?.phases.lazy.flatMap(\.clauses).compactMap(\.act)
      let parameters = acts?.first { $0.name == action }?.parameters ?? []
      names = parameters.map { Wording($0.name) }
      values = arguments
    case .deploy(_, let roles, let terms, _), .propose(_, let roles, let terms, _):
      names = program.map { $0.roleNames + $0.terms.map(\.name) }?.map { Wording($0) } ?? []
      values = roles.map(Value.party) + terms
    case .freeze(_, let order):
      names = [Self.order, Wording(en: "until", zh: "直到")]
      values = [.text(order.name), .time(order.until)]
    case .unfreeze(_, let order): (names, values) = ([Self.order], [.text(order)])
    default: break
    }
    let given = values.enumerated().map { place, value in
      let name = names.indices.contains(place) ? names[place] + Wording(" = ") : Wording("")
      return name + replay.wordsWhole(value)
    }
    switch request {
    case .act(_, _, _, let most?):
      return given + [Wording(en: "paying at most \(most)", zh: "至多支付 \(most)")]
    case .deploy(_, _, _, let replaced?), .propose(_, _, _, let replaced?):
      let name = replay.title(of: ContractNumber(replaced))
      return given + [Wording(en: "replacing \(name)", zh: "替换 \(name)")]
    default: return given
    }
  }

  private static let order = Wording(en: "order", zh: "依令")

  private var movements: [Wording] {
    receipt.movements.enumerated().map { index, movement in
      let (debit, credit) = movement
      let (from, to) = (place(of: debit).under(mandate(of: index)), place(of: credit))
      let sum = "\(credit.amount)"
      return Wording(en: "\(sum)  \(from.en) → \(to.en)", zh: "\(sum)  \(from.zh) → \(to.zh)")
    }
  }

  private func mandate(of movement: Int) -> String? {
    replay.mandate(of: movement, in: receipt)
  }

  private func place(of posting: Posting) -> Wording { replay.words(for: posting.account) }

  private var outcome: Wording {
    if let refusal = receipt.refusal {
      let sentence = RefusalWording(replay).sentence(refusal, doing)
      let code = refusal.reason.code
      return Wording(
        en: "refused: \(code): \(sentence.en)", zh: "被拒：\(code)：\(sentence.zh)")
    }
    if let approval = receipt.approval { return approval.words }
    if let replaced = receipt.replacement {
      let name = replay.title(of: ContractNumber(replaced.contract))
      let before = phase(replaced.phase, ContractNumber(replaced.contract))
      return Wording(
        en: "done, in place of \(name), \(before.en) → \(Template.halted.en)",
        zh: "完成，替换 \(name)，\(before.zh) → \(Template.halted.zh)")
    }
    guard let run = receipt.run, let contract else { return Wording(en: "done", zh: "完成") }
    let (before, after) = (phase(run.clause.phase, contract), phase(run.phaseAfter, contract))
    return before == after
      ? Wording(en: "done, stays in \(after.en)", zh: "完成，仍处于\(after.zh)")
      : Wording(
        en: "done, \(before.en) → \(after.en)", zh: "完成，\(before.zh) → \(after.zh)")
  }

  private func phase(_ number: UInt16, _ contract: ContractNumber) -> Wording {
    Wording(phase: replay.phaseName(Int(number) - 1, of: contract))
  }

  // MARK: As JSON

  /// Money in whole fen.
  func json(_ language: Language) -> JSON {
    .object(nameJSON + causeJSON(language) + effectJSON(language))
  }

  private typealias Members = [(key: String, value: JSON)]

  private var nameJSON: Members {
    [
      ("block", .integer(Int64(clamping: receipt.height))),
      ("transaction", .integer(Int64(place + 1))), ("time", .text(receipt.time.iso8601)),
      ("actor", .text(who)), ("sequence", .integer(Int64(clamping: receipt.entry.sequence))),
      ("kind", .text(receipt.entry.kind.code)),
    ]
  }

  private func causeJSON(_ language: Language) -> Members {
    let decided = receipt.observed.map { JSON.text($0.wording(replay)[language]) }
    return [
      ("what", .text(what[language])), ("clause", clause.map { .text("\($0)") } ?? .null),
      ("head", head.map { .text($0[language]) } ?? .null),
      ("given", .array(given.map { .text($0[language]) })), ("decidedBy", .array(decided)),
    ]
  }

  private func effectJSON(_ language: Language) -> Members {
    let moved = receipt.movements.enumerated().map { index, movement in
      let (from, to) = (place(of: movement.from).en, place(of: movement.to).en)
      let under = mandate(of: index).map { [("under", JSON.text($0))] } ?? []
      return JSON.object(
        [
          ("from", .text(from)), ("to", .text(to)), ("money", .integer(movement.to.amount.fen)),
        ] + under)
    }
    return [
      ("moved", .array(moved)), ("notes", .array(receipt.notes.map(JSON.text))),
      ("reason", receipt.reason.map { .text($0.code) } ?? .null),
      ("outcome", .text(outcome[language])),
    ]
  }
}

extension ReceiptPaper {
  /// Whether the wallet acted, its money moved, also between pots, or a court's order is about it.
  func concerns(_ wallet: ActorNumber) -> Bool {
    receipt.entry.actor == wallet || orderedWallet == wallet
      || receipt.postings.contains {
        $0.account == .wallet(wallet)
          || $0.account.kind == .hold && replay.owner(ofHold: $0.account.index) == wallet
      }
  }
}
