import QiLedger
public import QiValues

/// One of many plain payments that are handed in together.
public struct Payment: Hashable, Sendable {
  public let amount: Money
  public let payer: ActorNumber
  public let payee: ActorNumber

  public init(_ amount: Money, from payer: ActorNumber, to payee: ActorNumber) {
    self.amount = amount
    self.payer = payer
    self.payee = payee
  }
}

extension Platform {
  /// Enters payments in order, each whole or refused, as `pay` would one by one and with the same
  /// blocks; blocks close as they fill. Gives the reasons, nil where a payment was done. Throws
  /// `unknownActor` before anything is entered.
  @discardableResult
  public func pay(_ batch: [Payment]) throws(PlatformFailure) -> [Reason?] {
    let actors = UInt64(machine.books.ledger.rowCount(of: .actors))
    for payment in batch where !(1..<actors ~= payment.payer.number) {
      throw .unknownActor(payment.payer)
    }
    var reasons: [Reason?] = []
    reasons.reserveCapacity(batch.count)
    for first in stride(from: 0, to: batch.count, by: Platform.fetchedAtOnce) {
      let chunk = batch[first..<min(first + Platform.fetchedAtOnce, batch.count)]
      machine.books.ledger.fetch(chunk.map(\.payer))
      machine.books.ledger.fetch(chunk.map(\.payee))
      for payment in chunk {
        let request = Request.transfer(payment.amount, to: payment.payee)
        reasons.append(try enter(request, by: payment.payer).reason)
      }
    }
    return reasons
  }

  private static let fetchedAtOnce = 32
}
