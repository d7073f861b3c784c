public import QiDiagnostics

/// Who sets an act or a fact off.
public enum ActorsSyntax: Sendable {
  case one(Name)
  /// `P with Q`: all of them; two at least.
  case together([Name])
  /// `2 of (a, b, c)`: so many of them.
  case some(Int64, of: [Name], SourceRange)

  public var names: [Name] {
    switch self {
    case .one(let name): [name]
    case .together(let names), .some(_, let names, _): names
    }
  }

  /// How many of them it takes; of a number that was not checked, any.
  var needed: Int64 {
    switch self {
    case .one: 1
    case .together(let names): Int64(names.count)
    case .some(let number, _, _): number
    }
  }
}

/// `from D1 before D2`: when a clause is open; one of the two at least.
public struct WindowSyntax: Sendable {
  public let opens: Expression?
  public let closes: Expression?
}
