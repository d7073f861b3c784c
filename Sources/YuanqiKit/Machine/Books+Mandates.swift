import QiChain
import QiLedger
import QiMachine
import QiValues

/// Money of wallets whose holders do not act.
extension Books {
  private struct Giver {
    let account: Account
    let source: Source
  }

  /// Moves a sum, then counts what each source gave against its mandate. A wallet without its
  /// mandate in force is not looked at: that comes before all that the ledger refuses, and more
  /// than a mandate allows comes after. Whoever is named twice gives at the first mention, and
  /// under what stands there. `move` gives what each account was drawn on for.
  mutating func drawing(
    _ sum: Money, from sources: [Source],
    _ move: (inout Books, [Account]) throws(Refusal) -> [Money]
  ) throws(Refusal) {
    var givers: [Giver] = []
    for source in sources {
      guard let account = account(source.place),
        !givers.contains(where: { $0.account == account })
      else { continue }
      givers.append(Giver(account: account, source: source))
    }
    try checkInForce(givers, giving: sum)
    let before = mark()
    let first = ledger.postings.count
    do throws(Refusal) {
      let draws = try move(&self, givers.map(\.account))
      for (giver, draw) in zip(givers, draws) where draw != .zero {
        guard let mandate = giver.source.mandate else { continue }
        try mandates[granted(mandate, by: giver.source.place)].draw(draw, at: now)
      }
    } catch {
      undo(to: before)
      throw error
    }
    noteDrawn(from: first, givers)
  }

  /// As far as something is needed still when the turn comes to a source.
  private func checkInForce(_ givers: [Giver], giving sum: Money) throws(Refusal) {
    guard givers.contains(where: { $0.source.mandate != nil }) else { return }
    var needed = sum.fen
    for giver in givers where needed > 0 {
      if let mandate = giver.source.mandate {
        try mandates[granted(mandate, by: giver.source.place)].checkInForce(at: now)
      }
      needed -= ledger.balance(of: giver.account).fen
    }
  }

  private func granted(_ mandate: Int, by place: Place) throws(Refusal) -> Int {
    let found = mandates.firstIndex { $0.place == mandate && .party($0.granter) == place }
    if let found { return found }
    // Whoever never granted it is as one who took it back.
    var refusal = Refusal(.mandateRevoked, (.mandate, .integer(Int64(mandate + 1))))
    if case .party(let stranger) = place { refusal.facts.append((.stranger, .party(stranger))) }
    throw refusal
  }

  /// Postings stand in pairs, of which the first is what the source loses.
  private mutating func noteDrawn(from first: Int, _ givers: [Giver]) {
    for giver in givers {
      guard let mandate = giver.source.mandate else { continue }
      for debit in stride(from: first, to: ledger.postings.count, by: 2)
      where ledger.postings[debit].account == giver.account {
        drawn.append(Drawn(movement: UInt16(debit / 2), mandate: UInt16(mandate + 1)))
      }
    }
    drawn.sort { $0.movement < $1.movement }
  }

  /// What a wallet has, for who was granted a mandate that is in force.
  func balance(of actor: ActorNumber) throws(Refusal) -> Money {
    var refusal = Refusal(.mandateRevoked, (.stranger, .party(actor)))
    for mandate in mandates where mandate.granter == actor {
      do throws(Refusal) {
        try mandate.checkInForce(at: now)
        return ledger.balance(of: .wallet(actor))
      } catch { refusal = error }
    }
    throw refusal
  }
}
