public import QiBytecode
public import QiValues

/// How a clause ended.
public enum Outcome: Hashable, Sendable {
  case stays
  /// The phase with this index is entered.
  case enters(Int)
}

/// Runs instructions from an entry to their end over a frame of registers.
///
/// Total: jumps only go forward, but for loops over what is there when they begin, so a run takes
/// at most as many steps as the program says (`longestRun`).
/// Refuses with the first reason met; what was settled before it is the caller's to undo.
public enum Machine {
  public static func run<S: Settlement>(
    _ program: Program, from entry: Int, frame: inout [Int64], settlement: inout S
  ) throws(Refusal) -> Outcome {
    var at = entry
    var attempts: [(handler: Int, mark: S.Mark, frame: [Int64])] = []
    while program.instructions.indices.contains(at) {
      let instruction = program.instructions[at]
      at += 1
      do throws(Refusal) {
        switch instruction.operation {
        case .jump: at = Int(instruction.constant)
        case .jumpUnless where frame[Int(instruction.a)] == 0: at = Int(instruction.constant)
        case .jumpIf where frame[Int(instruction.a)] != 0: at = Int(instruction.constant)
        case .jumpUnless, .jumpIf: break
        case .loop:
          frame[Int(instruction.a)] += 1
          if frame[Int(instruction.a)] >= frame[Int(instruction.b)] {
            at = Int(instruction.constant)
          }
        case .observe:
          if settlement.observes {
            settlement.observe(program.observations[Int(instruction.constant)], frame)
          }
        case .again: at = Int(instruction.constant)
        case .attempt: attempts.append((Int(instruction.constant), settlement.mark(), frame))
        case .attemptEnds: attempts.removeLast()
        case .enter: return .enters(Int(instruction.constant))
        case .stop: return .stays
        case .addWorkingDays, .toWorkingDay, .moveDate, .moveTime, .dueAfter:
          try move(instruction, &frame, settlement)
        case .pay, .payAll, .setAside, .proportion, .split, .note, .held, .heldFor, .heldForAll,
          .text, .kind, .digest, .balance:
          try settle(instruction, in: program, &frame, &settlement)
        case .element, .contains, .keys, .entry, .total, .setEntry, .setNumber, .removeEntry,
          .clear:
          try look(instruction, &frame)
        case .widen, .addFractions, .subtractFractions, .multiplyFractions, .divideFractions,
          .equalFractions, .lessFractions, .round, .level, .accrue:
          try fraction(instruction, &frame)
        default: try compute(instruction, &frame)
        }
      } catch {
        guard let attempt = attempts.popLast() else { throw error }
        settlement.undo(to: attempt.mark)
        if settlement.observes { settlement.observe(undone: error) }
        frame = attempt.frame
        at = attempt.handler
      }
    }
    return .stays
  }

  private static func settle<S: Settlement>(
    _ i: Instruction, in program: Program, _ frame: inout [Int64], _ settlement: inout S
  ) throws(Refusal) {
    let places = Places(constant: i.constant)
    switch i.operation {
    case .text:
      frame[Int(i.a)] = settlement.number(of: program.texts[Int(i.constant)])
    case .kind:
      let actor = ActorNumber(UInt64(bitPattern: frame[Int(i.b)]))
      frame[Int(i.a)] = settlement.kind(of: actor)
    case .balance:
      let actor = ActorNumber(UInt64(bitPattern: frame[Int(i.b)]))
      frame[Int(i.a)] = try settlement.balance(of: actor).fen
    case .digest:
      let digest = program.digests[Int(i.constant)]
      frame[Int(i.a)] = settlement.digest(
        digest.rule, of: digest.values.map { (frame[$0.register], $0.type) })
    case .held, .heldFor, .heldForAll: frame[Int(i.a)] = try held(i, frame, settlement)
    case .pay, .payAll:
      let source = place(places.source(i.b), frame)
      let target = place(places.target(i.c), frame)
      let sum =
        i.operation == .pay ? Money(fen: frame[Int(i.a)]) : settlement.held(in: source)
      try settlement.settle(
        .pay(sum, from: Source(source, under: places.mandate), to: target))
      try keepOwners(of: [source, target], in: program, &frame, settlement)
    case .setAside: try setAside(i, in: program, &frame, &settlement)
    case .proportion: try proportion(i, &frame, settlement)
    case .split:
      let split = program.splits[Int(i.constant)]
      let sources = split.sources.map { Source(place($0.place, frame), under: $0.mandate) }
      var parts = split.members.map { members(in: $0, frame) } ?? []
      parts += split.shares.map { share in
        Part(place(share.target, frame), Money(fen: frame[share.register]))
      }
      try settlement.settle(.split(parts, from: sources))
      try keepOwners(
        of: sources.map(\.place) + parts.map(\.target), in: program, &frame, settlement)
    default:
      try settlement.settle(.note(render(program.notes[Int(i.constant)], frame, settlement)))
    }
  }

  private static func render<S: Settlement>(
    _ pieces: [Program.NotePiece], _ frame: [Int64], _ settlement: S
  ) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let words): text += words
      case .value(let register, .party):
        text += settlement.name(of: ActorNumber(UInt64(bitPattern: frame[register])))
      case .value(let register, let type):
        text += settlement.value(frame[register], type).description
      }
    }
  }
}
