public import QiChain
public import QiCrypto
public import QiValues

/// What is wrong with a block of a chain that was to be replayed.
public enum ReplayFault: Error, Hashable, Sendable {
  case log(LogFailure)
  case crypto(CryptoFailure)
  /// Form, order, digests or signature.
  case block(BlockFault)
  /// The request of the entry, counted from 0, is not one of its kind.
  case request(Int)
  /// The entry, counted from 0, does not say what came of its transaction, or is one that nobody
  /// enters: of an actor who is not there, of time where no deadline fired.
  case outcome(Int)
  /// A deadline that was due by then has not fired.
  case deadlineMissed(due: Instant)
  /// The header does not carry the root of the state its blocks lead to.
  case stateRoot
}

/// One block as it was applied again.
public struct ReplayedBlock: Sendable {
  public let header: BlockHeader
  public let digest: Digest
  public let receipts: [TransactionReceipt]
  /// What they asked for, one a receipt.
  public let requests: [Request]

  /// Whether it carries the root of its own state.
  public var isCheckpoint: Bool { header.state?.height == header.height }

  public var refused: Int { receipts.count { !$0.isDone } }

  /// What left or entered wallets, holds and issuance: the sum of all gains.
  public var moved: Money {
    receipts.lazy.flatMap(\.postings).reduce(.zero) { sum, posting in
      posting.amount > .zero ? (try? sum.adding(posting.amount)) ?? sum : sum
    }
  }
}

/// Applies a chain again from its first block, comparing every digest, signature, outcome and state
/// root with what the machine makes of the same transactions. Trusts nothing but the format.
public final class Replay {
  private let log: any BlockLog
  private var check: BlockCheck
  private var roots = StateRoots()
  var machine: StateMachine

  public init(_ log: any BlockLog) throws(ReplayFault) {
    self.log = log
    do throws(CryptoFailure) {
      check = try BlockCheck()
      machine = try StateMachine()
    } catch { throw .crypto(error) }
  }

  /// Whether receipts tell what the clauses looked at and decided.
  public var observes: Bool {
    get { machine.books.observes }
    set { machine.books.observes = newValue }
  }

  /// Of the block to come.
  public var height: UInt64 { check.height }

  /// The next block; nil after the head. Throws the first thing wrong with it. What is asked in
  /// `before` is answered as of the block before; the header has been checked, its block not yet
  /// applied.
  public func next(before: (BlockHeader) -> Void = { _ in }) throws(ReplayFault) -> ReplayedBlock? {
    guard let head = try asking({ () throws(LogFailure) in try log.head }),
      check.height <= head.height
    else { return nil }
    let stored = try asking { () throws(LogFailure) in try log.read(height: check.height) }
    let block: Block
    do throws(BlockFault) { block = try check.next(stored) } catch { throw .block(error) }
    before(block.header)
    let (receipts, requests) = try apply(block)
    try checkRoot(of: block.header)
    return ReplayedBlock(
      header: block.header, digest: block.digest, receipts: receipts, requests: requests)
  }

  private func asking<T>(_ question: () throws(LogFailure) -> T) throws(ReplayFault) -> T {
    do { return try question() } catch { throw .log(error) }
  }

  private func apply(
    _ block: Block
  ) throws(ReplayFault) -> ([TransactionReceipt], [Request]) {
    let now = block.header.time
    if let item = machine.nextDue(), item.wake < now { throw .deadlineMissed(due: item.wake) }
    var receipts: [TransactionReceipt] = []
    var requests: [Request] = []
    receipts.reserveCapacity(Int(block.header.entryCount))
    var reader = block.transactions
    while let recorded = try next(of: &reader) {
      let request: Request
      do throws(MalformedBytes) { request = try Request(recorded) } catch {
        throw .request(receipts.count)
      }
      receipts.append(try apply(request, recorded, receipts.count, block.header))
      requests.append(request)
    }
    return (receipts, requests)
  }

  private func next(of reader: inout BlockReader) throws(ReplayFault) -> RecordedTransaction? {
    do { return try reader.next() } catch { throw .block(error) }
  }

  private func apply(
    _ request: Request, _ recorded: RecordedTransaction, _ index: Int, _ header: BlockHeader
  ) throws(ReplayFault) -> TransactionReceipt {
    let entry = recorded.entry
    if entry.kind != .due, let item = machine.nextDue(), item.wake <= header.time {
      throw .deadlineMissed(due: item.wake)
    }
    guard machine.canEnter(request, entry.actor), entry.actor != .time || entry.reason == nil
    else { throw .outcome(index) }
    let applied = machine.apply(request, by: entry.actor, at: header.time)
    // The entry's digest of its side item was checked: what remains is that the parts are equal,
    // byte by byte, because `==` takes texts for equal that differ.
    var expected = applied.entry
    expected.sideDigest = entry.sideDigest
    var receipt = ByteWriter()
    applied.receipt.encode(into: &receipt)
    guard expected == entry, applied.request.elementsEqual(recorded.side?.request ?? []),
      receipt.bytes.elementsEqual(recorded.side?.receipt ?? [])
    else { throw .outcome(index) }
    return TransactionReceipt(
      height: header.height, time: header.time, entry: entry, detail: applied.receipt,
      observed: machine.takeObserved())
  }

  private func checkRoot(of header: BlockHeader) throws(ReplayFault) {
    let mark = try? roots.mark(
      at: header.height, isEmpty: header.entryCount == 0, &machine)
    guard mark == header.state else { throw .stateRoot }
  }
}
