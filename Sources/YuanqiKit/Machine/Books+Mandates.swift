import QiChain
import QiLedger
import QiMachine
import QiValues

/// Money of wallets whose holders do not act.
extension Books {
  /// Moves money, then counts what each source gave against its mandate. By their numbers, reasons
  /// of the ledger come before those of mandates.
  mutating func drawing(
    from sources: [Source], _ move: (inout Books) throws(Refusal) -> [Money]
  ) throws(Refusal) {
    let before = mark()
    let first = ledger.postings.count
    do throws(Refusal) {
      let draws = try move(&self)
      for (source, draw) in zip(sources, draws) where draw != .zero {
        if let mandate = source.mandate { try count(draw, of: source.place, under: mandate) }
      }
    } catch {
      undo(to: before)
      throw error
    }
    noteDrawn(from: first, sources)
  }

  private mutating func count(
    _ draw: Money, of place: Place, under mandate: Int
  ) throws(Refusal) {
    let found = mandates.firstIndex { $0.place == mandate && .party($0.granter) == place }
    guard let found else { throw Refusal(.mandateRevoked) }
    try mandates[found].draw(draw, at: now)
  }

  /// Postings stand in pairs, of which the first is what the source loses.
  private mutating func noteDrawn(from first: Int, _ sources: [Source]) {
    for source in sources {
      guard let mandate = source.mandate else { continue }
      let account = account(source.place)
      for debit in stride(from: first, to: ledger.postings.count, by: 2)
      where ledger.postings[debit].account == account {
        drawn.append(Drawn(movement: UInt16(debit / 2), mandate: UInt16(mandate + 1)))
      }
    }
    drawn.sort { $0.movement < $1.movement }
  }

  /// What a wallet has, for who was granted a mandate that is in force.
  func balance(of actor: ActorNumber) throws(Refusal) -> Money {
    var refusal = Refusal(.mandateRevoked)
    for mandate in mandates where mandate.granter == actor {
      do throws(Refusal) {
        try mandate.checkInForce(at: now)
        return ledger.balance(of: .wallet(actor))
      } catch { refusal = error }
    }
    throw refusal
  }
}
