import QiValues

/// One signature under a joint act that is not yet done.
struct OpenApproval {
  /// The clause's place in the phase the instance is in.
  let clause: Int
  /// Whose, by place among parties and oracles.
  let role: Int
  /// `u16` count, then the values: bytes, because `==` takes texts for equal that differ.
  let arguments: [UInt8]
}

extension Instance {
  /// How many have approved these arguments under the clause, but for that role.
  func approvals(of arguments: [UInt8], under clause: Int, but role: Int) -> Int {
    approvals.count { $0.clause == clause && $0.role != role && $0.arguments == arguments }
  }

  /// Refuses with `duplicate` where the role has approved the same. Other arguments of its own
  /// are replaced.
  mutating func approve(_ arguments: [UInt8], under clause: Int, by role: Int) throws(Refusal) {
    let place = approvals.firstIndex { ($0.clause, $0.role) >= (clause, role) }
    let approval = OpenApproval(clause: clause, role: role, arguments: arguments)
    guard let place else {
      approvals.append(approval)
      return
    }
    let there = approvals[place]
    guard there.clause == clause, there.role == role else {
      approvals.insert(approval, at: place)
      return
    }
    guard there.arguments != arguments else { throw Refusal(.duplicate) }
    approvals[place] = approval
  }

  /// What was done takes all approvals of its clause with it, those of other arguments too.
  mutating func spendApprovals(under clause: Int) {
    if !approvals.isEmpty { approvals.removeAll { $0.clause == clause } }
  }

  /// Behind an instance's values, only where there are any: `u16` count, then each.
  func writeApprovals(to writer: inout ByteWriter) {
    if approvals.isEmpty { return }
    writer.write(UInt16(approvals.count))
    for approval in approvals {
      writer.write(UInt16(approval.clause + 1))
      writer.write(UInt16(approval.role + 1))
      writer.write(raw: approval.arguments)
    }
  }
}
