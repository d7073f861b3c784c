import QiLedger
import QiValues

/// Oracles, and what operators attest of their wallets.
extension StateMachine {
  mutating func openOracle(
    _ name: String, by actor: ActorNumber
  ) throws(Refusal) -> ActorNumber {
    guard actor == .centre else { throw Refusal(.notAuthorised) }
    try books.names.check(name)
    let number = try books.ledger.openOracle()
    books.names.add(name, number)
    return number
  }

  /// A kind has the form of a name. The register is written last: what is refused adds nothing.
  mutating func attestKind(
    _ kind: String, of wallet: ActorNumber, by actor: ActorNumber
  ) throws(Refusal) {
    let start = books.ledger.begin()
    defer { books.ledger.commit() }
    try books.ledger.attestKind(books.kinds.number(of: kind), of: wallet, by: actor)
    do throws(Refusal) { try NameRegister.checkForm(kind) } catch {
      books.ledger.undo(to: start)
      throw error
    }
    books.kinds.add(kind)
  }
}
