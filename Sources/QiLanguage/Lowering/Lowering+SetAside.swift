import QiBytecode

/// What a clause set off by time does about frozen holds in pots of many, where it comes to them.
extension Lowering {
  /// A payment and a split look at each hold they draw on; a loop over a pot that draws on it looks
  /// at all of it, before its rounds.
  mutating func setAside(before statement: Statement) {
    guard setsAside else { return }
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

  /// The pots of one owner an outcome draws on, by number.
  func ownPots(drawnOnIn outcome: Outcome) -> [Int] {
    let pots = outcome.sources.compactMap { place -> Int? in
      if case .pot(let number)? = scope[place.name.text] { number } else { nil }
    }
    return Set(pots).sorted()
  }

  private func potOfMany(_ name: Name) -> Int? {
    if case .pots(let number, _)? = scope[name.text] { number } else { nil }
  }
}
