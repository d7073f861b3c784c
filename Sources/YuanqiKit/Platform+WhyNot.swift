public import QiValues

extension Platform {
  /// Everything that keeps an act from going through now, and who could change it. Asking changes
  /// nothing. Of a joint act that waits for more signatures the statements are not tried.
  public func whyNot(
    _ actor: ActorNumber, _ contract: ContractNumber, _ action: String, arguments: [Value] = [],
    payingAtMost most: Money? = nil
  ) -> WhyNot {
    let wasObserving = observes
    observes = false
    defer { observes = wasObserving }
    let obstacles = machine.obstacles(
      to: action, arguments, of: contract.number, paying: most, by: actor, at: now)
    let until = machine.instance(contract.number).flatMap { machine.dues.wake(of: $0) }
    return WhyNot(obstacles: obstacles, until: until)
  }
}
