import QiDiagnostics
import QiValues

/// The tree does not have the shape of a contract.
struct MisshapenTree: Error {}

/// Reads a contract back from its tree. Places are lost: every range is empty.
extension TreeNode {
  func contract() throws(MisshapenTree) -> ContractSyntax {
    guard case .construct(.contract, let parts) = self, parts.count >= 8,
      case .list(let phases) = parts[6], !phases.isEmpty
    else { throw MisshapenTree() }
    let further = try TreeNode.further(parts[8...])
    let groups = try parts[2].list { !$0.isText }.map { node throws(MisshapenTree) in
      try node.group()
    }
    let contract = ContractSyntax(
      notice: try parts[0].notice(), name: try parts[1].name(),
      parties: try parts[2].list { $0.isText }.map { node throws(MisshapenTree) in try node.name()
      },
      groups: groups,
      oracles: try further.of(.oracle).map { node throws(MisshapenTree) in
        try node.parts(of: .oracle, 1)[0].name()
      },
      rounding: try further.of(.rounding).map { node throws(MisshapenTree) in
        try node.parts(of: .rounding, 1)[0].choice(Rounding.self)
      }.first,
      terms: try parts[3].map { node throws(MisshapenTree) in try node.parameter() },
      pots: try parts[4].map { node throws(MisshapenTree) in try node.pot() },
      variables: try parts[5].map { node throws(MisshapenTree) in
        try node.variable()
      },
      books: try further.of(.book).map { node throws(MisshapenTree) in try node.book() },
      accruals: try further.of(.accrual).map { node throws(MisshapenTree) in try node.accrual() },
      phases: try parts[6].map { node throws(MisshapenTree) in
        let parts = try node.parts(of: .phase, 2)
        return .init(
          name: try parts[0].name(),
          clauses: try parts[1].map { node throws(MisshapenTree) in try node.clause() })
      },
      shared: try further.of(.shared).map { node throws(MisshapenTree) in try node.shared() },
      ends: try parts[7].map { node throws(MisshapenTree) in try node.name() },
      invariants: try further.of(.invariant).map { node throws(MisshapenTree) in
        try node.invariant()
      },
      mandates: try further.of(.mandate).map { node throws(MisshapenTree) in
        try node.mandate(groups)
      },
      properties: try further.of(.property).map { node throws(MisshapenTree) in
        try node.property()
      },
      records: try further.of(.record).map { node throws(MisshapenTree) in try node.record() })
    guard contract.hasItsRecords, further.count(of: .rounding) <= 1 else { throw MisshapenTree() }
    return contract
  }

  /// Lists of constructs that a contract may have, those it has none of left out: each of one
  /// construct, in the order of their numbers.
  private static func further(
    _ parts: ArraySlice<TreeNode>
  ) throws(MisshapenTree) -> FurtherParts {
    var further = FurtherParts()
    for part in parts {
      guard case .list(let nodes) = part, case .construct(let construct, _)? = nodes.first,
        FurtherParts.known.contains(construct),
        further.lists.allSatisfy({ $0.construct.rawValue < construct.rawValue })
      else { throw MisshapenTree() }
      further.lists.append((construct, nodes))
    }
    return further
  }

  /// Of one phase at least.
  private func shared() throws(MisshapenTree) -> ContractSyntax.Shared {
    let parts = try parts(of: .shared, 2)
    let block = ContractSyntax.Shared(
      phases: try parts[0].map { node throws(MisshapenTree) in try node.name() },
      clauses: try parts[1].map { node throws(MisshapenTree) in try node.clause() })
    guard !block.phases.isEmpty else { throw MisshapenTree() }
    return block
  }

  private func invariant() throws(MisshapenTree) -> ContractSyntax.Invariant {
    let parts = try parts(of: .invariant, 2)
    return ContractSyntax.Invariant(
      phases: try parts[0].map { node throws(MisshapenTree) in try node.name() },
      condition: try parts[1].expression(), range: TreeNode.nowhere)
  }

  // MARK: Shapes

  func parts(of construct: Construct, _ count: Int) throws(MisshapenTree) -> [TreeNode] {
    guard case .construct(construct, let parts) = self, parts.count == count else {
      throw MisshapenTree()
    }
    return parts
  }

  func map<T>(
    _ element: (TreeNode) throws(MisshapenTree) -> T
  ) throws(MisshapenTree) -> [T] {
    guard case .list(let nodes) = self else { throw MisshapenTree() }
    var elements: [T] = []
    for node in nodes { elements.append(try element(node)) }
    return elements
  }

  func string() throws(MisshapenTree) -> String {
    guard case .text(let text) = self else { throw MisshapenTree() }
    return text
  }

  func number() throws(MisshapenTree) -> Int64 {
    guard case .integer(let integer) = self else { throw MisshapenTree() }
    return integer
  }

  func choice<T: RawRepresentable<Int64>>(_: T.Type) throws(MisshapenTree) -> T {
    guard let choice = T(rawValue: try number()) else { throw MisshapenTree() }
    return choice
  }

  static let nowhere = SourceRange(0, 0)

  func name() throws(MisshapenTree) -> Name {
    let text = try string()
    let length = text.unicodeScalars.count
    guard 1...Parser.maximumNameLength ~= length, text.unicodeScalars.allSatisfy(isNameScalar)
    else { throw MisshapenTree() }
    return Name(text: text, range: TreeNode.nowhere)
  }

  /// The `///` lines as they are read: trimmed, and with nothing in them that cannot be seen.
  private func notice() throws(MisshapenTree) -> String {
    let text = try string()
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard !text.unicodeScalars.contains(where: isHidden),
      lines.allSatisfy({ trimmed(String($0)).unicodeScalars.count == $0.count })
    else { throw MisshapenTree() }
    return text
  }

  // MARK: Clauses

  func parameter() throws(MisshapenTree) -> Parameter {
    let parts = try parts(of: .parameter, 3)
    let type = TypeSyntax(form: try parts[1].type(), range: TreeNode.nowhere)
    return Parameter(name: try parts[0].name(), type: type, bound: try parts[2].optional())
  }

  private func clause() throws(MisshapenTree) -> ClauseSyntax {
    let parts = try parts(of: .clause, 2)
    return ClauseSyntax(
      trigger: try parts[0].trigger(), outcome: try parts[1].outcome(), range: TreeNode.nowhere)
  }

  private func trigger() throws(MisshapenTree) -> ClauseSyntax.Trigger {
    guard case .construct(let construct, let parts) = self, let first = parts.first else {
      throw MisshapenTree()
    }
    switch (construct, parts.count) {
    case (.right, 1): return .right(try first.act())
    case (.fact, 1): return .fact(try first.fact())
    case (.duty, 3):
      return .duty(
        try first.act(), within: try parts[1].expression(), failing: try parts[2].outcome())
    case (.deadlineOn, 1): return .deadline(.on(try first.expression()))
    case (.deadlineOnEndOf, 1): return .deadline(.onEndOf(try first.expression()))
    case (.deadlineAfter, 1): return .deadline(.after(try first.expression()))
    case (.schedule, 3): return .deadline(.every(try schedule()))
    default: throw MisshapenTree()
    }
  }

  func act() throws(MisshapenTree) -> ActSyntax {
    guard case .construct(.act, let parts) = self, 4...5 ~= parts.count else {
      throw MisshapenTree()
    }
    return ActSyntax(
      actors: try parts[0].actors(), name: try parts[1].name(),
      parameters: try parts[2].map { node throws(MisshapenTree) in try node.parameter() },
      window: parts.count == 5 ? try parts[4].window() : nil,
      condition: try parts[3].optional())
  }

  private func outcome() throws(MisshapenTree) -> Outcome {
    let parts = try parts(of: .outcome, 2)
    return Outcome(
      statements: try parts[0].statements(),
      target: parts[1] == .absent ? nil : try parts[1].name())
  }

  // MARK: Statements

  func statements() throws(MisshapenTree) -> [Statement] {
    try map { node throws(MisshapenTree) in
      Statement(form: try node.statement(), range: TreeNode.nowhere)
    }
  }

  private func statement() throws(MisshapenTree) -> Statement.Form {
    guard case .construct(let construct, let parts) = self else { throw MisshapenTree() }
    switch (construct, parts.count) {
    case (.payAll, 2):
      return .pay(
        .all(TreeNode.nowhere), source: try parts[0].source(), target: try parts[1].payee())
    case (.pay, 3):
      return .pay(
        .exactly(try parts[0].expression()), source: try parts[1].source(),
        target: try parts[2].payee())
    case (.paySettled, 3):
      return .pay(
        .settled(try parts[0].name()), source: try parts[1].source(),
        target: try parts[2].payee())
    case (.accrue, 3):
      return .accrue(
        try parts[0].name(), on: try parts[1].expression(), until: try parts[2].expression())
    case (.assign, 3):
      return .assign(
        try parts[0].name(), try parts[1].choice(Statement.Assignment.self),
        try parts[2].expression())
    case (.attempt, 2):
      return .attempt(try parts[0].statements(), otherwise: try parts[1].statements())
    case (.split, 3): return .split(try split(parts, by: nil, try parts[2].shares()))
    case (.splitBy, 4):
      let remainder = SharesSyntax(shares: [], remainder: try parts[3].recipient())
      return .split(try split(parts, by: try parts[2].name(), remainder))
    case (.note, 1):
      return .note(try parts[0].note())
    case (.named, 2):
      return .name(try parts[0].name(), try parts[1].expression())
    case (.choice, 3):
      return .choice(
        try parts[0].expression(), try parts[1].outcome(),
        otherwise: parts[2] == .absent ? nil : try parts[2].outcome())
    default: return try listStatement(construct, parts)
    }
  }

  /// All of something is all of one pot.
  private func split(
    _ parts: [TreeNode], by basis: Name?, _ shares: SharesSyntax
  ) throws(MisshapenTree) -> SplitSyntax {
    let split = SplitSyntax(
      sum: try parts[0].optional(),
      sources: try parts[1].map { node throws(MisshapenTree) in try node.source() },
      basis: basis, shares: shares)
    guard split.sum == nil ? split.sources.count == 1 : !split.sources.isEmpty else {
      throw MisshapenTree()
    }
    return split
  }

  private func shares() throws(MisshapenTree) -> SharesSyntax {
    let parts = try parts(of: .shares, 2)
    return SharesSyntax(
      shares: try parts[0].map { node throws(MisshapenTree) in
        let parts = try node.parts(of: .share, 3)
        return .init(
          rate: Rate(millionths: try parts[0].count()), rateRange: TreeNode.nowhere,
          cap: try parts[1].optional(), recipient: try parts[2].recipient())
      }, remainder: try parts[1].recipient())
  }

  private func recipient() throws(MisshapenTree) -> SharesSyntax.Recipient {
    if case .construct(.shares, _) = self { .shares(try shares()) } else { .place(try place()) }
  }

  /// What can stand between quotes: nothing spells a closing Chinese one.
  func lineOfText() throws(MisshapenTree) -> String {
    let text = try string()
    let unwanted = text.unicodeScalars.contains { isHidden($0) || $0 == "\n" || $0 == "”" }
    guard !unwanted else { throw MisshapenTree() }
    return text
  }

  /// Pieces as they are cut out of one line of text: two texts never follow each other.
  private func note() throws(MisshapenTree) -> [Statement.NotePiece] {
    var pieces: [Statement.NotePiece] = []
    var isAfterText = false
    for piece in try map({ node throws(MisshapenTree) in node }) {
      if case .text = piece {
        let text = try piece.lineOfText()
        guard !text.isEmpty, !text.unicodeScalars.contains(where: isOpeningBrace), !isAfterText
        else {
          throw MisshapenTree()
        }
        pieces.append(.text(text))
        isAfterText = true
      } else {
        pieces.append(.value(try piece.parts(of: .name, 1)[0].name()))
        isAfterText = false
      }
    }
    return pieces
  }

  // MARK: Expressions

  func optional() throws(MisshapenTree) -> Expression? {
    self == .absent ? nil : try expression()
  }

  /// A whole expression, no larger than the parser would read.
  func expression() throws(MisshapenTree) -> Expression {
    var operands = 0
    return try expression(&operands)
  }

  func expression(_ operands: inout Int) throws(MisshapenTree) -> Expression {
    Expression(form: try form(&operands), range: TreeNode.nowhere)
  }

  private func form(_ operands: inout Int) throws(MisshapenTree) -> Expression.Form {
    guard case .construct(let construct, let parts) = self else { throw MisshapenTree() }
    switch (construct, parts.count) {
    case (.negate, 1): return .negate(try parts[0].expression(&operands))
    case (.not, 1): return .not(try parts[0].expression(&operands))
    case (.arithmetic, 3):
      return .arithmetic(
        try parts[0].choice(Expression.Arithmetic.self), try parts[1].expression(&operands),
        try parts[2].expression(&operands))
    case (.logic, 3):
      return .logic(
        try parts[0].choice(Expression.Logic.self), try parts[1].expression(&operands),
        try parts[2].expression(&operands))
    case (.entry, 2):
      operands += 1
      return .entry(try parts[0].name(), try parts[1].expression(&operands))
    case (.membership, 2):
      return .membership(try parts[0].expression(&operands), try parts[1].name())
    case (.call, 2):
      operands += 1
      return .call(
        try parts[0].choice(Expression.Function.self),
        try parts[1].map { node throws(MisshapenTree) in try node.expression(&operands) })
    case (.presence, 2):
      guard case .integer(let which) = parts[0], 1...2 ~= which else { throw MisshapenTree() }
      return .presence(try parts[1].expression(&operands), isThere: which == 2)
    case (.digest, 2):
      operands += 1
      let values = try parts[1].map { node throws(MisshapenTree) in
        try node.expression(&operands)
      }
      guard !values.isEmpty else { throw MisshapenTree() }
      return .digest(try parts[0].choice(DigestRule.self), values)
    case (.whole, 2):
      return .whole(
        try parts[0].expression(&operands), try parts[1].choice(Rounding.self))
    case (.interest, _), (.moved, _), (.level, _):
      return try interest(construct, parts, &operands)
    case (.kindOf, 1):
      operands += 1
      return .kind(try parts[0].expression(&operands))
    case (.comparison, 2):
      let operators = try parts[0].map { node throws(MisshapenTree) in
        try node.choice(Expression.Comparison.self)
      }
      let compared = try parts[1].map { node throws(MisshapenTree) in
        try node.expression(&operands)
      }
      guard !operators.isEmpty, compared.count == operators.count + 1 else {
        throw MisshapenTree()
      }
      return .comparison(compared, operators)
    default:
      operands += 1
      guard operands <= Parser.maximumOperands else { throw MisshapenTree() }
      return try operand(construct, parts)
    }
  }

  private func operand(
    _ construct: Construct, _ parts: [TreeNode]
  ) throws(MisshapenTree) -> Expression.Form {
    switch (construct, parts.count) {
    case (.name, 1): .name(try parts[0].name().text)
    case (.field, 2): .field(try parts[0].name(), try parts[1].name())
    case (.totalOf, 1): .total(try parts[0].name())
    case (.balanceOf, 1): .balance(try parts[0].name())
    case (.ambient, 1): .ambient(try parts[0].choice(Expression.Ambient.self))
    default: .literal(try literal(construct, parts))
    }
  }

  /// What a literal counts: the minus before it is a construct of its own.
  private func count() throws(MisshapenTree) -> Int64 {
    let count = try number()
    guard count >= 0 else { throw MisshapenTree() }
    return count
  }

  private func literal(
    _ construct: Construct, _ parts: [TreeNode]
  ) throws(MisshapenTree) -> Value {
    let value: Value?
    switch (construct, parts.count) {
    case (.money, 1): value = .money(Money(fen: try parts[0].count()))
    case (.rate, 1): value = .rate(Rate(millionths: try parts[0].count()))
    case (.dailyRate, 1): value = .dailyRate(Rate(millionths: try parts[0].count()))
    case (.number, 1): value = .integer(try parts[0].count())
    case (.date, 1): value = Day(number: try parts[0].number()).map(Value.date)
    case (.time, 1): value = Instant(seconds: try parts[0].number()).map(Value.time)
    case (.duration, 2):
      let unit = UInt8(exactly: try parts[0].number()).flatMap(Duration.Unit.init)
      let count = try parts[1].count()
      guard let unit, count <= unit.longest else { throw MisshapenTree() }
      value = .duration(Duration(count, unit))
    case (.boolean, 1): value = .boolean(try parts[0].number() != 0)
    case (.literalText, 1): value = .text(try parts[0].lineOfText())
    case (.none, 0): value = .nobody
    default: value = nil
    }
    guard let value else { throw MisshapenTree() }
    return value
  }
}
