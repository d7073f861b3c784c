import QiChain
import QiDiagnostics
import QiValues
import YuanqiKit

/// A trial balance: every account of the chain behind one of its blocks, by operator and kind.
struct TrialBalancePaper {
  let header: BlockHeader
  let groups: [AccountGroup]
  /// By operator number.
  private let operators: [ActorNumber: String]

  init(_ header: BlockHeader, _ replay: Replay) {
    self.header = header
    groups = replay.accountGroups
    let numbers = Set(groups.map(\.operatorNumber))
    operators = Dictionary(uniqueKeysWithValues: numbers.map { ($0, replay.name(of: $0) ?? "?") })
  }

  private func bank(_ group: AccountGroup) -> String { operators[group.operatorNumber] ?? "?" }

  /// In bounds: the groups' sums are those of the ledger, whose supply is bounded.
  private func total(_ groups: [AccountGroup]) -> (debit: Money, credit: Money) {
    groups.reduce(into: (.zero, .zero)) { sums, group in
      sums.0.fen += group.debit?.fen ?? 0
      sums.1.fen += group.credit?.fen ?? 0
    }
  }

  func table(_ language: Language) -> String {
    var table = TextTable(
      [
        (Wording(en: "operator", zh: "运营机构"), .left), (Wording(en: "account", zh: "科目"), .left),
        (Wording(en: "accounts", zh: "户数"), .right), (Wording(en: "debit", zh: "借方"), .right),
        (Wording(en: "credit", zh: "贷方"), .right),
      ], language)
    var last: ActorNumber?
    for group in groups {
      table.add([
        group.operatorNumber == last ? "" : bank(group), group.kind.wording[language],
        "\(group.count)", group.debit.map { "\($0)" } ?? "", group.credit.map { "\($0)" } ?? "",
      ])
      last = group.operatorNumber
    }
    let sums = total(groups)
    let count = groups.reduce(0) { $0 + $1.count }
    table.add([
      Wording(en: "total", zh: "合计")[language], "", "\(count)", "\(sums.debit)",
      "\(sums.credit)",
    ])
    return table.text
  }

  /// Whether debits and credits are equal, to the fen.
  var isBalanced: Bool {
    let sums = total(groups)
    return sums.debit == sums.credit
  }

  var difference: Wording {
    let sums = total(groups)
    let sign = isBalanced ? "✓" : "✗"
    let difference = Money(fen: sums.debit.fen - sums.credit.fen)
    return Wording(
      en: "  \(sign) debit − credit = \(difference)", zh: "  \(sign) 借方 − 贷方 = \(difference)")
  }

  /// Money is in whole fen.
  var json: JSON {
    let sums = total(groups)
    let rows: [JSON] = groups.map { group in
      var walletClass = JSON.null
      if case .personal(let number) = group.kind { walletClass = .integer(Int64(number)) }
      return .object([
        ("operator", .text(bank(group))), ("account", .text(group.kind.code)),
        ("class", walletClass), ("accounts", .integer(Int64(group.count))),
        ("debit", .integer(group.debit?.fen ?? 0)),
        ("credit", .integer(group.credit?.fen ?? 0)),
      ])
    }
    return .object([
      ("height", .integer(Int64(header.height))), ("time", .text(header.time.iso8601)),
      ("rows", .array(rows)), ("debit", .integer(sums.debit.fen)),
      ("credit", .integer(sums.credit.fen)), ("balanced", .boolean(isBalanced)),
    ])
  }
}

extension AccountGroup {
  /// Only what was issued is ever in debit; it is in credit where more was redeemed than issued.
  fileprivate var debit: Money? {
    kind == .issued && balance <= .zero ? Money(fen: 0 - balance.fen) : nil
  }

  fileprivate var credit: Money? { debit == nil ? balance : nil }
}
