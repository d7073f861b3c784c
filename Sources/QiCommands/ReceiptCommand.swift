import ArgumentParser
import QiChain
import QiDiagnostics
import QiValues
import YuanqiKit

/// `yuanqi receipt --chain DB`.
struct ReceiptCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "receipt",
      abstract: String(
        en: "Print receipts (回单): which clause, what decided it, what it moved.",
        zh: "打印回单：依哪一条款、依据什么、款项去向。"),
      discussion: String(
        en: """
          Every transaction of the chain, or those of a wallet: what it sent, what moved its \
          money, orders of courts on it; or those of one block. A refused one says why, with the \
          values its condition looked at.

          Each is worked out anew from the chain, which is verified on the way: exit 1 where a \
          block does not verify, and no receipt from there on.

          Examples:
            yuanqi receipt --chain deal.db
            yuanqi receipt 茶庄 --chain deal.db
            yuanqi receipt --chain deal.db --block 2 --lang zh
            yuanqi receipt 茶庄 --chain deal.db --json
          """,
        zh: """
          链上的每笔交易，或一个钱包的：它发出的、动了它款项的、法院对它下的令；
          或一个区块的。被拒的说明原因，并列出条件所看的值。

          各笔都由链重新算出，同时验证：有区块验证不通过，退出码 1，其后不出回单。

          示例：
            yuanqi receipt --chain deal.db
            yuanqi receipt 茶庄 --chain deal.db
            yuanqi receipt --chain deal.db --block 2 --lang zh
            yuanqi receipt 茶庄 --chain deal.db --json
          """))
  }

  @Argument(help: .init(en: "A wallet. [default: everybody]", zh: "钱包。［默认：所有人］"))
  var wallet: String?

  @Option(help: .chain, completion: .file(extensions: ["db"]))
  var chain: String

  @Option(help: .init(en: "The height of a block. [default: all]", zh: "区块高度。［默认：全部］"))
  var block: UInt64?

  @Flag(help: .init(en: "Print one JSON object a receipt, a line each.", zh: "每张回单输出一行 JSON。"))
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    var reading = try ChainReading(chain, console)
    let replay = reading.replay
    var last: BlockHeader?
    while let replayed = try reading.next(before: { header in
      replay.observes = block == nil || block == header.height
    }) {
      last = replayed.header
      guard replay.observes else { continue }
      for paper in papers(of: replayed, replay) {
        if json { console.print(paper.json(console.language).line) }
        if !json { console.print(paper.text(console.language)) }
      }
    }
    if let fault = reading.fault {
      reading.show(fault)
      return .unexpected
    }
    if let wallet, isNoWallet(wallet, replay) { throw .noWallet(wallet, on: chain, replay) }
    if let block, let last, block > last.height { throw .pastHead(block, last) }
    if !json { console.print(reading.verified) }
    return .ok
  }

  private func papers(of replayed: ReplayedBlock, _ replay: Replay) -> [ReceiptPaper] {
    let papers = zip(replayed.receipts, replayed.requests).enumerated().map { place, transaction in
      ReceiptPaper(
        receipt: transaction.0, request: transaction.1, replay: replay, place: place)
    }
    guard let wallet else { return papers }
    return papers.filter { paper in
      replay.actor(named: wallet).map(paper.concerns) ?? false
    }
  }

  private func isNoWallet(_ name: String, _ replay: Replay) -> Bool {
    replay.actor(named: name).flatMap { replay.actor($0) }?.isWallet != true
  }
}
