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
    /// `w.amount`.
    case field(Name, Name)
    /// `B[k]`.
    case entry(Name, Expression)
    /// `total of B`.
    case total(Name)
    /// `k in B`.
    case membership(Expression, Name)
    /// `min(a, b)`, `max(a, b, c)`, `days(a, b)`.
    case call(Function, [Expression])
    /// `a / b rounding half up`.
    case whole(Expression, Rounding)
    /// `interest(p, r, from, to, actual/365)`; without a day count where the rate is one a day.
    case interest([Expression], DayCount?)
    /// `level(p, yearly, n)`.
    case level([Expression])
    /// `date moved to the next working day`.
    case moved(Expression, WorkingStep)
    /// `kind of W`.
    case kind(Expression)
    /// `balance of W`.
    case balance(Name)
    /// `x is not none`, `x is none`.
    case presence(Expression, isThere: Bool)
    /// `sm3(a, b)`, `sha256(a, b)`.
    case digest(DigestRule, [Expression])
  }

  /// What is there without being declared.
  public enum Ambient: Int64, Sendable {
    case now = 1
    case today, begun
  }

  public enum Arithmetic: Int64, Sendable {
    case add = 1
    case subtract, multiply, divide
  }

  public enum Comparison: Int64, CaseIterable, Sendable {
    case equal = 1
    case notEqual, less, lessOrEqual, greater, greaterOrEqual
  }

  public enum Logic: Int64, Sendable {
    case and = 1
    case or
  }

  public enum Function: Int64, CaseIterable, Sendable {
    case least = 1
    case greatest, days
  }

  public let form: Form
  public let range: SourceRange
}

/// Where a date goes that is no working day. Raw values are those of the canonical tree.
public enum WorkingStep: Int64, CaseIterable, Sendable {
  case next = 1
  case previous
}

extension Expression {
  /// What it is made of.
  var parts: [Expression] {
    switch form {
    case .literal, .ambient, .name, .field, .total, .balance: []
    case .negate(let inside), .not(let inside), .entry(_, let inside), .membership(let inside, _),
      .kind(let inside), .whole(let inside, _), .moved(let inside, _), .presence(let inside, _):
      [inside]
    case .arithmetic(_, let a, let b), .logic(_, let a, let b): [a, b]
    case .comparison(let operands, _), .call(_, let operands), .digest(_, let operands),
      .interest(let operands, _), .level(let operands):
      operands
    }
  }

  /// Whether it depends on when it is asked: names `now`, `today` or `begun`, or working days, of
  /// which those known by then count.
  var namesMoment: Bool {
    if case .ambient = form { return true }
    if countsWork { return true }
    return parts.contains(where: \.namesMoment)
  }

  /// Those that say what time it is, or which days are worked.
  var clocks: [Expression] {
    switch form {
    case .ambient(.now), .ambient(.today): [self]
    case _ where countsWork: [self]
    default: parts.flatMap(\.clocks)
    }
  }

  /// Those that say what time it is.
  var moments: [Expression] {
    switch form {
    case .ambient(.now), .ambient(.today): [self]
    default: parts.flatMap(\.moments)
    }
  }

  /// Whether it asks the calendar itself, and not only a part of it.
  private var countsWork: Bool {
    switch form {
    case .moved: true
    case .literal(.duration(let duration)): duration.unit == .workingDays
    default: false
    }
  }

  /// The names in it, as written.
  var names: [Name] {
    switch form {
    case .name(let name): [Name(text: name, range: range)]
    case .field(let base, _): [base]
    case .entry(let book, let key): [book] + key.names
    case .total(let book): [book]
    case .balance(let wallet): [wallet]
    case .membership(let value, let collection): value.names + [collection]
    default: parts.flatMap(\.names)
    }
  }
}

extension Expression {
  /// Variables that are somebody where it holds, or where it does not.
  func somebody(where holds: Bool) -> Set<String> {
    switch form {
    case .presence(let inside, holds):
      if case .name(let name) = inside.form { [name] } else { [] }
    case .not(let inside): inside.somebody(where: !holds)
    case .logic(let operation, let a, let b):
      (operation == .and) == holds
        ? a.somebody(where: holds).union(b.somebody(where: holds))
        : a.somebody(where: holds).intersection(b.somebody(where: holds))
    default: []
    }
  }
}
