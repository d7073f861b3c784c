import QiDiagnostics

/// Whose wallets a clause may spend from.
enum Spender {
  case time
  /// Everybody here has signed: places among the parties.
  case all([Int], [Name])
  /// So many of those there can be have signed, nobody knows beforehand who.
  case some(Int64, of: Int)
  /// Whoever it is has signed.
  case anyone
  /// One of a group has signed, and is `actor`.
  case member(Name)
  /// Whoever the variable is has signed.
  case somebody(Name)
  /// An oracle says what is so, and owns nothing.
  case oracles([Name])
  /// What is wrong with those who act was reported; their payments are not so too.
  case unknown

  /// Whether the name is that of whoever acts.
  func isActor(_ name: Name) -> Bool {
    switch self {
    case .anyone, .member: name.text == Keyword.actor.word(in: .en)
    case .somebody(let variable): name == variable
    default: false
    }
  }

  func maySpend(from party: Int) -> Bool {
    switch self {
    case .all(let places, _): places.contains(party)
    case .unknown: true
    case .time, .some, .anyone, .member, .somebody, .oracles: false
    }
  }
}

/// Who sets a clause off, and when it is open.
extension Checker {
  /// Parties act, oracles state facts, nobody is named twice, and it takes one of them at least.
  mutating func checkActors(_ act: ActSyntax, statesFact: Bool) -> Spender {
    if case .anyone = act.actors { return .anyone }
    if case .one(let name) = act.actors, !statesFact,
      case .variable(_, let type) = scope[name.text], [.party, .partyOrNone].contains(type)
    {
      used.insert(name.text)
      return .somebody(name)
    }
    let names = act.actors.names
    var isSound = true
    var seen: [String: Name] = [:]
    var places: [Int] = []
    var members = 0
    for name in names {
      used.insert(name.text)
      if let first = seen[name.text] {
        report(.namedTwiceAmongActors(name, first: first))
        isSound = false
        continue
      }
      seen[name.text] = name
      if !statesFact, case .group(_, let max) = scope[name.text] {
        members += max
        continue
      }
      guard let place = place(of: name, statesFact: statesFact) else {
        isSound = false
        continue
      }
      places.append(place)
    }
    let groups = names.filter(contract.isGroup)
    let most = names.count - groups.count + members
    // Of a fact members are none, which is reported.
    if case .some(let needed, _, let range) = act.actors, most > 0,
      needed < 1 || needed > Int64(most)
    {
      report(.wrongNumberOfActors(needed, of: most, at: range))
      isSound = false
    }
    if case .together = act.actors, let group = groups.first {
      report(.groupSignsTogether(group))
      isSound = false
    }
    if !isSound { return .unknown }
    if statesFact { return .oracles(names) }
    if let group = groups.first {
      return contract.namesActor(act) ? .member(group) : .some(act.actors.needed, of: most)
    }
    return act.actors.needed == names.count
      ? .all(places, names) : .some(act.actors.needed, of: most)
  }

  /// Where `actor` says who acts nothing else is called so, in either spelling: both are the same
  /// word there.
  mutating func checkActorNames() {
    let clauses = contract.everyClause.filter { $0.act.map(contract.namesActor) ?? false }
    if clauses.isEmpty { return }
    let words = [Spelling.en, .zh].map(Keyword.actor.word)
    var names = words.compactMap(scope.name)
    for clause in clauses {
      names += clause.act?.parameters.map(\.name) ?? []
      for statement in clause.outcome.statements.flatMap(\.andInner) {
        switch statement.form {
        case .name(let name, _): names.append(name)
        case .loop(let loop): names += [loop.element] + (loop.value.map { [$0] } ?? [])
        default: break
        }
      }
    }
    for name in names where words.contains(name.text) { report(.calledAsWhoActs(name)) }
  }

  /// Among the parties, or among the oracles; nil where it is neither, which is reported.
  private mutating func place(of name: Name, statesFact: Bool) -> Int? {
    switch scope[name.text] {
    case .party(let place) where !statesFact: return place
    case .oracle(let place) where statesFact: return place
    case .oracle: report(.oracleActs(name))
    case nil:
      let known = statesFact ? contract.oracles : contract.parties
      reportUnknown(name, among: known.map(\.text))
    case .some: report(statesFact ? .notAnOracle(name) : .notAParty(name))
    }
    return nil
  }

  /// Dates or times, of what is known before anybody acts: arguments are not.
  mutating func check(_ window: WindowSyntax, of act: ActSyntax) {
    for case let moment? in [window.opens, window.closes] {
      let argument = moment.names.first { name in
        scope[name.text] == nil && act.parameters.contains { $0.name == name }
      }
      if let argument {
        used.insert(argument.text)
        report(.windowOfArgument(argument))
      } else {
        expectMoment(moment)
      }
    }
  }

  mutating func expectMoment(_ expression: Expression) {
    let type = type(of: expression, in: scope)
    if [.date, .time, .unknown].contains(type) { return }
    report(
      .wrongType(
        type, expected: Wording(en: "a date or a time", zh: "日期或时刻"), at: expression))
  }
}
