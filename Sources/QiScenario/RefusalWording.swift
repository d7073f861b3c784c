package import QiDiagnostics
package import QiValues
package import YuanqiKit

/// A refusal as a sentence, with the values that decided it and everybody by name.
package struct RefusalWording {
  let directory: any Directory

  package init(_ directory: any Directory) { self.directory = directory }

  package func sentence(_ refusal: Refusal, _ doing: Doing) -> Wording {
    switch refusal.reason {
    case .unknownAction:
      Wording(en: "no clause of the contract is called so", zh: "合约中没有这一行动")
    case .notSigned: notSigned(refusal)
    case .wrongPhase: wrongPhase(refusal, doing.contract)
    case .notAuthorised: notAuthorised(refusal, doing)
    case .tooEarly: tooEarly(refusal)
    case .tooLate: tooLate(refusal)
    case .badArgument: badArgument(refusal, doing)
    case .guardFailed: guardFailed(refusal) + values(refusal, doing)
    case .insufficientFunds: insufficientFunds(refusal)
    case .limitExceeded: limitExceeded(refusal)
    case .frozen: frozen(refusal)
    case .duplicate: duplicate(doing)
    case .invalidAmount: invalidAmount(refusal)
    case .selfPayment: Wording(en: "it would pay itself", zh: "付给了自己")
    case .arithmetic: arithmetic(refusal)
    case .full: Wording(en: "there is no room for more", zh: "已满")
    case .mandateExceeded: mandateExceeded(refusal, doing.contract)
    case .mandateRevoked: mandateRevoked(refusal, doing.contract)
    case .moreThanStated: moreThanStated(refusal)
    }
  }

  /// What the condition looked at.
  func values(_ refusal: Refusal, _ doing: Doing) -> Wording {
    let template = template(doing)
    let values = refusal.facts.compactMap { fact -> Wording? in
      guard fact.fact == .value, case .record(let parts) = fact.value, parts.count == 2,
        case .text(let english) = parts[0]
      else { return nil }
      // The chain has it in English, whatever the contract was written in.
      let zh = template?.spelled(english)?.zh ?? english
      return Wording(en: "\(english) = ", zh: "\(zh) = ") + directory.words(parts[1])
    }
    guard !values.isEmpty else { return Wording("") }
    return Wording(en: ": ", zh: "：") + .joined(values)
  }

  private func template(_ doing: Doing) -> Template? {
    if case .deploying(let template) = doing { return template }
    return doing.contract.flatMap { directory.template(of: $0) }
  }

  private func wrongPhase(_ refusal: Refusal, _ contract: ContractNumber?) -> Wording {
    guard let contract, case .integer(let number)? = refusal[.phase] else {
      return Wording(en: "not in this phase", zh: "不在这一阶段")
    }
    let phase = Wording(phase: directory.phaseName(Int(number) - 1, of: contract))
    return Wording(en: "the contract is in \(phase.en)", zh: "合约处于\(phase.zh)")
  }

  private func notAuthorised(_ refusal: Refusal, _ doing: Doing) -> Wording {
    if refusal.isOfClosedWallet { return Wording(en: "the wallet is closed", zh: "钱包已注销") }
    let names = refusal.facts.compactMap { fact, value -> String? in
      guard fact == .holder, case .party(let party) = value else { return nil }
      return directory.name(of: party)
    }
    if let variable = variable(refusal, doing), names.isEmpty {
      return Wording(en: "`\(variable)` is nobody yet", zh: "“\(variable)”还没有人")
    }
    guard let last = names.last else {
      if case .signing = doing {
        return Wording(en: "not a party to the contract", zh: "不是合约的当事人")
      }
      return Wording(en: "not for this actor", zh: "无权这样做")
    }
    if isSigning(doing) {
      return Wording(
        en: "what it would replace was signed by, or names, who does not sign this: "
          + names.joined(separator: ", "),
        zh: "签署过所替换的合约，或记在其中，却不签署本约：\(names.joined(separator: "、"))")
    }
    let others = names.dropLast().joined(separator: ", ")
    let anyOf = others.isEmpty ? last : "\(others) or \(last)"
    return Wording(en: "only \(anyOf) may", zh: "只有\(names.joined(separator: "、"))可以")
  }

  /// The one that says who may act under the clause, if one does.
  private func variable(_ refusal: Refusal, _ doing: Doing) -> String? {
    guard let clause = refusal.clause, let contract = doing.contract,
      let program = directory.template(of: contract)?.program
    else { return nil }
    let clauses = program.phases.flatMap(\.clauses)
    let act = clauses.first { $0.number == clause }?.act
    return act?.actors.variable.flatMap(program.variableName)
  }

  private func tooEarly(_ refusal: Refusal) -> Wording {
    guard case .time(let opens)? = refusal[.deadline] else {
      return Wording(en: "it is too early", zh: "为时尚早")
    }
    return Wording(en: "it opens at \(opens)", zh: "\(opens) 起方可")
  }

  private func tooLate(_ refusal: Refusal) -> Wording {
    guard case .time(let closed)? = refusal[.deadline] else {
      return Wording(en: "it is too late", zh: "已过期限")
    }
    return Wording(en: "it closed at \(closed)", zh: "已于 \(closed) 截止")
  }

  private func badArgument(_ refusal: Refusal, _ doing: Doing) -> Wording {
    var wording = argument(refusal, doing)
    if case .integer(let element)? = refusal[.element] {
      wording = wording + Wording(en: " at element \(element)", zh: "，第 \(element) 项")
    }
    return wording + values(refusal, doing)
  }

  private func argument(_ refusal: Refusal, _ doing: Doing) -> Wording {
    guard case .integer(let place)? = refusal[.argument] else {
      return Wording(en: "the arguments do not fit", zh: "参数不符")
    }
    if case .ordering(_, _, let until) = doing { return badOrder(place, isPlaced: until != nil) }
    let names = argumentNames(doing)
    if case .integer(let there)? = refusal[.available],
      case .integer(let needed)? = refusal[.needed], names.indices.contains(Int(place) - 1)
    {
      let name = names[Int(place) - 1]
      return Wording(
        en: "too few in `\(name)`: an act takes \(needed) to sign, and there are \(there)",
        zh: "“\(name)”人数不足：有一项行动须 \(needed) 方同意，只有 \(there) 方")
    }
    if place == names.count + 1, isSigning(doing) {
      return refusal[.value] == nil
        ? Wording(en: "what it would replace is not under way", zh: "所替换的合约不在履行中")
        : Wording(
          en: "no pot of that name and owner is `carried over`", zh: "没有同名、同一所有人的保管款“承接”")
    }
    if let index = Int(exactly: place - 1), names.indices.contains(index) {
      return Wording(en: "`\(names[index])` is out of bounds", zh: "“\(names[index])”不合要求")
    }
    return Wording(en: "argument \(place) is out of bounds", zh: "第 \(place) 个参数不合要求")
  }

  private func isSigning(_ doing: Doing) -> Bool {
    switch doing {
    case .deploying, .signing: true
    default: false
    }
  }

  /// Of a deployment, parties and oracles first and then terms; of an act, its arguments.
  private func argumentNames(_ doing: Doing) -> [String] {
    switch doing {
    case .act(let contract, let action):
      directory.template(of: contract)?.parameters(of: action)?.map(\.name) ?? []
    case .deploying(let template): template.program.roleNames + template.program.terms.map(\.name)
    case .signing(let contract):
      directory.template(of: contract).map { $0.program.roleNames + $0.program.terms.map(\.name) }
        ?? []
    case .opening, .money, .due, .revoking, .ordering: []
    }
  }

  private func insufficientFunds(_ refusal: Refusal) -> Wording {
    guard case .money(let needed)? = refusal[.needed],
      case .money(let available)? = refusal[.available]
    else { return Wording(en: "there is not enough", zh: "余额不足") }
    return Wording(
      en: "needs \(needed), has \(available)", zh: "需要 \(needed)，只有 \(available)")
  }

  private func limitExceeded(_ refusal: Refusal) -> Wording {
    if refusal.isOfClosedWallet {
      return Wording(en: "the payee's wallet is closed", zh: "收款方的钱包已注销")
    }
    guard case .integer(let which)? = refusal[.whichLimit],
      case .money(let limit)? = refusal[.limit]
    else { return Wording(en: "over a limit", zh: "超出限额") }
    let name =
      switch which {
      case 1: Wording(en: "balance cap", zh: "余额上限")
      case 2: Wording(en: "payment cap", zh: "单笔限额")
      case 3: Wording(en: "daily cap", zh: "日累计限额")
      default: Wording(en: "yearly cap", zh: "年累计限额")
      }
    return Wording(en: "the \(name.en) is \(limit)", zh: "超出\(name.zh) \(limit)")
  }
}
