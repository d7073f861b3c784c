import QiDiagnostics

extension Checker {
  static let maximumInvariants = 64

  /// An invariant is asked between clauses, and depends on nothing but what clauses change.
  mutating func checkInvariants() {
    for invariant in contract.invariants {
      var seen: [String: Name] = [:]
      for name in invariant.phases {
        if let first = seen[name.text] {
          report(.phaseNamedTwice(name, first: first))
        } else if scope.phases[name.text] == nil {
          reportUnknown(phase: name)
        }
        seen[name.text] = seen[name.text] ?? name
      }
      expect(.boolean, invariant.condition, in: scope)
      if let word = invariant.condition.clocks.first { report(.invariantAsksClock(word)) }
    }
    if contract.invariants.count > Checker.maximumInvariants {
      let range = contract.invariants[Checker.maximumInvariants].range
      let what = Wording(en: "invariants", zh: "“恒有”")
      report(.tooMany(what, Checker.maximumInvariants, at: Name(text: "", range: range)))
    }
  }
}
