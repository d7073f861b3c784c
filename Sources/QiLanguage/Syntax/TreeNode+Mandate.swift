import QiValues

extension TreeNode {
  init(_ mandate: MandateSyntax) {
    self = .construct(
      .mandate,
      [
        .text(mandate.name.text), .text(mandate.granter.text), TreeNode(mandate.most),
        .integer(mandate.period.rawValue), TreeNode(mandate.until),
      ])
  }

  init(_ source: SourceSyntax) {
    let name = TreeNode.text(source.name.text)
    self = source.mandate.map { .construct(.under, [name, .text($0.text)]) } ?? name
  }

  // MARK: Reading

  func mandate() throws(MisshapenTree) -> MandateSyntax {
    let parts = try parts(of: .mandate, 5)
    return MandateSyntax(
      name: try parts[0].name(), granter: try parts[1].name(), most: try parts[2].expression(),
      period: try parts[3].choice(Period.self), until: try parts[4].expression())
  }

  func source() throws(MisshapenTree) -> SourceSyntax {
    guard case .construct = self else { return SourceSyntax(name: try name(), mandate: nil) }
    let parts = try parts(of: .under, 2)
    return SourceSyntax(name: try parts[0].name(), mandate: try parts[1].name())
  }
}
