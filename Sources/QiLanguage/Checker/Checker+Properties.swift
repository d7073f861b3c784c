import QiDiagnostics

extension Checker {
  static let maximumProperties = 64

  /// A property says of a party what it loses or receives, by what clauses change, or when a life
  /// ends.
  mutating func checkProperties() {
    for property in contract.properties {
      switch property.promise {
      case .loses(let party, let sum): checkPromise(to: party, sum)
      case .receives(let party, let sum, let phase):
        checkPromise(to: party, sum)
        if scope.phases[phase.text] == nil { reportUnknown(phase: phase) }
      case .endsWithin(let duration):
        expectDuration(duration)
        checkTimeless(duration)
      }
    }
    if contract.properties.count > Checker.maximumProperties {
      let range = contract.properties[Checker.maximumProperties].range
      let what = Wording(en: "properties", zh: "“性质”")
      report(.tooMany(what, Checker.maximumProperties, at: Name(text: "", range: range)))
    }
  }

  private mutating func checkPromise(to party: Name, _ sum: Expression) {
    used.insert(party.text)
    switch scope[party.text] {
    case .party: break
    case nil: reportUnknown(party, among: contract.parties.map(\.text))
    case .some: report(.notAParty(party))
    }
    expect(.money, sum, in: scope)
    checkTimeless(sum)
  }

  private mutating func checkTimeless(_ expression: Expression) {
    if let word = expression.clocks.first { report(.propertyAsksClock(word)) }
  }
}
