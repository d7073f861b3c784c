internal import QiValues

/// What contracts paid to a holder (待领) whose wallet could not take it: section 2 of the state.
struct UnclaimedRow: Hashable, Sendable {
  let holder: ActorNumber
  /// Never negative. The row stays when everything was claimed.
  var amount = Money.zero
}

extension UnclaimedRow: StateRow {
  static let size = 32
  var money: Money { amount }

  func store(into page: inout MutableRawSpan, at offset: Int) {
    page.store(holder.number, at: offset)
    page.store(amount.fen, at: offset + 8)
  }
}
