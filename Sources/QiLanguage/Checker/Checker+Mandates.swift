import QiDiagnostics

/// What wallets may be spent from without their holders acting, and what may be asked of them.
extension Checker {
  enum Asking {
    /// Neither an agreement nor a deadline depends on what somebody has just then.
    case nobody
    /// A clause of time, outside a `try`.
    case onlyTried
    case anybody
  }

  mutating func asking<T>(_ asking: Asking, _ body: (inout Checker) -> T) -> T {
    let outer = asks
    asks = asking
    defer { asks = outer }
    return body(&self)
  }

  /// What a mandate allows stands fast when it is signed.
  mutating func checkMandates() {
    for mandate in contract.mandates {
      used.insert(mandate.granter.text)
      switch scope[mandate.granter.text] {
      case .party where !mandate.isFromEach, .group where mandate.isFromEach: break
      case .party, .group: report(.mandateFromEach(mandate.granter, mandate.isFromEach))
      case nil:
        let known = contract.parties + contract.groups.map(\.name)
        reportUnknown(mandate.granter, among: known.map(\.text))
      case .some: report(.notAParty(mandate.granter))
      }
      checkAgreed(mandate.most) { $0.expect(.money, mandate.most, in: $0.scope) }
      checkAgreed(mandate.until) { $0.expectMoment(mandate.until) }
    }
  }

  /// What is wrong otherwise is told only once. Working days are those known at the last signature.
  private mutating func checkAgreed(_ value: Expression, _ check: (inout Checker) -> Void) {
    let before = diagnostics.count
    check(&self)
    let late = value.moments.map(\.range) + value.names.filter { !isTerm($0) }.map(\.range)
    if let range = late.first, diagnostics.count == before { report(.mandateNotAgreed(at: range)) }
  }

  private func isTerm(_ name: Name) -> Bool {
    switch scope[name.text] {
    // What is not there is reported already.
    case .term, nil: true
    default: false
    }
  }

  /// False where the mandate is none, or no mandate from there, or must not be tried here.
  mutating func check(
    _ mandate: Name, isFrom source: PlaceSyntax, _ surroundings: Surroundings, in inner: Scope
  ) -> Bool {
    used.insert(mandate.text)
    guard case .mandate(let place)? = scope[mandate.text] else {
      if scope[mandate.text] == nil {
        reportUnknown(mandate, among: contract.mandates.map(\.name.text))
      } else {
        report(.notAMandate(mandate))
      }
      return false
    }
    let granter = contract.mandates[place].granter
    let isFromThere =
      contract.isGroup(granter) ? mayBeMember(source.name, in: inner) : granter == source.name
    guard source.part == nil, isFromThere else {
      report(.mandateOfAnother(mandate, granter: granter, source))
      return false
    }
    if surroundings.mustNotFail {
      report(.timeMayFail(at: source.name.range))
      return false
    }
    return true
  }

  /// Of a role of many; whether it is one shows when the clause runs. What is no party, or not
  /// there, is reported elsewhere.
  private mutating func mayBeMember(_ name: Name, in inner: Scope) -> Bool {
    if case .party? = inner[name.text] { return false }
    return [.party, .unknown].contains(type(of: name, in: inner))
  }

  mutating func checkBalance(of wallet: Name, at range: SourceRange, in inner: Scope) {
    if type(of: wallet, in: inner) == .unknown { return }
    let mayBeMember = mayBeMember(wallet, in: inner)
    let isGranted = contract.mandates.contains {
      $0.isFromEach ? mayBeMember : $0.granter == wallet
    }
    guard isGranted else {
      return report(.balanceNotGranted(wallet))
    }
    switch asks {
    case .nobody: report(.balanceNotHere(at: range))
    case .onlyTried: report(.timeMayFail(at: range))
    case .anybody: break
    }
  }
}
