import QiBytecode
import QiValues

/// One signature under a joint act that is not yet done.
struct OpenApproval {
  /// The clause's place in the phase the instance is in.
  let clause: Int
  /// Whose, by place among parties and oracles.
  let role: Int
  /// `u16` count, then the values: bytes, because `==` takes texts for equal that differ.
  let arguments: [UInt8]
  /// What may leave the signer's wallets, where it was said.
  let most: Money?

  static func bytes(of arguments: [Value]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(values: arguments)
    return writer.bytes
  }
}

extension Instance {
  /// Those of these arguments under the clause, but for that role.
  func approvals(of arguments: [UInt8], under clause: Int, but role: Int?) -> [OpenApproval] {
    approvals.filter { $0.clause == clause && $0.role != role && $0.arguments == arguments }
  }

  /// What the others said with their signatures.
  func stated(
    under clause: Int, _ arguments: [Value], but role: Int, _ program: Program
  ) -> [Stated] {
    let roles = parties + members(program)
    let others = approvals(of: OpenApproval.bytes(of: arguments), under: clause, but: role)
    return others.compactMap { approval in
      approval.most.map { Stated(actor: roles[approval.role], most: $0) }
    }
  }

  /// Refuses with `duplicate` where the role has approved the same. Others of its own are replaced.
  mutating func approve(_ approval: OpenApproval) throws(Refusal) {
    let place = approvals.firstIndex {
      ($0.clause, $0.role) >= (approval.clause, approval.role)
    }
    guard let place else {
      approvals.append(approval)
      return
    }
    let there = approvals[place]
    guard there.clause == approval.clause, there.role == approval.role else {
      approvals.insert(approval, at: place)
      return
    }
    if there.arguments == approval.arguments, there.most == approval.most {
      throw Refusal(.duplicate)
    }
    approvals[place] = approval
  }

  /// What was done takes all approvals of its clause with it, those of other arguments too.
  mutating func spendApprovals(under clause: Int) {
    if !approvals.isEmpty { approvals.removeAll { $0.clause == clause } }
  }

  /// Behind an instance's values, only where there are any: `u16` count, then each; behind them,
  /// only where some of them say how much may be paid, `u16` count, then its place, from 1, and the
  /// sum.
  func writeApprovals(to writer: inout ByteWriter) {
    if approvals.isEmpty { return }
    writer.write(UInt16(approvals.count))
    for approval in approvals {
      writer.write(UInt16(approval.clause + 1))
      writer.write(UInt16(approval.role + 1))
      writer.write(raw: approval.arguments)
    }
    let stated = approvals.enumerated().compactMap { place, approval in
      approval.most.map { (place, $0) }
    }
    if stated.isEmpty { return }
    writer.write(UInt16(stated.count))
    for (place, most) in stated {
      writer.write(UInt16(place + 1))
      writer.write(most.fen)
    }
  }
}
