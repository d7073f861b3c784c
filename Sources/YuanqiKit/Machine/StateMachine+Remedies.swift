import QiBytecode
import QiChain
import QiLedger
import QiValues

/// Who or what could take an obstacle away.
extension StateMachine {
  /// None where nobody is left who could.
  func act(
    _ act: Program.Act, _ instance: Instance, but roles: [Int] = []
  ) -> [Remedy] {
    if act.actors.isAnyone { return [.act(act.name, by: [])] }
    let eligible = instance.eligible(for: act.actors, program(of: instance))
      .filter { !roles.contains($0.role) }
    return eligible.isEmpty ? [] : [.act(act.name, by: eligible.map(\.wallet))]
  }

  /// When an order ends, or a new day, year or period has its whole limit; nil where that would not
  /// do either.
  func moment(
    curing refusal: Refusal, _ instance: Instance, at now: Instant
  ) -> Instant? {
    if case .time(let until)? = refusal[.frozenUntil] { return until }
    guard case .money(let needed)? = refusal[.needed], case .money(let limit)? = refusal[.limit],
      needed <= limit
    else { return nil }
    switch (refusal[.whichLimit], refusal[.mandate], refusal[.granter]) {
    // By their numbers in the chain format, §6: of a day, of a year.
    case (.integer(3), _, _): return Period.day.end(around: now.day)
    case (.integer(4), _, _): return Period.year.end(around: now.day)
    case (_, .integer(let number), .party(let granter)):
      let mandate = instance.mandates.first { $0.place + 1 == number && $0.granter == granter }
      guard let mandate, let end = mandate.period.end(around: now.day), end < mandate.until
      else { return nil }
      return end
    default: return nil
    }
  }

  /// Clauses of the phase the instance is in, as something that could happen in this stay; what
  /// several say, once.
  mutating func remedies(
    _ numbers: [ClauseNumber], _ instance: Instance, at now: Instant
  ) -> [Remedy] {
    var remedies: [Remedy] = []
    for index in numbers.map({ Int($0.clause) - 1 }) {
      let act = program(of: instance).phases[instance.phase].clauses[index].act
      if let act, canCome(act, of: index, instance, at: now) {
        remedies += self.act(act, instance)
      }
      if let moment = dues.wake(of: instance, clause: index) { remedies.append(.time(moment)) }
    }
    return remedies.enumerated().filter { !remedies[..<$0].contains($1) }.map(\.element)
  }

  /// Whether it is neither done nor too late.
  private mutating func canCome(
    _ act: Program.Act, of index: Int, _ instance: Instance, at now: Instant
  ) -> Bool {
    if instance.lateness(of: index, at: now) != nil { return false }
    if instance.spent & (1 << UInt64(index)) != 0 { return false }
    guard let window = act.window else { return true }
    do throws(Refusal) { try check(window, instance, program(of: instance), at: now) } catch {
      return error.reason == .tooEarly
    }
    return true
  }
}
