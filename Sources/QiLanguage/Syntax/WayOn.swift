public import QiBytecode
public import QiValues

/// One way on from a phase: a path through a clause, what is decided and paid on it, and where it
/// leads.
public struct WayOn: Sendable {
  /// A payment, or what it depends on, in the contract's own words.
  public struct Step: Sendable {
    public let text: Spelled
    /// In how many blocks it stands that the path need not take.
    public let depth: Int
  }

  public let clause: ClauseNumber
  /// Who or what sets it off, as in `head(of:)`; for the second half of a duty `failing which`.
  public let head: Spelled
  /// Set off by time.
  public let isTimed: Bool
  /// In order; of a longer path the first 15, and `…`.
  public let steps: [Step]
  /// The phase or end it leads to; nil where the phase goes on.
  public let target: String?
}

extension Template {
  /// The ways on from a phase, by its place in `contract.phases`: clause by clause, each with as
  /// many ways as it has arrows, and one where it may stay.
  public func waysOn(from place: Int) -> [WayOn] {
    guard contract.phases.indices.contains(place) else { return [] }
    return contract.clauses(of: place).enumerated().flatMap { index, clause in
      clause.waysOn(ClauseNumber(phase: UInt16(place + 1), clause: UInt16(index + 1)))
    }
  }
}

extension ClauseSyntax {
  fileprivate func waysOn(_ number: ClauseNumber) -> [WayOn] {
    func waysOn(_ outcome: Outcome, _ head: Spelled, isTimed: Bool) -> [WayOn] {
      var paths = Paths()
      if let rest = paths.follow(outcome, []) { paths.ended.append((rest, nil)) }
      return paths.ended.map { steps, target in
        WayOn(clause: number, head: head, isTimed: isTimed, steps: steps, target: target)
      }
    }
    switch trigger {
    case .right, .fact: return waysOn(outcome, head, isTimed: false)
    case .deadline: return waysOn(outcome, head, isTimed: true)
    case .duty(_, _, let failing):
      return waysOn(outcome, head, isTimed: false)
        + waysOn(failing, WayOn.Step.word(.failingWhich).text, isTimed: true)
    }
  }
}

/// The paths through a clause. Those that meet again are one, which shows both sides.
private struct Paths {
  typealias Steps = [WayOn.Step]

  var ended: [(steps: Steps, target: String?)] = []

  /// Adds the paths that end here, and returns the one that goes on; nil where none does.
  mutating func follow(_ outcome: Outcome, _ path: Steps) -> Steps? {
    guard let path = follow(outcome.statements, path) else { return nil }
    guard let arrow = outcome.target else { return path }
    ended.append((path, arrow.text))
    return nil
  }

  private mutating func follow(_ statements: [Statement], _ path: Steps) -> Steps? {
    var path = path
    for statement in statements {
      switch statement.form {
      case .pay(let sum, let source, let target):
        path = path.adding([.payment(sum, source, target)])
      case .split(let split): path = path.adding([.sharing(split)])
      case .attempt(let body, let otherwise):
        let (tried, instead) = (follow(body, []) ?? [], follow(otherwise, []) ?? [])
        guard !tried.isEmpty || !instead.isEmpty else { continue }
        path = path.adding(.block(.word(.attempt), tried) + .otherwise(instead))
      case .loop(let loop):
        let entered = path.adding([.round(loop)])
        let body = (follow(loop.body, entered) ?? entered).dropFirst(entered.count)
        if !body.isEmpty { path = path.adding(.block(.round(loop), Array(body))) }
      case .choice(let condition, let outcome, let otherwise):
        guard let next = choose(condition, outcome, otherwise, path) else { return nil }
        path = next
      case .assign, .note, .name, .assignEntry, .remove, .clear, .accrue: break
      }
    }
    return path
  }

  private mutating func choose(
    _ condition: Expression, _ outcome: Outcome, _ otherwise: Outcome?, _ path: Steps
  ) -> Steps? {
    let holding = path.adding([.condition(condition)])
    let failing =
      path.last?.text == WayOn.Step.word(.otherwise).text
      ? path : path.adding([.word(.otherwise)])
    let done = follow(outcome, holding)
    var rest: Steps? = done == nil ? failing : path
    if let otherwise { rest = follow(otherwise, failing) }
    guard let done else { return rest }
    guard let rest else { return done }
    let (inside, outside) = (done.dropFirst(holding.count), rest.dropFirst(failing.count))
    if inside.isEmpty && outside.isEmpty { return path }
    return path.adding(.block(.condition(condition), Array(inside)) + .otherwise(Array(outside)))
  }
}
