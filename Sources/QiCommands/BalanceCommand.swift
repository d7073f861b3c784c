import ArgumentParser
import QiChain
import QiDiagnostics
import QiValues
import YuanqiKit

/// `yuanqi balance --chain DB`.
struct BalanceCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "balance",
      abstract: String(
        en: "Draw up a trial balance (试算平衡) by operator and kind of account.",
        zh: "按运营机构与账户种类编制试算平衡表。"),
      discussion: String(
        en: """
          What operators issued stands in debit, what wallets, pots and holders have in credit; \
          both add up to the same. Pots and what is unclaimed count where their owner has a \
          wallet.

          --at takes a block's height, a date, which is its end, or a time in UTC+8, with all that \
          happened in that second. The whole chain is verified whatever is asked: exit 1 and no \
          balance where it does not.

          Examples:
            yuanqi balance --chain deal.db
            yuanqi balance --chain deal.db --at 1
            yuanqi balance --chain deal.db --at 2026-03-05
            yuanqi balance --chain deal.db --at "2026-03-03 15:20" --json
          """,
        zh: """
          借方是运营机构的发行额，贷方是钱包、保管款与待领款；两边相等。
          保管款与待领款计入其所有人钱包所在的机构。

          --at 可为区块高度、日期（当日终了）或 UTC+8 的时刻（含该秒发生的一切）。
          无论所问为何都验证整条链：不通过则退出码 1，不出表。

          示例：
            yuanqi balance --chain deal.db
            yuanqi balance --chain deal.db --at 1
            yuanqi balance --chain deal.db --at 2026-03-05
            yuanqi balance --chain deal.db --at "2026-03-03 15:20" --json
          """))
  }

  @Option(help: .chain, completion: .file(extensions: ["db"]))
  var chain: String

  @Option(
    help: .init(en: "A height, a date or a time. [default: the head]", zh: "高度、日期或时刻。［默认：最新区块］"))
  var at: ChainMoment?

  @Flag(help: .init(en: "Print one JSON object.", zh: "输出一个 JSON 对象。"))
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    var reading = try ChainReading(chain, console)
    let replay = reading.replay
    var paper: TrialBalancePaper?
    var last: BlockHeader?
    var start: BlockHeader?
    while let block = try reading.next(before: { header in
      guard paper == nil, let at, let last, at.isBefore(header) else { return }
      paper = TrialBalancePaper(last, replay)
    }) {
      last = block.header
      start = start ?? block.header
    }
    if let fault = reading.fault {
      reading.show(fault)
      return .unexpected
    }
    guard let head = last, let start else { throw noBlocks() }
    if case .height(let height) = at, height > head.height { throw .pastHead(height, head) }
    if let at, at.isBefore(start) { throw beforeStart(start, head) }
    let shown = paper ?? TrialBalancePaper(head, replay)
    if json {
      console.print(shown.json.line)
    } else {
      console.print(heading(shown.header, head)[console.language])
      console.write(shown.table(console.language))
      console.print(shown.difference[console.language])
      console.print(reading.verified)
    }
    return shown.isBalanced ? .ok : .unexpected
  }

  private func heading(_ header: BlockHeader, _ head: BlockHeader) -> Wording {
    let isHead = header.height == head.height
    return Wording(
      en: "trial balance · after block \(header.height), \(header.time)"
        + (isHead ? ", the head" : " · the head is block \(head.height)"),
      zh: "试算平衡 · 区块 \(header.height) 之后，\(header.time)"
        + (isHead ? "，链头" : " · 链头为区块 \(head.height)"))
  }

  // MARK: Failures

  private func noBlocks() -> Failure {
    Failure(
      "F1040", .badInput,
      Wording(en: "\(chain.shown) has no blocks yet", zh: "\(chain.shown) 上还没有区块"),
      help: Wording(en: "play a scenario into a new chain", zh: "请把情景运行到一条新链上"))
  }

  private func beforeStart(_ start: BlockHeader, _ head: BlockHeader) -> Failure {
    Failure(
      "F1042", .badInput,
      Wording(
        en: "that is before the chain: it begins at \(start.time), and its head is block "
          + "\(head.height), of \(head.time)",
        zh: "早于链的起点：链始于 \(start.time)，链头为区块 \(head.height)，时间 \(head.time)"),
      help: Wording(
        en: "ask for a moment from \(start.time) on, or leave --at out for the head",
        zh: "请写 \(start.time) 或以后的时刻；不写 --at 即为链头"))
  }
}
