import QiDiagnostics

/// Statements about lists and books.
extension Parser {
  /// `x in LIST { … }` or `k, v in BOOK { … }`, behind `for each`.
  mutating func parseLoop() throws(ParseStop) -> Statement.Form {
    let element = try expectName(Wording(en: "a name for each", zh: "每一项的名称"))
    var value: Name?
    if take(.comma) {
      value = try expectName(
        Wording(en: "a name for what stands under it", zh: "其下数值的名称"))
    }
    try expect(.among)
    let collection = try expectName(Wording(en: "a list or a book", zh: "列表或账簿"))
    let body = try parseStatements()
    return .loop(
      .init(element: element, value: value, collection: collection, body: body))
  }

  /// `B[k]`.
  mutating func parseEntry() throws(ParseStop) -> (book: Name, key: Expression) {
    let book = try expectName(Wording(en: "a book", zh: "账簿"))
    try expect(.openBracket)
    let key = try parseExpression()
    try expect(.closeBracket)
    return (book, key)
  }

  /// `B[k] = v`.
  mutating func parseEntryAssignment() throws(ParseStop) -> Statement.Form {
    let (book, key) = try parseEntry()
    guard let assignment = assignment(token.kind) else {
      throw expected(Wording(en: "`=`, `+=` or `-=`", zh: "=、+= 或 -="))
    }
    advance()
    return .assignEntry(book, key: key, assignment, try parseExpression())
  }

  /// A pot or a party, `stakes[p]`, or `w.worker`.
  mutating func parsePayee() throws(ParseStop) -> PlaceSyntax {
    let place = try parsePlace(Wording(en: "where the money goes", zh: "款项的去处"))
    guard place.part == nil, let field = try takeField() else { return place }
    return .init(name: place.name, part: .field(field))
  }

  /// A pot or a party, or `stakes[p]` on one line.
  mutating func parsePlace(_ what: Wording) throws(ParseStop) -> PlaceSyntax {
    let name = try expectPlace(what)
    guard !token.startsLine, take(.openBracket) else { return .init(name: name, part: nil) }
    let key = try parseExpression()
    try expect(.closeBracket)
    return .init(name: name, part: .key(key))
  }

  /// `.amount`, where it stands on the same line.
  mutating func takeField() throws(ParseStop) -> Name? {
    guard !token.startsLine, take(.period) else { return nil }
    return try expectName(Wording(en: "a field of the record", zh: "单据的字段"))
  }
}
