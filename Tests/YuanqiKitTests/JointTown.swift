import QiLedger
import Testing

@testable import YuanqiKit

/// Contracts of several signatures, oracles and windows, in which everybody signs whatever comes to
/// mind. Beside the platform stands a plain account of who has approved what.
struct JointTown {
  private static let clauses = """
    2 of (owner, builder, surveyor) may release(n: integer where 0 < n) when done > 0 {
        pay ¥1 * n from escrow to builder
    }
    owner with surveyor may raise(n: integer) { pay ¥1 from surveyor to escrow }
    2 of (court, bureau) state sealed(n: integer) when n > 0 -> Work
    court states stopped from begun + 6 days { pay all from escrow to owner } -> Over
    builder with owner must meet before begun + 9 days within 8 days when done < 9,
        failing which { note "nobody came" }
    """

  /// Who approved which argument under an act, by the act's name and the role.
  private struct Signature: Hashable {
    let act: String
    let role: String
  }

  let fitting: Fitting
  private var random: SplitMix
  private var open: [Signature: Int64] = [:]
  private(set) var outcomes: [String: Int] = [:]

  init(seed: UInt64) throws {
    fitting = try Fitting(JointTown.clauses)
    random = SplitMix(state: seed)
  }

  private static let acts = [
    "release", "release", "release", "raise", "raise", "sealed", "sealed", "meet", "stopped",
    "allow", "restart",
  ]

  mutating func step() throws {
    if random.below(12) == 0 {
      let seconds = Int64(random.below(200_000))
      let stay = try fitting.instance().stay
      try fitting.platform.advance(to: #require(fitting.platform.now.adding(seconds: seconds)))
      let instance = try fitting.instance()
      if instance.stay != stay { open = [:] }
      if instance.spent != 0 { open = open.filter { $0.key.act != "meet" } }
      return try expectSameApprovals("time")
    }
    let names = ["owner", "second", "builder", "surveyor", "court", "bureau"]
    let who = names[random.below(names.count)]
    let act = JointTown.acts[random.below(JointTown.acts.count - (random.below(4) > 0 ? 1 : 0))]
    let number = Int64(random.below(3))
    let takesNumber = ["release", "raise", "sealed"].contains(act)
    let before = fitting.platform.stateBytes(but: fitting.actors[who])
    let receipt = try fitting.act(who, act, arguments: takesNumber ? [.integer(number)] : [])
    note(receipt, Signature(act: act, role: who == "second" ? "owner" : who), number, takesNumber)
    if !receipt.isDone {
      #expect(fitting.platform.stateBytes(but: fitting.actors[who]) == before)
    }
    try expectSameApprovals("\(who) \(act) \(number)")
  }

  private mutating func note(
    _ receipt: TransactionReceipt, _ signature: Signature, _ number: Int64, _ takesNumber: Bool
  ) {
    let argument = takesNumber ? number : 0
    let same = open.filter { $0.key.act == signature.act && $0.value == argument }
    if let approval = receipt.approval {
      outcomes["approved", default: 0] += 1
      #expect(open[signature] != argument)
      open[signature] = argument
      #expect(Int(approval.count) == same.count + 1 && approval.needed == 2)
    } else if let run = receipt.run {
      outcomes["done", default: 0] += 1
      let isEntered = ["restart", "sealed", "stopped"].contains(signature.act)
      open = isEntered ? [:] : open.filter { $0.key.act != signature.act }
      #expect(run.clause.phase == 2)
    } else if let reason = receipt.reason {
      outcomes[reason.code, default: 0] += 1
      if reason == .duplicate { #expect(same[signature] != nil) }
    }
  }

  /// The platform's account of open approvals is ours.
  private func expectSameApprovals(_ comment: Comment) throws {
    let instance = try fitting.instance()
    let program = fitting.platform.machine.program(of: instance)
    let kept = instance.approvals.map { approval in
      let act = program.phases[instance.phase].clauses[approval.clause].act
      return Signature(act: act?.name ?? "", role: program.roleNames[approval.role])
    }
    #expect(Set(kept) == Set(open.keys) && kept.count == open.count, comment)
    let places = instance.approvals.map { [$0.clause, $0.role] }
    #expect(places == places.sorted { $0.lexicographicallyPrecedes($1) }, comment)
  }
}

extension Fitting {
  func instance() throws -> Instance {
    let instance = platform.machine.instance(deal.number)
    return try #require(instance)
  }

  @discardableResult
  func act(_ who: String, _ action: String, arguments: [Value]) throws -> TransactionReceipt {
    try platform.act(#require(actors[who]), deal, action, arguments: arguments)
  }
}
