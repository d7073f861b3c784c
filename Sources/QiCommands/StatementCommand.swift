import ArgumentParser
import QiChain
import QiDiagnostics
import QiValues
import YuanqiKit

/// `yuanqi statement WALLET --chain DB`.
struct StatementCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "statement",
      abstract: String(
        en: "List what came into a wallet and what went out (流水), verifying the chain.",
        zh: "列出钱包的收付流水，同时验证链。"),
      discussion: String(
        en: """
          A contract is called by its template and its number on the chain, as Escrow 1; its pot \
          as Escrow 1.escrow. CSV has money in yuan with two decimals, JSON lines in whole fen.

          Exit 1 and no statement where the chain does not verify; exit 2 where it has no such \
          wallet.

          Examples:
            yuanqi statement 小林 --chain deal.db
            yuanqi statement 小林 --chain deal.db --from 2026-03-01 --to 2026-03-31
            yuanqi statement 小林 --chain deal.db --lang zh --format csv > 流水.csv
            yuanqi statement 小林 --chain deal.db --json
          """,
        zh: """
          合约以模板名加链上编号称呼，如 Escrow 1；其保管款如 Escrow 1.escrow。
          CSV 的金额以元为单位、两位小数，JSON 以分为单位。

          链验证不通过：退出码 1，不出流水；链上没有这个钱包：退出码 2。

          示例：
            yuanqi statement 小林 --chain deal.db
            yuanqi statement 小林 --chain deal.db --from 2026-03-01 --to 2026-03-31
            yuanqi statement 小林 --chain deal.db --lang zh --format csv > 流水.csv
            yuanqi statement 小林 --chain deal.db --json
          """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  @Argument(help: .init(en: "The wallet's name.", zh: "钱包名。"))
  var wallet: String

  @Option(help: .chain, completion: .file(extensions: ["db"]))
  var chain: String

  @Option(help: .init(en: "The first day. [default: the chain's first]", zh: "起始日。［默认：链的首日］"))
  var from: Day?

  @Option(
    help: .init(
      en: "The last day, to its end. [default: the chain's last]", zh: "截止日，含当日。［默认：链的末日］"))
  var to: Day?

  @Option(
    help: .init(
      en: "table, csv or json: one JSON object a movement, a line each.",
      zh: "table、csv 或 json：每笔收付一行 JSON。"))
  var format = Format.table

  @Flag(help: .init(en: "The same as --format json.", zh: "同 --format json。"))
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    if format == .json { console.speaksJSON = true }
    if let from, let to, from > to { throw endsFirst(from, to) }
    var reading = try ChainReading(chain, console)
    let replay = reading.replay
    var statement: Statement?
    while let block = try reading.next() {
      if statement == nil, let number = replay.actor(named: wallet) {
        statement = Statement(of: number, from: from, to: to)
      }
      do throws(Refusal) { try statement?.add(block, replay) } catch { throw tooLarge() }
    }
    if let fault = reading.fault {
      reading.show(fault)
      return .unexpected
    }
    guard let statement, let row = replay.actor(statement.wallet), row.isWallet else {
      throw .noWallet(wallet, on: chain, replay)
    }
    switch json ? .json : format {
    case .json: for line in statement.json { console.print(line.line) }
    case .csv: console.write(statement.csv(console.language))
    case .table:
      console.print(heading(row, replay)[console.language])
      console.write(statement.table(console.language))
      let unclaimed = replay.balance(of: .unclaimed(statement.wallet))
      if unclaimed > .zero, to == nil { console.print(waiting(unclaimed)[console.language]) }
      console.print(reading.verified)
    }
    return .ok
  }

  private func heading(_ row: ActorRow, _ replay: Replay) -> Wording {
    let bank = (replay.name(of: row.operatorNumber) ?? "?").shown
    let kind = AccountKind(wallet: row).wording
    let start = from.map { Wording(en: " · from \($0)", zh: " · 自 \($0)") } ?? Wording("")
    let end = to.map { Wording(en: " · to \($0)", zh: " · 至 \($0)") } ?? Wording("")
    return Wording(
      en: "\(wallet.shown) · statement · \(kind.en) at \(bank)\(start.en)\(end.en)",
      zh: "\(wallet.shown) · 流水 · \(bank) · \(kind.zh)\(start.zh)\(end.zh)")
  }

  private func waiting(_ sum: Money) -> Wording {
    Wording(
      en: "  \(sum) more is unclaimed: it waits for the holder", zh: "  另有待领 \(sum)，等持有人领取")
  }

  // MARK: Failures

  private func endsFirst(_ from: Day, _ to: Day) -> Failure {
    Failure(
      "F1032", .badInput,
      Wording(
        en: "the statement would end, \(to), before it begins, \(from)",
        zh: "流水的止日 \(to) 早于起日 \(from)"),
      help: Wording(en: "exchange the two days", zh: "请对调两个日期"))
  }

  private func tooLarge() -> Failure {
    Failure(
      "F1031", .environment,
      Wording(en: "the totals leave 2^63 fen", zh: "合计超出 2^63 分"),
      help: Wording(
        en: "ask for the balance instead: `yuanqi balance`", zh: "请改查余额：yuanqi balance"))
  }
}
