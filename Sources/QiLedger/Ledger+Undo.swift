internal import QiValues

/// What a row was before it was written, or that it was not there.
enum Change: Sendable {
  case actor(Int, ActorRow)
  case hold(Int, Money)
  case unclaimed(Int, Money)
  /// What was withheld.
  case freeze(Int, Money)
  case appended(LedgerSection, Int)
}

/// Transactions that may have to take back what they did: those that run clauses. Plain payments
/// ask everything first, and pay nothing for this.
extension Ledger {
  /// A moment of the transaction under way, to go back to.
  public struct Mark: Sendable {
    let changes: Int
    let postings: Int
    let totals: Totals
  }

  /// Starts a transaction, with no postings, and gives the mark that undoes all of it.
  @discardableResult
  public mutating func begin() -> Mark {
    postings.removeAll(keepingCapacity: true)
    isRecording = true
    return mark()
  }

  public func mark() -> Mark {
    Mark(changes: changes.count, postings: postings.count, totals: totals)
  }

  /// Takes back everything since the mark, which must be of the transaction under way: every row,
  /// and every byte of state, is as it was. Only pages with changes left at `commit()` are dirty.
  public mutating func undo(to mark: Mark) {
    while changes.count > mark.changes, let change = changes.popLast() { takeBack(change) }
    postings.removeLast(max(0, postings.count - mark.postings))
    totals = mark.totals
  }

  /// Ends the transaction. What was not undone stands; its postings can be read until the next
  /// `begin()`.
  public mutating func commit() {
    isRecording = false
    for change in changes {
      switch change {
      case .actor(let row, _): dirtyActors.mark(row: row)
      case .hold(let row, _): dirtyHolds.mark(row: row)
      case .unclaimed(let row, _): dirtyUnclaimed.mark(row: row)
      case .freeze(let row, _): dirtyFreezes.mark(row: row)
      case .appended(let section, let row): markDirty(section, row)
      }
    }
    changes.removeAll(keepingCapacity: true)
  }

  private mutating func takeBack(_ change: Change) {
    switch change {
    case .actor(let row, let old): actors[row] = old
    case .hold(let row, let old): holds[row].amount = old
    case .unclaimed(let row, let old): unclaimed[row].amount = old
    case .freeze(let row, let old): freezes[row].withheld = old
    case .appended(.actors, _): actors.removeLast()
    case .appended(.holds, _):
      let row = holds.removeLast()
      if !holdRows.isEmpty {
        holdRows[HoldKey(instance: row.instance, pot: row.pot, owner: row.owner)] = nil
      }
    case .appended(.unclaimed, _):
      unclaimedRows[unclaimed.removeLast().holder.number] = nil
    // Outside transactions that may be taken back.
    case .appended(.freezes, _): break
    case .appended(.limits, _):
      let row = published.removeLast()
      if row.year > 0 { calendars.withdrawLast(of: Int(row.year)) } else { schedule.withdrawLast() }
      today = .never
    }
  }

  // A row about to be written, or just appended: remembered in a transaction, which marks its page
  // when it commits, and marked at once outside one.

  mutating func touchActor(_ row: Int) {
    if isRecording {
      changes.append(.actor(row, actors[row]))
    } else {
      dirtyActors.mark(row: row)
    }
  }

  mutating func touchHold(_ row: Int) {
    if isRecording {
      changes.append(.hold(row, holds[row].amount))
    } else {
      dirtyHolds.mark(row: row)
    }
  }

  mutating func touchUnclaimed(_ row: Int) {
    if isRecording {
      changes.append(.unclaimed(row, unclaimed[row].amount))
    } else {
      dirtyUnclaimed.mark(row: row)
    }
  }

  mutating func touchFreeze(_ row: Int) {
    if isRecording {
      changes.append(.freeze(row, freezes[row].withheld))
    } else {
      dirtyFreezes.mark(row: row)
    }
  }

  mutating func appended(_ section: LedgerSection) {
    let row = rowCount(of: section) - 1
    if isRecording {
      changes.append(.appended(section, row))
    } else {
      markDirty(section, row)
    }
  }

  private mutating func markDirty(_ section: LedgerSection, _ row: Int) {
    switch section {
    case .actors: dirtyActors.mark(row: row)
    case .holds: dirtyHolds.mark(row: row)
    case .unclaimed: dirtyUnclaimed.mark(row: row)
    case .limits: dirtyLimits.mark(row: row)
    case .freezes: dirtyFreezes.mark(row: row)
    }
  }
}
