import QiBytecode

extension Lowering {
  mutating func lowerMandates() {
    for mandate in contract.mandates {
      releaseRegisters()
      let entry = here
      let most = lower(mandate.most).register
      let until = widened(lower(mandate.until))
      emit(.stop)
      program.mandates.append(
        .init(
          name: mandate.name.text, granter: contract.parties.firstIndex(of: mandate.granter) ?? 0,
          period: mandate.period, entry: entry, mostRegister: most, untilRegister: until))
    }
  }

  mutating func lower(_ source: SourceSyntax) -> Program.Source {
    var mandate: Int?
    if let name = source.mandate, case .mandate(let place)? = scope[name.text] { mandate = place }
    return .init(lower(source.place), under: mandate)
  }
}
