import ArgumentParser
import QiChain
import QiDiagnostics
import QiStore
import QiValues
import YuanqiKit

/// `yuanqi chain verify|show DB`.
struct ChainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chain",
    abstract: "Verify a chain, or show its blocks.",
    subcommands: [VerifyCommand.self, ShowCommand.self])
}

struct VerifyCommand: YuanqiCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Apply a chain again from its first block, comparing everything.",
    discussion: """
      Every digest, link and signature is checked, every transaction is run again, and every \
      outcome, deadline and state root must come out the same. Exit 1 and the block's height where \
      something differs.

      Example:
        yuanqi chain verify deal.db
      """)

  @Argument(help: "A chain that `yuanqi run --chain` wrote.", completion: .file(extensions: ["db"]))
  var database: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    var reading = try ChainReading(database, console)
    while try reading.next() != nil {}
    if json {
      console.print(reading.json.line)
    } else if let fault = reading.fault {
      console.print(reading.describe(fault))
    } else {
      console.print(reading.verified)
    }
    return reading.fault == nil ? .ok : .unexpected
  }
}

struct ShowCommand: YuanqiCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "List the blocks of a chain, verifying it on the way.",
    discussion: """
      Example:
        yuanqi chain show deal.db
      """)

  @Argument(help: "A chain that `yuanqi run --chain` wrote.", completion: .file(extensions: ["db"]))
  var database: String

  @Flag(help: "Print one JSON object a block, a line each.")
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    var reading = try ChainReading(database, console)
    if !json { console.print(row(ShowCommand.titles, console.language)) }
    while let block = try reading.next() {
      console.print(json ? ShowCommand.json(block).line : row(block))
    }
    if json { return reading.fault == nil ? .ok : .unexpected }
    console.print(reading.fault.map(reading.describe) ?? reading.verified)
    return reading.fault == nil ? .ok : .unexpected
  }

  // MARK: Rows

  private static let titles: [Wording] = [
    Wording(en: "height", zh: "高度"), Wording(en: "time (UTC+8)", zh: "时间 (UTC+8)"),
    Wording(en: "transactions", zh: "交易"), Wording(en: "refused", zh: "被拒"),
    Wording(en: "moved", zh: "收付额"), Wording(en: "checkpoint", zh: "检查点"),
    Wording(en: "digest", zh: "摘要"),
  ]

  private func row(_ titles: [Wording], _ language: Language) -> String {
    row(titles.map { $0[language] })
  }

  private func row(_ block: ReplayedBlock) -> String {
    row([
      "\(block.header.height)", "\(block.header.time)", "\(block.receipts.count)",
      block.refused == 0 ? "–" : "\(block.refused)",
      block.moved == .zero ? "—" : "\(block.moved)", block.isCheckpoint ? "✓" : "",
      "sm3 \(block.digest.short)",
    ])
  }

  private func row(_ cells: [String]) -> String {
    let widths = [7, 19, 12, 8, 18, 10, 13]
    let padded = zip(cells, widths).enumerated().map { index, cell in
      // Nothing stands to the right of the last one.
      index == 6
        ? cell.0 : cell.0.padded(to: cell.1, [0, 2, 3, 4].contains(index) ? .right : .left)
    }
    return padded.joined(separator: "  ")
  }

  private static func json(_ block: ReplayedBlock) -> JSON {
    .object([
      ("height", .integer(Int64(block.header.height))),
      ("time", .text(block.header.time.iso8601)),
      ("transactions", .integer(Int64(block.receipts.count))),
      ("refused", .integer(Int64(block.refused))),
      ("moved", .integer(block.moved.fen)),
      ("checkpoint", .boolean(block.isCheckpoint)),
      ("digest", .text(block.digest.description)),
    ])
  }
}
