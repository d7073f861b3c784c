import QiValues

/// Interest, level instalments, dates that are moved, and what accrues.
extension TreeNode {
  func interest(
    _ construct: Construct, _ parts: [TreeNode], _ operands: inout Int
  ) throws(MisshapenTree) -> Expression.Form {
    if construct != .moved { operands += 1 }
    switch (construct, parts.count) {
    case (.interest, 4...5):
      let count = parts.count == 5 ? try parts[4].choice(DayCount.self) : nil
      return .interest(try TreeNode.expressions(parts.prefix(4), &operands), count)
    case (.level, 3): return .level(try TreeNode.expressions(parts[...], &operands))
    case (.moved, 2):
      return .moved(
        try parts[0].expression(&operands), try parts[1].choice(WorkingStep.self))
    default: throw MisshapenTree()
    }
  }

  private static func expressions(
    _ nodes: ArraySlice<TreeNode>, _ operands: inout Int
  ) throws(MisshapenTree) -> [Expression] {
    var expressions: [Expression] = []
    for node in nodes { expressions.append(try node.expression(&operands)) }
    return expressions
  }

  func accrual() throws(MisshapenTree) -> ContractSyntax.Accrual {
    guard case .construct(.accrual, let parts) = self, 2...3 ~= parts.count else {
      throw MisshapenTree()
    }
    return .init(
      name: try parts[0].name(), rate: try parts[1].expression(),
      count: parts.count == 3 ? try parts[2].choice(DayCount.self) : nil)
  }
}
