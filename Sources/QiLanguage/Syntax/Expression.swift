public import QiDiagnostics
public import QiValues

public struct Expression: Sendable {
  public indirect enum Form: Sendable {
    case literal(Value)
    case name(String)
    case ambient(Ambient)
    case negate(Expression)
    case not(Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    /// `a <= b < c`: one operator fewer than operands, at least one.
    case comparison([Expression], [Comparison])
    case logic(Logic, Expression, Expression)
  }

  /// What is there without being declared.
  public enum Ambient: Int64, Sendable {
    case now = 1
    case today, begun
  }

  public enum Arithmetic: Int64, Sendable {
    case add = 1
    case subtract, multiply
  }

  public enum Comparison: Int64, Sendable {
    case equal = 1
    case notEqual, less, lessOrEqual, greater, greaterOrEqual
  }

  public enum Logic: Int64, Sendable {
    case and = 1
    case or
  }

  public let form: Form
  public let range: SourceRange
}

extension Expression {
  /// Those that say what time it is.
  var clocks: [Expression] {
    switch form {
    case .ambient(.now), .ambient(.today): [self]
    case .literal, .ambient, .name: []
    case .negate(let inside), .not(let inside): inside.clocks
    case .arithmetic(_, let a, let b), .logic(_, let a, let b): a.clocks + b.clocks
    case .comparison(let operands, _): operands.flatMap(\.clocks)
    }
  }

  /// The names in it, as written.
  var names: [Name] {
    switch form {
    case .name(let name): [Name(text: name, range: range)]
    case .literal, .ambient: []
    case .negate(let inside), .not(let inside): inside.names
    case .arithmetic(_, let a, let b), .logic(_, let a, let b): a.names + b.names
    case .comparison(let operands, _): operands.flatMap(\.names)
    }
  }
}
