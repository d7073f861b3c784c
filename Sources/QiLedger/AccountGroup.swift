public import QiValues

/// The accounts of one kind at one operator, together.
public struct AccountGroup: Hashable, Sendable {
  public let operatorNumber: ActorNumber
  public let kind: AccountKind
  /// Of accounts, empty ones among them.
  public internal(set) var count = 0
  /// Negative is a debit. In bounds, as every sum over rows is.
  public internal(set) var balance = Money.zero
}

extension Ledger {
  /// Every row counted, by operator and kind: the balances of all groups sum to zero. An operator
  /// is always there with what it issued, another kind where it has accounts.
  public var accountGroups: [AccountGroup] {
    var groups: [AccountGroup] = []
    var places: [AccountPlace: Int] = [:]
    func count(_ balance: Money, _ operatorNumber: ActorNumber, _ kind: AccountKind) {
      let place = AccountPlace(operatorNumber: operatorNumber, kind: kind)
      if places[place] == nil {
        places[place] = groups.count
        groups.append(AccountGroup(operatorNumber: operatorNumber, kind: kind))
      }
      guard let index = places[place] else { return }
      groups[index].count += 1
      groups[index].balance.fen += balance.fen
    }
    for (number, row) in actors.enumerated() {
      if row.isWallet {
        count(row.balance, row.operatorNumber, AccountKind(wallet: row))
      } else if row.kind == .operator {
        count(row.balance, ActorNumber(UInt64(number)), .issued)
      }
    }
    for row in holds { count(row.amount, actor(row.owner)?.operatorNumber ?? .time, .held) }
    for row in unclaimed {
      count(row.amount, actor(row.holder)?.operatorNumber ?? .time, .unclaimed)
    }
    return groups.sorted {
      ($0.operatorNumber.number, $0.kind.order) < ($1.operatorNumber.number, $1.kind.order)
    }
  }
}

private struct AccountPlace: Hashable {
  let operatorNumber: ActorNumber
  let kind: AccountKind
}
