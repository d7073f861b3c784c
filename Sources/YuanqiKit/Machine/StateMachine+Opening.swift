import QiChain
import QiCrypto
import QiLanguage
import QiLedger
import QiValues

/// Openings and publications.
extension StateMachine {
  mutating func openChain(
    _ opening: ChainOpening, by actor: ActorNumber
  ) throws(Refusal) -> ActorNumber {
    // Who may comes before what: a second centre is refused whatever its name.
    let start = books.ledger.begin()
    defer { books.ledger.commit() }
    try books.ledger.openCentre()
    do throws(Refusal) { try books.names.check(opening.name) } catch {
      books.ledger.undo(to: start)
      throw error
    }
    books.names.add(opening.name, .centre)
    return .centre
  }

  /// The digest of its side item stands for the table in the state.
  mutating func publish(_ limits: Limits, by actor: ActorNumber) throws(Refusal) {
    guard actor == .centre else { throw Refusal(.notAuthorised) }
    books.ledger.publish(limits, item: sideItem(of: limits.bytes))
  }

  mutating func publish(_ calendar: WorkingCalendar, by actor: ActorNumber) throws(Refusal) {
    guard actor == .centre else { throw Refusal(.notAuthorised) }
    books.ledger.publish(calendar, item: sideItem(of: calendar.bytes))
  }

  /// The digest of what its entry carries, with an empty receipt.
  private mutating func sideItem(of request: [UInt8]) -> Digest {
    var item = ByteWriter()
    item.write(UInt32(request.count))
    item.write(raw: request)
    return sm3.digest(.sideItem, item.bytes)
  }

  mutating func openOperator(
    _ name: String, by actor: ActorNumber
  ) throws(Refusal) -> ActorNumber {
    guard actor == .centre else { throw Refusal(.notAuthorised) }
    try books.names.check(name)
    let number = try books.ledger.openOperator()
    books.names.add(name, number)
    return number
  }

  mutating func openWallet(
    _ name: String, _ kind: WalletKind, _ walletClass: UInt8, _ holder: ActorNumber?,
    by actor: ActorNumber
  ) throws(Refusal) -> ActorNumber {
    guard books.ledger.actor(actor)?.kind == .operator else { throw Refusal(.notAuthorised) }
    try NameRegister.checkForm(name)
    let start = books.ledger.begin()
    defer { books.ledger.commit() }
    let number = try books.ledger.openWallet(
      kind, class: walletClass, at: actor, holder: holder)
    // Last, because `duplicate` comes after all that is wrong with an argument.
    do throws(Refusal) { try books.names.check(name) } catch {
      books.ledger.undo(to: start)
      throw error
    }
    books.names.add(name, number)
    return number
  }

  /// A clause of a tree of that size can neither post nor note more often than a receipt can count.
  static let mostTreeBytes = 1 << 18

  /// Templates are immutable: publishing one again is `duplicate`.
  mutating func publish(tree: [UInt8], by actor: ActorNumber) throws(Refusal) -> UInt64 {
    try checkOpen(actor)
    guard tree.count <= StateMachine.mostTreeBytes, let template = try? Template(tree: tree)
    else { throw Refusal(.badArgument) }
    guard !templates.contains(where: { $0.identity == template.identity }) else {
      throw Refusal(.duplicate)
    }
    templates.append(template)
    authors.append(actor)
    dirtyTemplates.mark(row: templates.count - 1)
    return UInt64(templates.count)
  }
}
