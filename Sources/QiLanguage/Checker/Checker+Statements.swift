import QiDiagnostics
import QiValues

extension Checker {
  /// What a statement stands in.
  struct Surroundings {
    let spender: Spender
    /// In a block that no arrow leads out of.
    var closed: ClosedBlock?
    /// In a block that is undone whole where it is refused.
    var isTried = false

    /// Time alone would be refused: nobody is there to try again.
    var mustNotFail: Bool { if case .time = spender { !isTried } else { false } }
  }

  enum ClosedBlock { case attempt, loop }

  /// Returns whether every path leads on to a phase, so that nothing behind is ever run.
  @discardableResult
  mutating func check(
    _ outcome: Outcome, _ surroundings: Surroundings, in inner: Scope
  ) -> Bool {
    let leadsOn = check(outcome.statements, surroundings, in: inner)
    guard let target = outcome.target else { return leadsOn }
    if leadsOn { report(.neverRun(at: target.range)) }
    if let block = surroundings.closed { report(.arrowOut(of: block, target)) }
    if scope.phases[target.text] == nil { reportUnknown(phase: target) }
    return true
  }

  mutating func check(
    _ statements: [Statement], _ surroundings: Surroundings, in outer: Scope
  ) -> Bool {
    asking(surroundings.mustNotFail ? .onlyTried : .anybody) {
      $0.check(eachOf: statements, surroundings, in: outer)
    }
  }

  private mutating func check(
    eachOf statements: [Statement], _ surroundings: Surroundings, in outer: Scope
  ) -> Bool {
    var inner = outer
    var locals: [Name] = []
    var leadsOn = false
    for (index, statement) in statements.enumerated() {
      var ends = false
      switch statement.form {
      case .pay(let sum, let source, let target):
        checkPayment(sum, source, target, surroundings, in: inner)
      case .split(let split): check(split, surroundings, in: inner)
      case .accrue(let name, let principal, let day):
        checkAccrual(name, in: inner)
        expect(.money, principal, in: inner)
        expect(.date, day, in: inner)
      case .assign(let name, let assignment, let value):
        checkAssignment(name, assignment, value, in: inner)
        inner.forget([name.text])
        if case .literal(.nobody) = value.form { break }
        inner.know([name.text])
      case .attempt(let body, let otherwise):
        var inside = surroundings
        inside.closed = .attempt
        var tried = inside
        tried.isTried = true
        _ = check(body, tried, in: inner)
        let done = ending
        _ = check(otherwise, inside, in: inner)
        inner = inner.knowing(done.or(ending))
      case .name(let name, let value):
        if let local = checkLocal(name, value, in: &inner) { locals.append(local) }
      case .choice(let condition, let outcome, let otherwise):
        ends = check(condition, outcome, otherwise, surroundings, in: &inner)
      case .loop(let loop):
        inner.forget(loop.body.assigned)
        check(loop, surroundings, in: inner)
      case .assignEntry(let book, let key, let assignment, let value):
        checkEntry(book, key, assignment, value, in: inner)
      case .remove(let book, let key):
        checkIsWritten(book, in: inner)
        _ = type(ofEntry: book, key, in: inner)
      case .clear(let book):
        checkIsWritten(book, in: inner)
        _ = self.book(book, in: inner)
      case .note(let pieces):
        for case .value(let name) in pieces { checkNoted(name, in: inner) }
      }
      if ends, !leadsOn, index + 1 < statements.count {
        report(.neverRun(at: statements[index + 1].range))
      }
      leadsOn = leadsOn || ends
    }
    ending = inner.known
    for local in locals where !isPartial && !used.contains(local.text) { report(.unused(local)) }
    return leadsOn
  }

  private mutating func checkNoted(_ name: Name, in inner: Scope) {
    let words = [Keyword.now, .today, .begun].flatMap { $0.english + $0.chinese }
    if inner[name.text] == nil, words.contains(name.text) { return report(.momentInNote(name)) }
    let type = type(of: name, in: inner)
    if type.isUnprintable { report(.cannotKeep(name, type)) }
  }

  /// Returns whether every path leads on. Behind it holds what does where the others end.
  private mutating func check(
    _ condition: Expression, _ outcome: Outcome, _ otherwise: Outcome?,
    _ surroundings: Surroundings, in inner: inout Scope
  ) -> Bool {
    expect(.boolean, condition, in: inner)
    let holding = inner.knowing(condition.somebody(where: true))
    let failing = inner.knowing(condition.somebody(where: false))
    let done = check(outcome, surroundings, in: holding)
    let afterDone = ending
    ending = failing.known
    let rest = otherwise.map { check($0, surroundings, in: failing) } ?? false
    inner = inner.knowing(done ? ending : rest ? afterDone : afterDone.or(ending))
    return done && rest
  }

  static let maximumLocals = 64

  /// Returns the name where its use is expected.
  private mutating func checkLocal(
    _ name: Name, _ value: Expression, in inner: inout Scope
  ) -> Name? {
    let type = kept(value, in: inner)
    if type != .unknown, type.valueType == nil { report(.cannotKeep(name, type)) }
    localCount += 1
    if localCount == Checker.maximumLocals + 1 {
      let what = Wording(en: "values named by `let` in a clause", zh: "一条款中“令”的名称")
      report(.tooMany(what, Checker.maximumLocals, at: name))
    }
    // Far beyond the limit no scope has to grow any more.
    guard localCount <= 2 * Checker.maximumLocals else { return nil }
    if let first = inner.declare(name, .local(0, type.valueType == nil ? .unknown : type)) {
      if !first.isWhoActs { report(.duplicateName(name, first: first)) }
      return nil
    }
    // Whether it is used counts for this block alone.
    used.remove(name.text)
    // What is wrong already need not be used as well.
    return type.valueType == nil ? nil : name
  }

  private mutating func checkPayment(
    _ sum: Statement.Sum, _ source: SourceSyntax, _ target: PlaceSyntax,
    _ surroundings: Surroundings, in inner: Scope
  ) {
    if case .exactly(let expression) = sum {
      expect(.money, expression, in: inner)
      if case .literal(.money(let money)) = expression.form, money < .zero {
        report(.negativePayment(at: expression.range))
      }
      if case .negate = expression.form { report(.negativePayment(at: expression.range)) }
    }
    if case .settled(let name) = sum { checkAccrual(name, in: inner) }
    checkSource(source, sum, surroundings, in: inner)
    checkPayee(target, in: inner)
    if source.place.text(in: .en) == target.text(in: .en) {
      report(.selfPayment(source.name, target.name))
    }
  }

  /// A clause spends what the contract holds, what the acting party owns, and what was granted as a
  /// mandate.
  mutating func checkSource(
    _ syntax: SourceSyntax, _ sum: Statement.Sum, _ surroundings: Surroundings, in inner: Scope
  ) {
    let (source, spender) = (syntax.name, surroundings.spender)
    if case .key(let key)? = syntax.place.part {
      checkHold(of: key, in: source, in: inner)
      if let mandate = syntax.mandate {
        _ = check(mandate, isFrom: syntax.place, surroundings, in: inner)
      }
      return
    }
    used.insert(source.text)
    if let mandate = syntax.mandate {
      let isFromThere = check(mandate, isFrom: syntax.place, surroundings, in: inner)
      if isFromThere, case .all(let range) = sum { report(.allOfWallet(source, at: range)) }
      return
    }
    switch inner[source.text] {
    case .pot: break
    case .pots: report(.potOfManyWhole(source))
    case .party(let party):
      if case .all(let range) = sum { report(.allOfWallet(source, at: range)) }
      if !spender.maySpend(from: party) { report(.spendsAnothers(source, spender)) }
    case .variable where spender.isActor(source) && inner.known.acting != source.text:
      report(.spendsAnothers(source, spender))
    case .argument where spender.isActor(source), .variable where spender.isActor(source):
      if case .all(let range) = sum { report(.allOfWallet(source, at: range)) }
    case nil: reportUnknown(source, among: inner.order)
    case let symbol? where Scope.type(of: symbol) == .party:
      if case .unknown = spender { break }
      report(.spendsValues(source, spender))
    case let symbol?: report(.notAPlace(source, Scope.type(of: symbol)))
    }
  }

  private mutating func checkAssignment(
    _ name: Name, _ assignment: Statement.Assignment, _ value: Expression, in inner: Scope
  ) {
    used.insert(name.text)
    switch inner[name.text] {
    case .variable(_, let type):
      checkAssigned(value, to: name, type, assignment, in: inner)
    case nil: reportUnknown(name, among: contract.variables.map(\.name.text))
    case .some: report(.notAVariable(name))
    }
  }
}

extension Checker {
  /// What a variable, or an entry of a book, of that type becomes.
  mutating func checkAssigned(
    _ value: Expression, to name: Name, _ type: QiType, _ assignment: Statement.Assignment,
    in inner: Scope
  ) {
    if assignment == .set { return expect(type, value, in: inner) }
    let exact = self.type(of: value, in: inner)
    let given = type.readsZero ? rounded(exact, at: value.range) : exact
    let result = QiType.result(assignment == .add ? .add : .subtract, type, given)
    if result == .unknown || result == type { return }
    if case .fraction? = result {
      report(.wrongType(given, expected: type.wording, at: value))
    } else {
      report(.cannotCombine(type, given, at: value, with: name.range))
    }
  }
}

extension QiType {
  /// Neither kept in a slot nor already reported.
  fileprivate var isUnprintable: Bool { self != .unknown && valueType == nil }
}
