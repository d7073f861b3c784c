import QiBytecode
import QiLedger
import QiValues

/// A clause about to run, with what set it off.
struct StartedClause {
  let clause: Program.Clause
  /// Its place in its phase.
  let index: Int
  let entry: Int
  /// Where time set it off.
  var item: DueItem?
  var stated: [Stated] = []
}

/// What may leave the wallets of who signed, by their own word.
struct Stated {
  let actor: ActorNumber
  let most: Money
}

extension StateMachine {
  /// Refuses with `more-than-stated` where more has left the wallets of the actor's holder; what
  /// came back to them does not count.
  func check(_ stated: Stated) throws(Refusal) {
    let holder = books.ledger.actor(stated.actor)?.holder
    var left = Money.zero
    for posting in books.ledger.postings where posting.amount < .zero {
      guard posting.account.kind == .wallet,
        books.ledger.actor(ActorNumber(posting.account.number))?.holder == holder
      else { continue }
      left = try left.subtracting(posting.amount)
    }
    if left > stated.most {
      throw Refusal(.moreThanStated, (.needed, .money(left)), (.limit, .money(stated.most)))
    }
  }
}
