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
    let place = TreeNode(source.place)
    self = source.mandate.map { .construct(.under, [place, .text($0.text)]) } ?? place
  }

  // MARK: Reading

  func mandate() throws(MisshapenTree) -> MandateSyntax {
    let parts = try parts(of: .mandate, 5)
    return MandateSyntax(
      name: try parts[0].name(), granter: try parts[1].name(), most: try parts[2].expression(),
      period: try parts[3].choice(Period.self), until: try parts[4].expression())
  }

  func source() throws(MisshapenTree) -> SourceSyntax {
    guard case .construct(.under, _) = self else { return SourceSyntax(try place()) }
    let parts = try parts(of: .under, 2)
    return SourceSyntax(try parts[0].place(), under: try parts[1].name())
  }
}
