import QiBytecode
import QiValues

extension Lowering {
  /// The sum and each share in a register of its own, then one movement of them all.
  mutating func lower(_ split: SplitSyntax) {
    let sum = freshRegister()
    if let expression = split.sum {
      scratch {
        $0.emit(.copy, a: sum, b: $0.lower(expression).register)
        $0.requireNotNegative(sum)
      }
    }
    let sources = split.sources.map { lower($0) }
    if split.sum == nil { emitHeld(sum, in: sources[0].place) }
    let members = split.basis.map { lower(sum, by: $0) }
    var shares: [(target: Program.Place, register: Int)] = []
    lower(split.shares, of: sum, &shares)
    emit(.split, constant: Int64(program.splits.count))
    program.splits.append(
      .init(
        sources: sources, members: members?.list, mostMembers: members?.max ?? 0, shares: shares))
  }

  /// What each has by a book stands in a list, and what that leaves in the sum's own register.
  private mutating func lower(_ sum: Int, by basis: Name) -> (list: Int, max: Int) {
    let (base, type) = lower(name: basis.text)
    let elements: Elements
    switch (scope[basis.text], type) {
    case (.pots(let pot, let max), _): elements = Elements(stride: 1, offset: pot, max: max)
    case (_, .book(_, _, let max)): elements = Elements(stride: 2, max: max)
    default: return (base, 0)
    }
    let list = freshRegisters(1 + 2 * elements.max)
    emit(.proportion, a: list, b: sum, c: base, constant: elements.constant)
    return (list, elements.max)
  }

  /// What the shares of a level leave of the sum stands in the sum's own register at last.
  private mutating func lower(
    _ level: SharesSyntax, of sum: Int, _ shares: inout [(target: Program.Place, register: Int)]
  ) {
    let whole = level.shares.isEmpty ? sum : freshRegister()
    if whole != sum { emit(.copy, a: whole, b: sum) }
    for share in level.shares {
      let register = freshRegister()
      emit(.share, a: register, b: whole, constant: share.rate.millionths)
      if let cap = share.cap {
        scratch {
          let most = $0.lower(cap).register
          $0.requireNotNegative(most)
          $0.emit(.least, a: register, b: register, c: most)
        }
      }
      emit(.subtract, a: sum, b: sum, c: register)
      lower(share.recipient, of: register, &shares)
    }
    lower(level.remainder, of: sum, &shares)
  }

  private mutating func lower(
    _ recipient: SharesSyntax.Recipient, of sum: Int,
    _ shares: inout [(target: Program.Place, register: Int)]
  ) {
    switch recipient {
    case .place(let place): shares.append((lower(place), sum))
    case .shares(let inside): lower(inside, of: sum, &shares)
    }
  }

  private mutating func emitHeld(_ sum: Int, in place: Program.Place) {
    switch place {
    case .party: break
    case .pot(let pot): emit(.held, a: sum, constant: Int64(pot))
    case .hold(let pot, let owner): emit(.heldFor, a: sum, b: owner, constant: Int64(pot))
    }
  }

  private mutating func requireNotNegative(_ money: Int) {
    let (zero, holds) = (freshRegister(), freshRegister())
    emit(.load, a: zero)
    emit(.lessOrEqual, a: holds, b: zero, c: money)
    emit(.require, a: holds, c: Int(Reason.invalidAmount.rawValue))
  }
}
