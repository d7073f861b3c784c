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
      case .party: break
      case nil: reportUnknown(mandate.granter, among: contract.parties.map(\.text))
      case .some: report(.notAParty(mandate.granter))
      }
      expect(.money, mandate.most, in: scope)
      expectMoment(mandate.until)
      for value in [mandate.most, mandate.until] {
        let late = value.clocks.map(\.range) + value.names.filter { !isTerm($0) }.map(\.range)
        if let range = late.first { report(.mandateNotAgreed(at: range)) }
      }
    }
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
    _ mandate: Name, isFrom source: PlaceSyntax, _ surroundings: Surroundings
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
    guard source.part == nil, granter == source.name else {
      report(.mandateOfAnother(mandate, granter: granter, source))
      return false
    }
    if surroundings.mustNotFail {
      report(.timeMayFail(at: source.name.range))
      return false
    }
    return true
  }

  mutating func checkBalance(of wallet: Name, at range: SourceRange, in inner: Scope) {
    if type(of: wallet, in: inner) == .unknown { return }
    guard contract.mandates.contains(where: { $0.granter == wallet }) else {
      return report(.balanceNotGranted(wallet))
    }
    switch asks {
    case .nobody: report(.balanceNotHere(at: range))
    case .onlyTried: report(.timeMayFail(at: range))
    case .anybody: break
    }
  }
}
