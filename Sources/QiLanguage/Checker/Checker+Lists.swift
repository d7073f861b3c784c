import QiBytecode
import QiDiagnostics

/// Records, lists and books.
extension Checker {
  /// Values that terms, variables and books have room for, together; and the arguments of an act.
  static let mostValues = 4096

  mutating func checkRecords() {
    for record in contract.records {
      if record.fields.isEmpty { report(.emptyRecord(record.name)) }
      checkFresh(record.fields.map(\.name))
      checkFresh(record.key)
      for field in record.fields {
        if field.type.form.isOneValue { continue }
        report(.notOneValue(field))
      }
      for name in record.key where !record.fields.contains(where: { $0.name == name }) {
        report(.noSuchField(name, of: record.name))
      }
      // What fields are called says nothing about the contract's own names.
      let before = used
      let inner = Scope(fieldsOf: record)
      for bound in record.fields.compactMap(\.bound) { expect(.boolean, bound, in: inner) }
      used = before
    }
    checkRoom()
  }

  private mutating func checkFresh(_ names: [Name]) {
    var seen: [String: Name] = [:]
    for name in names { checkFresh(name, &seen) }
  }

  private mutating func checkRoom() { for names in rooms { checkRoom(names) } }

  /// What shares the room of a contract, and of each act, with the room it takes.
  var rooms: [[(name: Name, width: Int)]] {
    let groups = contract.groups.map { ($0.name, QiType.list(.party, max: Int($0.max))) }
    let terms = contract.terms.map { ($0.name, scope.type(of: $0.type.form)) }
    let books = contract.books.map { ($0.name, scope[$0.name.text].map(Scope.type) ?? .unknown) }
    let pots = contract.pots.filter(\.isOfMany).map {
      ($0.name, scope[$0.name.text].map(Scope.type) ?? .unknown)
    }
    let acts = contract.everyClause.compactMap(\.act).map { act in
      act.parameters.map { ($0.name, scope.type(of: $0.type.form)) }
    }
    return ([groups + terms + books + pots] + acts).map { names in
      names.map { ($0.0, $0.1.slot?.width ?? 1) }
    }
  }

  private mutating func checkRoom(_ names: [(name: Name, width: Int)]) {
    var room = 0
    for (name, width) in names {
      room += width
      guard room > Checker.mostValues else { continue }
      let what = Wording(en: "values in lists and books together", zh: "列表与账簿的数值合计")
      return report(.tooMany(what, Checker.mostValues, at: name))
    }
  }

  // MARK: Expressions

  mutating func type(ofField field: Name, of base: Name, in inner: Scope) -> QiType {
    let type = type(of: base, in: inner)
    if type == .unknown { return .unknown }
    if let field = type.field(field.text) { return field.type }
    let fields =
      if case .record(let record) = type { record.fields.map(\.name) } else { [String]() }
    report(
      .noSuchField(field, of: base, nearest: Suggest.nearest(to: field.text, in: fields)))
    return .unknown
  }

  /// What a book keeps, and by what; a pot of many keeps money by party. Nil, and said, where the
  /// name is neither.
  mutating func book(_ name: Name, in inner: Scope) -> (value: QiType, key: QiType)? {
    let type = type(of: name, in: inner)
    if case .book(let value, let key, _) = type { return (value, key) }
    if case .pots = type { return (.money, .party) }
    if type != .unknown { report(.notABook(name, type)) }
    return nil
  }

  mutating func type(ofEntry name: Name, _ key: Expression, in inner: Scope) -> QiType {
    guard let book = book(name, in: inner) else {
      _ = type(of: key, in: inner)
      return .unknown
    }
    expect(book.key, key, in: inner)
    return book.value
  }

  mutating func type(ofTotal name: Name, in inner: Scope) -> QiType {
    guard let kept = book(name, in: inner)?.value else { return .unknown }
    if kept.readsZero { return kept }
    report(.totalOfNoNumbers(name, kept))
    return .unknown
  }

  mutating func checkMembership(_ value: Expression, _ name: Name, in inner: Scope) {
    let type = type(of: name, in: inner)
    switch type {
    case .pots: expect(.party, value, in: inner)
    case .book(_, let member, _), .set(let member, _): expect(member, value, in: inner)
    case .list(let member, _) where member.valueType != nil: expect(member, value, in: inner)
    case .unknown: _ = self.type(of: value, in: inner)
    default: report(.notACollection(name, type))
    }
  }

  // MARK: Statements

  mutating func checkEntry(
    _ name: Name, _ key: Expression, _ assignment: Statement.Assignment, _ value: Expression,
    in inner: Scope
  ) {
    checkIsWritten(name, in: inner)
    let wanted = type(ofEntry: name, key, in: inner)
    checkAssigned(value, to: name, wanted, assignment, in: inner)
  }

  /// Figures of a book are written; money in a pot moves.
  mutating func checkIsWritten(_ name: Name, in inner: Scope) {
    if case .pots = inner[name.text] { report(.potIsWritten(name)) }
  }

  mutating func check(_ loop: Statement.Loop, _ outer: Surroundings, in scope: Scope) {
    var inner = scope
    let type = type(of: loop.collection, in: scope)
    // Of what is wrong already nothing need be used.
    var names: [Name] = []
    switch type {
    case .list(let element, _), .set(let element, _):
      if declare(loop.element, element, in: &inner) { names = [loop.element] }
      if let value = loop.value {
        report(.oneNameOnly(value, type))
        _ = declare(value, .unknown, in: &inner)
      }
    case .book, .pots:
      guard let (value, key) = book(loop.collection, in: scope) else { break }
      if declare(loop.element, key, in: &inner) { names = [loop.element] }
      if let name = loop.value, declare(name, value, in: &inner) { names.append(name) }
    default:
      if type != .unknown { report(.notACollection(loop.collection, type)) }
      for name in [loop.element] + (loop.value.map { [$0] } ?? []) {
        _ = declare(name, .unknown, in: &inner)
      }
    }
    for name in names { used.remove(name.text) }
    var inside = outer
    inside.closed = .loop
    _ = check(loop.body, inside, in: inner)
    for name in names where !isPartial && !used.contains(name.text) { report(.unused(name)) }
  }

  /// False where the name is taken, which is reported.
  private mutating func declare(_ name: Name, _ type: QiType, in inner: inout Scope) -> Bool {
    guard let first = inner.declare(name, .local(0, type)) else { return true }
    if !first.isWhoActs { report(.duplicateName(name, first: first)) }
    return false
  }

  /// `stakes[p]`, where money comes from or goes to.
  mutating func checkHold(of owner: Expression, in pot: Name, in inner: Scope) {
    used.insert(pot.text)
    expect(.party, owner, in: inner)
    switch inner[pot.text] {
    case .pots: break
    case nil: reportUnknown(pot, among: inner.order)
    case .pot: report(.notAPotOfMany(pot, Wording(en: "a pot of one owner", zh: "一人的保管款")))
    case let symbol?: report(.notAPotOfMany(pot, Scope.type(of: symbol).wording))
    }
  }

  /// Money goes to pots, and to whoever has a wallet.
  mutating func checkPayee(_ payee: PlaceSyntax, in inner: Scope) {
    switch payee.part {
    case .key(let key)?: return checkHold(of: key, in: payee.name, in: inner)
    case .field(let field)?:
      let type = type(ofField: field, of: payee.name, in: inner)
      if type != .party, type != .unknown { report(.notAPlace(field, type)) }
      return
    case nil: break
    }
    used.insert(payee.name.text)
    switch inner[payee.name.text] {
    case .party, .pot: break
    case .pots: report(.potOfManyWhole(payee.name))
    case nil: reportUnknown(payee.name, among: inner.order)
    case .some:
      let type = type(of: payee.name, in: inner)
      if type != .party, type != .unknown { report(.notAPlace(payee.name, type)) }
    }
  }
}
