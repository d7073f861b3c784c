/// Properties to a tree and back.
extension TreeNode {
  init(_ property: PropertySyntax) {
    let promise: TreeNode =
      switch property.promise {
      case .loses(let party, let sum):
        .construct(.loses, [.text(party.text), TreeNode(optional: sum)])
      case .receives(let party, let sum, let phase):
        .construct(
          .receives, [.text(party.text), TreeNode(optional: sum), .text(phase.text)])
      case .endsWithin(let duration): .construct(.endsWithin, [TreeNode(optional: duration)])
      }
    self = .construct(.property, [.text(property.text), promise])
  }

  func property() throws(MisshapenTree) -> PropertySyntax {
    let parts = try parts(of: .property, 2)
    return PropertySyntax(
      text: try parts[0].lineOfText(), promise: try parts[1].promise(), range: TreeNode.nowhere)
  }

  private func promise() throws(MisshapenTree) -> PropertySyntax.Promise {
    switch self {
    case .construct(.loses, let parts) where parts.count == 2:
      return .loses(try parts[0].name(), atMost: try parts[1].expression())
    case .construct(.receives, let parts) where parts.count == 3:
      return .receives(
        try parts[0].name(), atLeast: try parts[1].expression(), in: try parts[2].name())
    case .construct(.endsWithin, let parts) where parts.count == 1:
      return .endsWithin(try parts[0].expression())
    default: throw MisshapenTree()
    }
  }
}
