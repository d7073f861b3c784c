import QiValues

/// Constructs a tree of a contract as written. Each construct's parts are in docs/language.md.
extension TreeNode {
  init(_ contract: ContractSyntax) {
    self = .construct(
      .contract,
      [
        .text(contract.notice), .text(contract.name.text),
        .list(
          contract.parties.map { .text($0.text) }
            + contract.groups.map { .construct(.group, [.text($0.name.text), .integer($0.max)]) }),
        .list(contract.terms.map(TreeNode.init)),
        .list(contract.pots.map(TreeNode.init)),
        .list(
          contract.variables.map {
            .construct(
              .variable,
              [.text($0.name.text), TreeNode($0.initial)]
                + ($0.type.map { [TreeNode($0.form)] } ?? []))
          }),
        .list(
          contract.phases.map {
            .construct(.phase, [.text($0.name.text), .list($0.clauses.map(TreeNode.init))])
          }),
        .list(contract.ends.map { .text($0.text) }),
      ] + TreeNode.further(contract))
  }

  /// What a contract has none of is left out: those without keep the identity they had before any
  /// could have them.
  private static func further(_ contract: ContractSyntax) -> [TreeNode] {
    let shared = contract.shared.map {
      TreeNode.construct(
        .shared,
        [.list($0.phases.map { .text($0.text) }), .list($0.clauses.map(TreeNode.init))])
    }
    let records = contract.records.map {
      TreeNode.construct(
        .record,
        [
          .text($0.name.text), .list($0.fields.map(TreeNode.init)),
          .list($0.key.map { .text($0.text) }),
        ])
    }
    let books = contract.books.map {
      TreeNode.construct(
        .book,
        [
          .text($0.name.text), .integer($0.value.rawValue), .integer($0.key.rawValue),
          .integer($0.max),
        ])
    }
    let invariants = contract.invariants.map {
      TreeNode.construct(
        .invariant, [.list($0.phases.map { .text($0.text) }), TreeNode($0.condition)])
    }
    let oracles = contract.oracles.map { TreeNode.construct(.oracle, [.text($0.text)]) }
    let accruals = contract.accruals.map {
      TreeNode.construct(
        .accrual,
        [.text($0.name.text), TreeNode($0.rate)]
          + ($0.count.map { [.integer($0.rawValue)] } ?? []))
    }
    let rounding = contract.rounding.map {
      TreeNode.construct(.rounding, [.integer($0.rawValue)])
    }
    let mandates = contract.mandates.map(TreeNode.init)
    let properties = contract.properties.map(TreeNode.init)
    let lists = [
      shared, records, books, invariants, oracles, rounding.map { [$0] } ?? [], accruals,
      mandates, properties,
    ]
    return lists.filter { !$0.isEmpty }.map(TreeNode.list)
  }

  private init(_ pot: ContractSyntax.Pot) {
    let carried: [TreeNode] = pot.isCarriedOver ? [.integer(1)] : []
    switch pot.owner {
    case .party(let owner):
      self = .construct(.pot, [.text(pot.name.text), .text(owner.text)] + carried)
    case .each(let max):
      self = .construct(.pots, [.text(pot.name.text), .integer(max)] + carried)
    }
  }

  private init(_ parameter: Parameter) {
    self = .construct(
      .parameter,
      [
        .text(parameter.name.text), TreeNode(parameter.type.form),
        TreeNode(optional: parameter.bound),
      ])
  }

  private init(_ type: TypeSyntax.Form) {
    switch type {
    case .value(let kind): self = .integer(kind.rawValue)
    case .record(let name): self = .text(name.text)
    case .choice(let names): self = .construct(.oneOf, [.list(names.map { .text($0.text) })])
    case .partyOrNone: self = .construct(.orNone, [.integer(ValueKind.party.rawValue)])
    case .list(let element, let max):
      self = .construct(.listOf, [TreeNode(element), .integer(max)])
    case .set(let element, let max):
      self = .construct(.setOf, [.integer(element.rawValue), .integer(max)])
    }
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
    case .deadline(.every(let schedule)): self.init(schedule)
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
      self = .construct(.payAll, [TreeNode(source), TreeNode(target)])
    case .pay(.exactly(let sum), let source, let target):
      self = .construct(.pay, [TreeNode(sum), TreeNode(source), TreeNode(target)])
    case .pay(.settled(let name), let source, let target):
      self = .construct(.paySettled, [.text(name.text), TreeNode(source), TreeNode(target)])
    case .accrue(let name, let principal, let day):
      self = .construct(.accrue, [.text(name.text), TreeNode(principal), TreeNode(day)])
    case .assign(let name, let assignment, let value):
      self = .construct(
        .assign, [.text(name.text), .integer(assignment.rawValue), TreeNode(value)])
    case .attempt(let body, let otherwise):
      self = .construct(
        .attempt, [.list(body.map(TreeNode.init)), .list(otherwise.map(TreeNode.init))])
    case .split(let split):
      let of = [TreeNode(optional: split.sum), .list(split.sources.map(TreeNode.init))]
      if let basis = split.basis {
        self = .construct(.splitBy, of + [.text(basis.text), TreeNode(split.shares.remainder)])
      } else {
        self = .construct(.split, of + [TreeNode(split.shares)])
      }
    case .note(let pieces):
      self = .construct(.note, [.list(pieces.map(TreeNode.init))])
    case .name(let name, let value):
      self = .construct(.named, [.text(name.text), TreeNode(value)])
    case .choice(let condition, let outcome, let otherwise):
      self = .construct(
        .choice,
        [TreeNode(condition), TreeNode(outcome), otherwise.map(TreeNode.init) ?? .absent])
    case .loop(let loop):
      self = .construct(
        .loop,
        [
          .text(loop.element.text), loop.value.map { .text($0.text) } ?? .absent,
          .text(loop.collection.text), .list(loop.body.map(TreeNode.init)),
        ])
    case .assignEntry(let book, let key, let assignment, let value):
      self = .construct(
        .assignEntry,
        [.text(book.text), TreeNode(key), .integer(assignment.rawValue), TreeNode(value)])
    case .remove(let book, let key):
      self = .construct(.remove, [.text(book.text), TreeNode(key)])
    case .clear(let book): self = .construct(.clear, [.text(book.text)])
    }
  }

  init(_ place: PlaceSyntax) {
    let name = TreeNode.text(place.name.text)
    switch place.part {
    case nil: self = name
    case .field(let field)?: self = .construct(.field, [name, .text(field.text)])
    case .key(let key)?: self = .construct(.entry, [name, TreeNode(key)])
    }
  }

  private init(_ level: SharesSyntax) {
    let shares = level.shares.map {
      TreeNode.construct(
        .share,
        [.integer($0.rate.millionths), TreeNode(optional: $0.cap), TreeNode($0.recipient)])
    }
    self = .construct(.shares, [.list(shares), TreeNode(level.remainder)])
  }

  private init(_ recipient: SharesSyntax.Recipient) {
    switch recipient {
    case .place(let place): self.init(place)
    case .shares(let inside): self.init(inside)
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

  init(_ expression: Expression) {
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
    case .field(let base, let field):
      self = .construct(.field, [.text(base.text), .text(field.text)])
    case .entry(let book, let key):
      self = .construct(.entry, [.text(book.text), TreeNode(key)])
    case .total(let book): self = .construct(.totalOf, [.text(book.text)])
    case .membership(let value, let collection):
      self = .construct(.membership, [TreeNode(value), .text(collection.text)])
    case .call(let function, let values):
      self = .construct(
        .call, [.integer(function.rawValue), .list(values.map(TreeNode.init))])
    case .whole(let value, let rounding):
      self = .construct(.whole, [TreeNode(value), .integer(rounding.rawValue)])
    case .balance(let wallet): self = .construct(.balanceOf, [.text(wallet.text)])
    case .interest(let values, let count):
      self = .construct(
        .interest, values.map(TreeNode.init) + (count.map { [.integer($0.rawValue)] } ?? []))
    case .moved(let date, let step):
      self = .construct(.moved, [TreeNode(date), .integer(step.rawValue)])
    case .level(let values): self = .construct(.level, values.map(TreeNode.init))
    case .presence(let inside, let isThere):
      self = .construct(.presence, [.integer(isThere ? 2 : 1), TreeNode(inside)])
    case .digest(let rule, let values):
      self = .construct(.digest, [.integer(rule.rawValue), .list(values.map(TreeNode.init))])
    case .kind(let wallet): self = .construct(.kindOf, [TreeNode(wallet)])
    }
  }

  private init(_ value: Value) {
    switch value {
    case .money(let money): self = .construct(.money, [.integer(money.fen)])
    case .integer(let integer): self = .construct(.number, [.integer(integer)])
    case .rate(let rate): self = .construct(.rate, [.integer(rate.millionths)])
    case .dailyRate(let rate): self = .construct(.dailyRate, [.integer(rate.millionths)])
    case .date(let day): self = .construct(.date, [.integer(Int64(day.number))])
    case .time(let instant): self = .construct(.time, [.integer(instant.seconds)])
    case .duration(let duration):
      self = .construct(
        .duration, [.integer(Int64(duration.unit.rawValue)), .integer(duration.count)])
    case .boolean(let boolean): self = .construct(.boolean, [.integer(boolean ? 1 : 0)])
    case .text(let text): self = .construct(.literalText, [.text(text)])
    case .nobody: self = .construct(.none, [])
    // No literal is written so.
    case .digest, .party, .choice, .list, .record: self = .absent
    }
  }
}
