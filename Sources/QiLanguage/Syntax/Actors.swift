public import QiDiagnostics

/// Who sets an act or a fact off.
public enum ActorsSyntax: Sendable {
  case one(Name)
  /// `P with Q`: all of them; two at least.
  case together([Name])
  /// `2 of (a, b, c)`: so many of them.
  case some(Int64, of: [Name], SourceRange)
  /// `anyone`: whoever has a wallet, and is `actor` in the clause, as one of a group is.
  case anyone

  public var names: [Name] {
    switch self {
    case .one(let name): [name]
    case .together(let names), .some(_, let names, _): names
    case .anyone: []
    }
  }

  /// How many of them it takes; of a number that was not checked, any.
  var needed: Int64 {
    switch self {
    case .one, .anyone: 1
    case .together(let names): Int64(names.count)
    case .some(let number, _, _): number
    }
  }
}

extension ContractSyntax {
  /// Whether `actor` says who acts, which the clause alone does not: anyone, or one of a group.
  func namesActor(_ act: ActSyntax) -> Bool {
    switch act.actors {
    case .anyone: true
    case .one(let name): isGroup(name)
    case .together, .some: false
    }
  }

  /// What stands in front of the statements of an act: its arguments, and who acts where that is
  /// not said before.
  func known(in act: ActSyntax) -> [Parameter] {
    guard namesActor(act) else { return act.parameters }
    let type = TypeSyntax(form: .value(.party), range: Name.whoActs.range)
    return act.parameters + [Parameter(name: .whoActs, type: type, bound: nil)]
  }
}

extension Name {
  /// Declared nowhere: at a place no text has, and no name that was read from a tree.
  static var whoActs: Name {
    Name(text: Keyword.actor.word(in: .en), range: SourceRange(-1, -1))
  }

  /// Whether it is who acts, and nothing that is declared and called so.
  var isWhoActs: Bool { range == Name.whoActs.range }
}

/// `from D1 before D2`: when a clause is open; one of the two at least.
public struct WindowSyntax: Sendable {
  public let opens: Expression?
  public let closes: Expression?
}
