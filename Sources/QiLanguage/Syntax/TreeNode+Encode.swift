import QiValues

/// Constructs a tree of a contract as written. Each construct's parts are in docs/language.md.
extension TreeNode {
  init(_ contract: ContractSyntax) {
    let shared = contract.shared.map {
      TreeNode.construct(
        .shared,
        [.list($0.phases.map { .text($0.text) }), .list($0.clauses.map(TreeNode.init))])
    }
    // Contracts that share nothing keep the identity they had before any could.
    self = .construct(
      .contract,
      [
        .text(contract.notice), .text(contract.name.text),
        .list(contract.parties.map { .text($0.text) }),
        .list(contract.terms.map(TreeNode.init)),
        .list(contract.pots.map { .construct(.pot, [.text($0.name.text), .text($0.owner.text)]) }),
        .list(
          contract.variables.map {
            .construct(.variable, [.text($0.name.text), TreeNode($0.initial)])
          }),
        .list(
          contract.phases.map {
            .construct(.phase, [.text($0.name.text), .list($0.clauses.map(TreeNode.init))])
          }),
        .list(contract.ends.map { .text($0.text) }),
      ] + (shared.isEmpty ? [] : [.list(shared)]) + TreeNode.oracles(of: contract))
  }

  private init(_ parameter: Parameter) {
    self = .construct(
      .parameter,
      [
        .text(parameter.name.text), .integer(parameter.type.type.rawValue),
        TreeNode(optional: parameter.bound),
      ])
  }

  private init(_ clause: ClauseSyntax) {
    self = .construct(.clause, [TreeNode(clause.trigger), TreeNode(clause.outcome)])
  }

  private init(_ trigger: ClauseSyntax.Trigger) {
    switch trigger {
    case .right(let act): self = .construct(.right, [TreeNode(act)])
    case .fact(let act): self = .construct(.fact, [TreeNode(act)])
    case .duty(let act, let within, let failing):
      self = .construct(.duty, [TreeNode(act), TreeNode(within), TreeNode(failing)])
    case .deadline(.on(let moment)): self = .construct(.deadlineOn, [TreeNode(moment)])
    case .deadline(.onEndOf(let day)): self = .construct(.deadlineOnEndOf, [TreeNode(day)])
    case .deadline(.after(let duration)): self = .construct(.deadlineAfter, [TreeNode(duration)])
    }
  }

  private init(_ act: ActSyntax) {
    self = .construct(
      .act,
      [
        TreeNode(act.actors), .text(act.name.text), .list(act.parameters.map(TreeNode.init)),
        TreeNode(optional: act.condition),
      ] + (act.window.map { [TreeNode($0)] } ?? []))
  }

  private init(_ outcome: Outcome) {
    let target: TreeNode = outcome.target.map { .text($0.text) } ?? .absent
    self = .construct(.outcome, [.list(outcome.statements.map(TreeNode.init)), target])
  }

  private init(_ statement: Statement) {
    switch statement.form {
    case .pay(.all, let source, let target):
      self = .construct(.payAll, [.text(source.text), .text(target.text)])
    case .pay(.exactly(let sum), let source, let target):
      self = .construct(.pay, [TreeNode(sum), .text(source.text), .text(target.text)])
    case .assign(let name, let assignment, let value):
      self = .construct(
        .assign, [.text(name.text), .integer(assignment.rawValue), TreeNode(value)])
    case .attempt(let body, let otherwise):
      self = .construct(
        .attempt, [.list(body.map(TreeNode.init)), .list(otherwise.map(TreeNode.init))])
    case .note(let pieces):
      self = .construct(.note, [.list(pieces.map(TreeNode.init))])
    case .name(let name, let value):
      self = .construct(.named, [.text(name.text), TreeNode(value)])
    case .choice(let condition, let outcome, let otherwise):
      self = .construct(
        .choice,
        [TreeNode(condition), TreeNode(outcome), otherwise.map(TreeNode.init) ?? .absent])
    }
  }

  private init(_ piece: Statement.NotePiece) {
    switch piece {
    case .text(let text): self = .text(text)
    case .value(let name): self = .construct(.name, [.text(name.text)])
    }
  }

  init(optional expression: Expression?) {
    self = expression.map(TreeNode.init) ?? .absent
  }

  private init(_ expression: Expression) {
    switch expression.form {
    case .literal(let value): self.init(value)
    case .name(let name): self = .construct(.name, [.text(name)])
    case .ambient(let ambient): self = .construct(.ambient, [.integer(ambient.rawValue)])
    case .negate(let inside): self = .construct(.negate, [TreeNode(inside)])
    case .not(let inside): self = .construct(.not, [TreeNode(inside)])
    case .arithmetic(let operation, let a, let b):
      self = .construct(
        .arithmetic, [.integer(operation.rawValue), TreeNode(a), TreeNode(b)])
    case .comparison(let operands, let operators):
      self = .construct(
        .comparison,
        [
          .list(operators.map { .integer($0.rawValue) }), .list(operands.map(TreeNode.init)),
        ])
    case .logic(let operation, let a, let b):
      self = .construct(.logic, [.integer(operation.rawValue), TreeNode(a), TreeNode(b)])
    }
  }

  private init(_ value: Value) {
    switch value {
    case .money(let money): self = .construct(.money, [.integer(money.fen)])
    case .integer(let integer): self = .construct(.number, [.integer(integer)])
    case .date(let day): self = .construct(.date, [.integer(Int64(day.number))])
    case .time(let instant): self = .construct(.time, [.integer(instant.seconds)])
    case .duration(let duration):
      self = .construct(
        .duration, [.integer(Int64(duration.unit.rawValue)), .integer(duration.count)])
    case .boolean(let boolean): self = .construct(.boolean, [.integer(boolean ? 1 : 0)])
    case .text(let text): self = .construct(.literalText, [.text(text)])
    // No literal is written so.
    case .digest, .party: self = .absent
    }
  }
}
