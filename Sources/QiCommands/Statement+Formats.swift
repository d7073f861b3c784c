import QiChain
import QiDiagnostics
import QiValues
import YuanqiKit

extension Statement {
  /// Opening balance, movements, totals.
  func table(_ language: Language) -> String {
    var table = TextTable(
      [
        (Wording(en: "time (UTC+8)", zh: "时间 (UTC+8)"), .left),
        (Wording(en: "block", zh: "区块"), .right),
        (Wording(en: "counterparty", zh: "对方"), .left),
        (Wording(en: "what", zh: "事由"), .left), (Wording(en: "in", zh: "收入"), .right),
        (Wording(en: "out", zh: "支出"), .right), (Wording(en: "balance", zh: "余额"), .right),
      ], language)
    let start = Wording(en: "opening balance", zh: "期初余额")[language]
    table.add(["", "", start, "", "", "", "\(opening)"])
    for line in lines {
      table.add([
        "\(line.time)", "\(line.height)", line.shownCounterparty[language], line.what[language],
        line.paidIn.map { "\($0)" } ?? "", line.paidOut.map { "\($0)" } ?? "", "\(line.balance)",
      ])
    }
    let closing = Wording(en: "totals, closing balance", zh: "合计与期末余额")[language]
    table.add(["", "", closing, "", "\(paidIn)", "\(paidOut)", "\(balance)"])
    return table.text
  }

  /// RFC 4180, with a header line. Money is in yuan with two decimals and no thousands commas.
  func csv(_ language: Language) -> String {
    let titles: Wording = Wording(
      en: "time,block,counterparty,what,in,out,balance", zh: "时间,区块,对方,事由,收入,支出,余额")
    let rows = lines.map { line in
      csvRecord([
        line.time.seconded, "\(line.height)", line.shownCounterparty[language],
        line.what[language], line.paidIn?.plain ?? "", line.paidOut?.plain ?? "",
        line.balance.plain,
      ])
    }
    return ([titles[language] + "\r\n"] + rows).joined()
  }

  /// One object a movement. Money is in whole fen.
  var json: [JSON] {
    lines.map { line in
      let mandate = line.mandate.map { [("mandate", JSON.text($0))] } ?? []
      return .object(
        [
          ("time", .text(line.time.iso8601)), ("block", .integer(Int64(line.height))),
          ("counterparty", .text(line.counterparty)), ("account", .text(line.account.code)),
          ("kind", .text(line.kind.code)), ("action", line.action.map { .text($0) } ?? .null),
          ("clause", line.clause.map { .text("\($0)") } ?? .null),
          ("in", .integer(line.paidIn?.fen ?? 0)), ("out", .integer(line.paidOut?.fen ?? 0)),
          ("balance", .integer(line.balance.fen)),
        ] + mandate)
    }
  }
}

/// One record of RFC 4180, with its line break.
func csvRecord(_ fields: [String]) -> String {
  let quoted = fields.map { field in
    guard field.utf8.contains(where: { [0x22, 0x2c, 0x0d, 0x0a].contains($0) }) else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
  return quoted.joined(separator: ",") + "\r\n"
}

extension Money {
  /// `1234.56`: what spreadsheets read as a number.
  fileprivate var plain: String {
    description.filter { $0 != "," }.replacing("−", with: "-")
  }
}

extension Instant {
  /// `2026-03-01 09:30:00`, in UTC+8.
  fileprivate var seconded: String {
    String(iso8601.prefix(19)).replacing("T", with: " ")
  }
}

extension Account.Kind {
  /// In JSON.
  var code: String {
    switch self {
    case .wallet: "wallet"
    case .hold: "hold"
    case .unclaimed: "unclaimed"
    case .issuance: "issuance"
    }
  }
}
