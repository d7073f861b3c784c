/// Who sets a clause off and when it is open, in the tree. What a contract does not have is left
/// out, so that it keeps the identity it had before any could.
extension TreeNode {
  init(_ actors: ActorsSyntax) {
    let names = TreeNode.list(actors.names.map { .text($0.text) })
    switch actors {
    case .one(let name): self = .text(name.text)
    case .together: self = .construct(.together, [names])
    case .anyone: self = .construct(.anyone, [])
    case .some(let needed, _, _): self = .construct(.some, [.integer(needed), names])
    }
  }

  init(_ window: WindowSyntax) {
    self = .construct(
      .window, [TreeNode(optional: window.opens), TreeNode(optional: window.closes)])
  }

  // MARK: Reading

  func names(atLeast least: Int) throws(MisshapenTree) -> [Name] {
    let names = try map { node throws(MisshapenTree) in try node.name() }
    guard names.count >= least else { throw MisshapenTree() }
    return names
  }

  func actors() throws(MisshapenTree) -> ActorsSyntax {
    switch self {
    case .construct(.anyone, []): return .anyone
    case .construct(.together, let parts) where parts.count == 1:
      return .together(try parts[0].names(atLeast: 2))
    case .construct(.some, let parts) where parts.count == 2:
      return .some(
        try parts[0].number(), of: try parts[1].names(atLeast: 1), TreeNode.nowhere)
    default: return .one(try name())
    }
  }

  /// No source says of oracles that they state a fact `with` each other.
  func fact() throws(MisshapenTree) -> ActSyntax {
    let act = try act()
    switch act.actors {
    case .together, .anyone: throw MisshapenTree()
    case .one, .some: break
    }
    return act
  }

  func window() throws(MisshapenTree) -> WindowSyntax {
    let parts = try parts(of: .window, 2)
    guard parts != [.absent, .absent] else { throw MisshapenTree() }
    return WindowSyntax(opens: try parts[0].optional(), closes: try parts[1].optional())
  }
}
