import QiBytecode

/// What a clause set off by time does about frozen holds in pots of many, where it comes to them.
extension Lowering {
  /// A payment and a split look at each hold they draw on; a loop over a pot that draws on it looks
  /// at all of it, before its rounds.
  mutating func setAside(before statement: Statement) {
    if drawnOn.isEmpty { return }
    switch statement.form {
    case .pay, .split:
      for source in statement.sources {
        guard case .key(let owner)? = source.part, let pot = potOfMany(source.name)
        else { continue }
        scratch { $0.emit(.setAside, b: $0.lower(owner).register, constant: Int64(pot)) }
      }
    case .loop(let loop):
      guard let pot = potOfMany(loop.collection),
        statement.sources.contains(where: { potOfMany($0.name) == pot })
      else { return }
      emit(.setAside, constant: Int64(pot))
    default: break
    }
  }

  /// A clause that asks what is in a hold it draws on, by the same words, is told what it will
  /// find.
  mutating func setAside(before key: Expression, of pot: Name, _ number: Int, for owner: Int) {
    let isDrawnOn = drawnOn.contains { place in
      guard place.name == pot, case .key(let drawn)? = place.part else { return false }
      return TreeNode(drawn) == TreeNode(key)
    }
    if isDrawnOn { emit(.setAside, b: owner, constant: Int64(number)) }
  }

  /// The pots of one owner an outcome both fills and draws on, by number.
  func ownPots(filledIn outcome: Outcome) -> [Int] {
    Set(ownPots(outcome.sources)).intersection(ownPots(outcome.targets)).sorted()
  }

  private func ownPots(_ places: [PlaceSyntax]) -> [Int] {
    places.compactMap { if case .pot(let number)? = scope[$0.name.text] { number } else { nil } }
  }

  private func potOfMany(_ name: Name) -> Int? {
    if case .pots(let number, _)? = scope[name.text] { number } else { nil }
  }
}
