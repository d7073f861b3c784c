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

  /// Whoever is frozen has nothing in the pot any more, and is in it no more.
  static func setAside<S: Settlement>(
    _ i: Instruction, in program: Program, _ frame: inout [Int64], _ settlement: inout S
  ) throws(Refusal) {
    let pot = Int(i.constant)
    guard case .each(let list, _) = program.pots[pot].owner else { return }
    let owners = i.b > 0 ? [Int(i.b)] : (0..<Int(frame[list])).map { list + 1 + $0 }
    var emptied: [Place] = []
    for owner in owners {
      let place = place(.hold(pot: pot, owner: owner), frame)
      if try settlement.setAside(place) { emptied.append(place) }
    }
    try keepOwners(of: emptied, in: program, &frame, settlement)
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

  /// A sum in proportion to what stands in a book, each part rounded down: in 128 bits, where no
  /// product of two sums and no sum of a thousand is too large.
  static func proportion<S: Settlement>(
    _ i: Instruction, _ frame: inout [Int64], _ settlement: S
  ) throws(Refusal) {
    let (list, book, elements) = (Int(i.a), Int(i.c), Elements(constant: i.constant))
    let keys = (0..<Int(frame[book])).map { book + 1 + $0 * elements.stride }
    var weights: [Int64] = []
    for key in keys {
      let hold = Program.Place.hold(pot: elements.offset, owner: key)
      let weight =
        elements.stride == 1 ? settlement.held(in: place(hold, frame)).fen : frame[key + 1]
      if weight < 0 { throw Refusal(.invalidAmount) }
      weights.append(weight)
    }
    let (sum, whole) = (Int128(frame[Int(i.b)]), weights.reduce(Int128(0)) { $0 + Int128($1) })
    frame[list] = Int64(keys.count)
    for (entry, weight) in weights.enumerated() {
      // An entry of zero is none, so that a book with entries has a whole.
      let part = Int64(sum * Int128(weight) / max(1, whole))
      frame[list + 1 + 2 * entry] = frame[keys[entry]]
      frame[list + 2 + 2 * entry] = part
      frame[Int(i.b)] -= part
    }
  }

  static func members(in list: Int, _ frame: [Int64]) -> [Part] {
    (0..<Int(frame[list])).map { entry in
      Part(
        place(.party(list + 1 + 2 * entry), frame), Money(fen: frame[list + 2 + 2 * entry]))
    }
  }
}
