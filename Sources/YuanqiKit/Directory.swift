import QiBytecode
public import QiLanguage
public import QiValues

/// Who and what receipts speak of, by number.
public protocol Directory {
  /// What an actor was opened as.
  func name(of actor: ActorNumber) -> String?
  /// Nil for a contract that is not there.
  func template(of contract: ContractNumber) -> Template?
  /// The contract a hold belongs to, and its pot's name.
  func pot(ofHold number: Int) -> (contract: ContractNumber, name: String)?
}

extension Directory {
  /// A phase's name by its number in receipts less one; the built-in end comes after all others,
  /// what is only proposed before them.
  public func phaseName(_ index: Int, of contract: ContractNumber) -> String {
    if index == Instance.proposed { return "Proposed" }
    let phases = template(of: contract)?.program.phases ?? []
    return phases.indices.contains(index) ? phases[index].name : Template.halted.en
  }

  /// The name of the mandate a movement was made under, if it was.
  public func mandate(of movement: Int, in receipt: TransactionReceipt) -> String? {
    guard let place = receipt.mandate(of: movement) else { return nil }
    let mandates = template(of: ContractNumber(receipt.entry.target))?.program.mandates ?? []
    return mandates.indices.contains(place) ? mandates[place].name : nil
  }

  /// A value as a reader writes it, parties by name, texts in quotes, digests shortened.
  public func shown(_ value: Value, in spelling: Spelling = .en) -> String {
    shown(value, spelling, digest: \.short)
  }

  /// The same with digests whole.
  public func shownWhole(_ value: Value, in spelling: Spelling = .en) -> String {
    shown(value, spelling, digest: \.description)
  }

  private func shown(
    _ value: Value, _ spelling: Spelling, digest: (Digest) -> String
  ) -> String {
    func shown(_ value: Value) -> String { self.shown(value, spelling, digest: digest) }
    return switch value {
    case .party(let actor): name(of: actor) ?? value.description
    case .digest(let bytes): digest(bytes)
    case .text(let text): "\"\(text)\""
    case .list(let values): "[\(values.map(shown).joined(separator: ", "))]"
    case .record(let values): "(\(values.map(shown).joined(separator: ", ")))"
    default: value.text(in: spelling)
    }
  }
}

extension Platform: Directory {}

extension Replay: Directory {}
