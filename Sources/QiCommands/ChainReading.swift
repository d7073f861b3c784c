import QiChain
import QiDiagnostics
import QiScenario
import QiStore
import QiValues
import YuanqiKit

/// A chain being replayed from its file, with what a reader wants to know of it at the end.
struct ChainReading {
  private let file: String
  private let console: Console
  let replay: Replay
  private var progress: Progress
  private let start = ContinuousClock().now
  private var blocks = 0
  private var transactions = 0
  private var last: ReplayedBlock?
  /// What was wrong with the block at `replay.height`; reading ends there.
  private(set) var fault: ReplayFault?

  init(_ file: String, _ console: Console) throws(Failure) {
    self.file = file
    self.console = console
    progress = Progress(console)
    let log: SQLiteLog
    do throws(LogFailure) { log = try SQLiteLog.open(file, readOnly: true) } catch {
      throw Failure(error, file: file)
    }
    do throws(ReplayFault) { replay = try Replay(log) } catch {
      switch error {
      case .crypto(let failure): throw Failure(failure)
      case .log(let failure): throw Failure(failure, file: file)
      default: throw Failure(.corrupt(height: nil), file: file)
      }
    }
  }

  /// Nil after the last block, and after one with something wrong. In `before` the replay still
  /// stands behind the block before.
  mutating func next(
    before: (BlockHeader) -> Void = { _ in }
  ) throws(Failure) -> ReplayedBlock? {
    do throws(ReplayFault) {
      guard let block = try replay.next(before: before) else {
        progress.clear()
        return nil
      }
      blocks += 1
      transactions += block.receipts.count
      last = block
      progress.show(Wording(en: "block \(block.header.height)", zh: "区块 \(block.header.height)"))
      return block
    } catch {
      progress.clear()
      switch error {
      case .log(let failure): throw Failure(failure, file: file)
      case .crypto(let failure), .block(.uncheckable(let failure)): throw Failure(failure)
      default: fault = error
      }
      return nil
    }
  }

  /// The last line of a chain with nothing wrong.
  var verified: String {
    guard let last else {
      return Wording(en: "  the chain has no blocks yet", zh: "  链上还没有区块")[console.language]
    }
    let balance = replay.trialBalance
    let centre = replay.name(of: .centre)?.shown ?? "?"
    let isClosed = last.isCheckpoint
    let milliseconds = Int((ContinuousClock().now - start) / .milliseconds(1))
    let text = Wording(
      en: "\(counted(blocks, "block")), \(counted(transactions, "transaction")), "
        + "signed by \(centre) · supply \(balance.supply) · verified in \(milliseconds) ms"
        + (isClosed
          ? "" : "\n  the chain was not closed: the state after its last root is not attested"),
      zh: "\(blocks) 个区块，\(transactions) 笔交易，由\(centre)签名 · "
        + "发行 \(balance.supply) · \(milliseconds) 毫秒内校验完毕"
        + (isClosed ? "" : "\n  链未正常关闭：最后一个状态根之后的状态尚无见证"))
    return "\(console.style.paint("✓", .good)) \(text[console.language])"
  }

  /// To whoever asked for something else than whether the chain verifies.
  func show(_ fault: ReplayFault) {
    if console.speaksJSON {
      console.print(json.line)
    } else {
      console.printError(describe(fault))
    }
  }

  func describe(_ fault: ReplayFault) -> String {
    let text = Wording(en: "block \(replay.height): ", zh: "区块 \(replay.height)：")
    let sign = console.style.paint("✗", .bad)
    return "\(sign) \(text[console.language])\(wording(of: fault)[console.language])"
  }

  var json: JSON {
    .object([
      ("verified", .boolean(fault == nil)),
      ("blocks", .integer(Int64(blocks))),
      ("transactions", .integer(Int64(transactions))),
      ("head", last.map { .text($0.digest.description) } ?? .null),
      ("stateRoot", last?.header.state.map { .text($0.root.description) } ?? .null),
      ("supply", .integer(replay.trialBalance.supply.fen)),
      ("faultyBlock", fault == nil ? .null : .integer(Int64(replay.height))),
      ("message", fault.map { .text(wording(of: $0)[console.language]) } ?? .null),
    ])
  }
}

/// What a person is told while something takes more than a second, on a terminal only.
struct Progress {
  private let console: Console
  private let start = ContinuousClock().now
  private var shown = ContinuousClock().now
  private var isShown = false

  init(_ console: Console) { self.console = console }

  mutating func show(_ text: Wording) {
    let now = ContinuousClock().now
    guard console.isTerminal, now - start > .seconds(1), now - shown > .milliseconds(200) else {
      return
    }
    shown = now
    isShown = true
    console.writeError("\r\(text[console.language]) …\u{1B}[K")
  }

  mutating func clear() {
    if isShown { console.writeError("\r\u{1B}[K") }
    isShown = false
  }
}
