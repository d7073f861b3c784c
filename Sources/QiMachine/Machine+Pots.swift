import QiBytecode
import QiValues

/// Pots, and who has money in those of many.
extension Machine {
  static func place(_ place: Program.Place, _ frame: [Int64]) -> Place {
    func actor(_ register: Int) -> ActorNumber {
      ActorNumber(UInt64(bitPattern: frame[register]))
    }
    return switch place {
    case .party(let register): .party(actor(register))
    case .pot(let pot): .pot(pot)
    case .hold(let pot, let owner): .hold(pot: pot, of: actor(owner))
    }
  }

  static func held<S: Settlement>(
    _ i: Instruction, _ frame: [Int64], _ settlement: S
  ) throws(Refusal) -> Int64 {
    let pot = Int(i.constant)
    switch i.operation {
    case .held: return settlement.held(in: .pot(pot)).fen
    case .heldFor: return settlement.held(in: place(.hold(pot: pot, owner: Int(i.b)), frame)).fen
    default:
      var total: Int64 = 0
      for entry in 0..<Int(frame[Int(i.c)]) {
        let place = place(.hold(pot: pot, owner: Int(i.c) + 1 + entry), frame)
        total = try exact(total.addingReportingOverflow(settlement.held(in: place).fen))
      }
      return total
    }
  }

  /// After money moved: who has some in a pot of many stands in its list, in order of entry, and
  /// nobody else does. Sources come first, so that what is emptied makes room; an owner beyond
  /// `max` is refused `full`.
  static func keepOwners<S: Settlement>(
    of places: [Place], in program: Program, _ frame: inout [Int64], _ settlement: S
  ) throws(Refusal) {
    for place in places {
      guard case .hold(let pot, let owner) = place,
        case .each(let list, let max) = program.pots[pot].owner
      else { continue }
      let slot = Int64(bitPattern: owner.number)
      let isEmpty = settlement.held(in: place) == .zero
      let there = Machine.place(of: slot, among: Elements(stride: 1, max: max), at: list, frame)
      let end = list + 1 + Int(frame[list])
      if let there, isEmpty {
        for register in there..<end - 1 { frame[register] = frame[register + 1] }
        frame[end - 1] = 0
        frame[list] -= 1
      } else if there == nil, !isEmpty {
        guard frame[list] < Int64(max) else { throw Refusal(.full) }
        frame[end] = slot
        frame[list] += 1
      }
    }
  }
}
