import ArgumentParser
import QiChain
import QiDiagnostics
import QiStore
import QiValues
import YuanqiKit

/// `yuanqi chain verify|show DB`.
struct ChainCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "chain",
      abstract: String(en: "Verify a chain, or show its blocks.", zh: "验证一条链，或列出其区块。"),
      subcommands: [VerifyCommand.self, ShowCommand.self])
  }
}

struct VerifyCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: String(
        en: "Apply a chain again from its first block, comparing everything.",
        zh: "从首个区块起重新执行一条链，逐项比对。"),
      discussion: String(
        en: """
          Every digest, link and signature is checked, every transaction is run again, and every \
          outcome, deadline and state root must come out the same. Exit 1 and the block's height \
          where something differs.

          Example:
            yuanqi chain verify deal.db
          """,
        zh: """
          检查每个摘要、链接与签名，重新执行每笔交易，结果、到期与状态根须完全一致。
          有出入时给出区块高度，退出码 1。

          示例：
            yuanqi chain verify deal.db
          """))
  }

  @Argument(help: .chain, completion: .file(extensions: ["db"]))
  var database: String

  @Flag(help: .init(en: "Print one JSON object.", zh: "输出一个 JSON 对象。"))
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
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: String(
        en: "List the blocks of a chain, verifying it on the way.", zh: "列出一条链的区块，同时验证。"),
      discussion: String(
        en: """
          Example:
            yuanqi chain show deal.db
          """,
        zh: """
          示例：
            yuanqi chain show deal.db
          """))
  }

  @Argument(help: .chain, completion: .file(extensions: ["db"]))
  var database: String

  @Flag(help: .init(en: "Print one JSON object a block, a line each.", zh: "每个区块输出一行 JSON。"))
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
