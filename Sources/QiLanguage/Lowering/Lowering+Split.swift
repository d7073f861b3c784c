import QiBytecode
import QiValues

extension Lowering {
  /// The sum and each share in a register of its own, then one movement of them all.
  mutating func lower(_ split: SplitSyntax) {
    let sum = freshRegister()
    if let expression = split.sum {
      scratch {
        $0.emit(.copy, a: sum, b: $0.lower(kept: expression).register)
        $0.requireNotNegative(sum)
      }
    } else if case .pot(let pot) = scope[split.sources[0].text] {
      emit(.held, a: sum, constant: Int64(pot))
    }
    var shares: [(target: Program.Place, register: Int)] = []
    lower(split.shares, of: sum, &shares)
    let sources = split.sources.map(place)
    emit(.split, constant: Int64(program.splits.count))
    program.splits.append(.init(sources: sources, shares: shares))
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
          let most = $0.lower(kept: cap).register
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
    case .place(let name): shares.append((place(name), sum))
    case .shares(let inside): lower(inside, of: sum, &shares)
    }
  }

  private mutating func requireNotNegative(_ money: Int) {
    let (zero, holds) = (freshRegister(), freshRegister())
    emit(.load, a: zero)
    emit(.lessOrEqual, a: holds, b: zero, c: money)
    emit(.require, a: holds, c: Int(Reason.invalidAmount.rawValue))
  }
}
