import ArgumentParser
import QiChain
import QiDiagnostics
import QiValues
import YuanqiKit

/// `yuanqi receipt --chain DB`.
struct ReceiptCommand: YuanqiCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Print receipts (回单): which clause, what decided it, what it moved.",
    discussion: """
      Every transaction of the chain, or those of a wallet: what it sent, what moved its money, \
      orders of courts on it; or those of one block. A refused one says why, with the values its \
      condition looked at.

      Each is worked out anew from the chain, which is verified on the way: exit 1 where a block \
      does not verify, and no receipt from there on.

      Examples:
        yuanqi receipt --chain deal.db
        yuanqi receipt 茶庄 --chain deal.db
        yuanqi receipt --chain deal.db --block 2 --lang zh
        yuanqi receipt 茶庄 --chain deal.db --json
      """)

  @Argument(help: "A wallet. [default: everybody]")
  var wallet: String?

  @Option(
    help: "A chain that `yuanqi run --chain` wrote.", completion: .file(extensions: ["db"]))
  var chain: String

  @Option(help: "The height of a block. [default: all]")
  var block: UInt64?

  @Flag(help: "Print one JSON object a receipt, a line each.")
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
      console.printError(reading.describe(fault))
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
