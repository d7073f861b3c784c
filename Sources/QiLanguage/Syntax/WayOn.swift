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
      case .assign, .note, .name, .assignEntry, .remove, .clear: break
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

extension [WayOn.Step] {
  /// So that a picture of a source without bounds has bounds.
  private static let most = 16

  fileprivate func adding(_ steps: Self) -> Self {
    let all = self + steps
    guard all.count > Self.most else { return all }
    return all.prefix(Self.most - 1) + [Element(text: Spelled(en: "…", zh: "…"), depth: 0)]
  }

  /// What stands in a block, below its head, which is there even if nothing else is.
  fileprivate static func block(_ head: Element, _ inside: Self) -> Self {
    [head] + inside.map { Element(text: $0.text, depth: $0.depth + 1) }
  }

  fileprivate static func otherwise(_ inside: Self) -> Self {
    inside.isEmpty ? [] : .block(.word(.otherwise), inside)
  }
}

extension WayOn.Step {
  private init(_ text: (Spelling) -> String) {
    self.init(text: Spelled(en: text(.en), zh: text(.zh)), depth: 0)
  }

  fileprivate static func word(_ keyword: Keyword) -> Self {
    Self { keyword.word(in: $0) }
  }

  fileprivate static func condition(_ condition: Expression) -> Self {
    Self { "\(Keyword.choice.word(in: $0)) \(condition.text(in: $0))" }
  }

  fileprivate static func round(_ loop: Statement.Loop) -> Self {
    let names = [loop.element, loop.value].compactMap { $0?.text }.joined(separator: ", ")
    return Self {
      "\(Keyword.forEach.word(in: $0)) \(names) \(Keyword.among.word(in: $0)) \(loop.collection.text)"
    }
  }

  fileprivate static func payment(
    _ sum: Statement.Sum, _ source: Name, _ target: Statement.Payee
  ) -> Self {
    let payee = [target.name, target.field].compactMap { $0?.text }.joined(separator: ".")
    return Self { spelling in
      let what =
        switch sum {
        case .all: Keyword.all.word(in: spelling)
        case .exactly(let sum): sum.text(in: spelling)
        }
      return "\(Keyword.pay.word(in: spelling)) \(what) "
        + "\(Keyword.from.word(in: spelling)) \(source.text) "
        + "\(Keyword.to.word(in: spelling)) \(payee)"
    }
  }

  /// Whom it is shared out to, each once, without the rates.
  fileprivate static func sharing(_ split: SplitSyntax) -> Self {
    var payees: [String] = []
    for target in split.shares.targets where !payees.contains(target.text) {
      payees.append(target.text)
    }
    let to = payees.joined(separator: ", ")
    return Self { spelling in
      let sources = split.sources.map(\.text)
        .joined(separator: ", \(Keyword.next.word(in: spelling)) ")
      let from =
        split.sum.map {
          "\($0.text(in: spelling)) \(Keyword.from.word(in: spelling)) \(sources)"
        } ?? sources
      return "\(Keyword.split.word(in: spelling)) \(from) \(Keyword.to.word(in: spelling)) \(to)"
    }
  }
}
