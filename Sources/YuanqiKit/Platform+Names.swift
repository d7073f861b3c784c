import QiChain
import QiCrypto
public import QiValues

/// Transactions by their names: an actor and its sequence number (docs/chain-format.md §4).
extension Platform {
  /// The number of the actor's next transaction, from 1.
  public func nextSequence(of actor: ActorNumber) -> UInt64 {
    machine.books.ledger.nextSequence(of: actor)
  }

  /// What came of the transaction of that name; nil where there is none. Looks through the block
  /// under way, then back through the log: the longer ago, the longer it takes.
  public func receipt(
    of actor: ActorNumber, sequence: UInt64
  ) throws(PlatformFailure) -> TransactionReceipt? {
    try recorded(actor, sequence)?.receipt
  }

  /// Answers a transaction under a number its actor has used.
  func answerAgain(
    _ request: Request, by actor: ActorNumber, _ sequence: UInt64
  ) throws(PlatformFailure) -> TransactionReceipt {
    if let (receipt, bytes) = try recorded(actor, sequence),
      request.isContent(of: receipt.entry, bytes)
    {
      return receipt
    }
    var entry = Entry(
      actor: actor, sequence: sequence, kind: request.kind, reason: .duplicate,
      target: request.target ?? 0, amount: request.amount)
    machine.stateBalances(in: &entry)
    return TransactionReceipt(
      height: height, time: now, entry: entry, detail: .refused(Refusal(.duplicate)))
  }

  private func recorded(
    _ actor: ActorNumber, _ sequence: UInt64
  ) throws(PlatformFailure) -> (receipt: TransactionReceipt, request: ArraySlice<UInt8>)? {
    guard 1..<nextSequence(of: actor) ~= sequence else { return nil }
    var below = height
    var reader = builder.transactions
    var time = now
    do {
      var sm3 = try SM3()
      while true {
        while let found = try reader.next() {
          guard found.entry.actor == actor, found.entry.sequence == sequence else { continue }
          let receipt = TransactionReceipt(
            height: below, time: time, entry: found.entry, detail: try found.receipt())
          return (receipt, found.side?.request ?? [])
        }
        guard below > 0 else { return nil }
        below -= 1
        guard let stored = try log.read(height: below) else { throw LogFailure.notFound }
        let block = try Block(decoding: stored.bytes, using: &sm3)
        (reader, time) = (block.transactions, block.header.time)
      }
    } catch let failure as LogFailure {
      throw .log(failure)
    } catch let failure as CryptoFailure {
      throw .crypto(failure)
    } catch { throw .log(.corrupt(height: below)) }
  }
}

extension Request {
  /// The target, where the request names one; that of others follows from the actor or the outcome.
  var target: UInt64? {
    switch self {
    case .issue(_, let wallet), .transfer(_, let wallet): wallet.number
    case .act(let instance, _, _, _), .due(let instance), .sign(let instance, _, _),
      .withdraw(let instance), .revoke(_, let instance):
      instance
    case .attestKind(_, let wallet), .freeze(let wallet, _), .unfreeze(let wallet, _): wallet.number
    default: nil
    }
  }

  func isContent(of entry: Entry, _ request: ArraySlice<UInt8>) -> Bool {
    kind == entry.kind && amount == entry.amount && (target ?? entry.target) == entry.target
      && bytes.elementsEqual(request)
  }
}
