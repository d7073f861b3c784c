import QiDiagnostics
import QiValues

extension Parser {
  /// `money`, `Wage`, `list of Wage max 200`, `set of text max 8`.
  mutating func parseType() throws(ParseStop) -> TypeSyntax {
    let start = position
    let form: TypeSyntax.Form
    if take(.listOf) {
      let element = try parseElement()
      form = .list(of: element, max: try parseMost())
    } else if take(.setOf) {
      let element = try parseValueKind()
      form = .set(of: element, max: try parseMost())
    } else {
      form = try parseElement()
    }
    return TypeSyntax(form: form, range: range(from: start))
  }

  /// What a list may be of: a type of one value, or a record.
  private mutating func parseElement() throws(ParseStop) -> TypeSyntax.Form {
    if let kind = takeValueKind() {
      if kind == .party, at(.or), length(of: .none, ahead: 1) > 0 {
        report(.onlyVariablesBeNobody(at: token.range.through(peek(1).range)))
        throw ParseStop()
      }
      return .value(kind)
    }
    if take(.oneOf) { return .choice(try parseChoices()) }
    let name = try expectName(Wording(en: "a type", zh: "类型"))
    recordNames.append(name)
    return .record(name)
  }

  /// `(A, B)`, behind `one of`.
  private mutating func parseChoices() throws(ParseStop) -> [Name] {
    try expect(.openParen)
    let names = try list { parser throws(ParseStop) in
      try parser.expectName(Wording(en: "a name to choose", zh: "可选的名称"))
    }
    try expect(.closeParen)
    return names
  }

  /// `winner: party or none`, `left = lessons`, `word: one of (A, B) = A`, behind `var`.
  mutating func parseVariable() throws(ParseStop) -> ContractSyntax.Variable {
    let name = try expectName(Wording(en: "the variable's name", zh: "变量的名称"))
    let type = take(.colon) ? try parseKept() : nil
    if type?.form == .partyOrNone, !at(.assign) {
      let nobody = Expression(form: .literal(.nobody), range: name.range)
      return .init(name: name, type: type, initial: nobody)
    }
    try expect(.assign)
    return .init(name: name, type: type, initial: try parseExpression())
  }

  /// What a variable is: one value, or a party or nobody.
  private mutating func parseKept() throws(ParseStop) -> TypeSyntax {
    let start = position
    let form: TypeSyntax.Form
    if at(.party), length(of: .or, ahead: 1) > 0, take(.party) {
      try expect(.or)
      try expect(.none)
      form = .partyOrNone
    } else if take(.oneOf) {
      form = .choice(try parseChoices())
    } else {
      form = .value(try parseValueKind())
    }
    return TypeSyntax(form: form, range: range(from: start))
  }

  private mutating func parseValueKind() throws(ParseStop) -> ValueKind {
    if let kind = takeValueKind() { return kind }
    if at(.oneOf) {
      report(.choicesKeptInPlace(at: token.range.through(peek(1).range)))
      throw ParseStop()
    }
    if token.kind == .word {
      let text = source.text(token.range)
      report(
        declaresRecord(text)
          ? .recordKeptInPlace(text, at: token.range) : .unknownType(text, at: token.range))
      throw ParseStop()
    }
    throw expected(Wording(en: "a type", zh: "类型"))
  }

  /// Whether the file has a record of this name, above or below.
  private func declaresRecord(_ name: String) -> Bool {
    tokens.indices.dropFirst().contains { index in
      tokens[index].kind == .word && length(of: .record, ahead: index - 1 - position) > 0
        && source.text(tokens[index].range) == name
    }
  }

  /// `["图书", "文具"]` where a list has to have a name.
  mutating func refuseList() -> ParseStop {
    report(.listInPlace(at: token.range))
    return ParseStop()
  }

  private mutating func takeValueKind() -> ValueKind? {
    ValueKind.allCases.first { take($0.keyword) }
  }

  /// A number out of bounds is reported, and what it stands with is there all the same.
  mutating func parseMost(_ most: Int = Parser.longestList) throws(ParseStop) -> Int64 {
    try expect(.most)
    let what = Wording(en: "how many at most, up to \(most)", zh: "至多几项，不超过 \(most)")
    guard case .integer(let count) = token.kind else { throw expected(what) }
    let isSound = 1...most ~= Int(count)
    if !isSound { _ = expected(what) }
    advance()
    return isSound ? count : 1
  }

  /// `wages: money by party max 200`, behind `book`.
  mutating func parseBook() throws(ParseStop) -> BookSyntax {
    let name = try expectName(Wording(en: "the book's name", zh: "账簿的名称"))
    try expect(.colon)
    let value = try parseValueKind()
    try expect(.by)
    let key = try parseValueKind()
    return BookSyntax(name: name, value: value, key: key, max: try parseMost())
  }

  /// `record Wage { worker: party, amount: money, key worker }`.
  mutating func parseRecord() throws(ParseStop) -> RecordSyntax {
    try expect(.record)
    let name = try expectName(Wording(en: "the record's name", zh: "单据的名称"))
    var fields: [Parameter] = []
    var key: [Name] = []
    try block { parser throws(ParseStop) in
      if !parser.at(.colon, ahead: 1), parser.take(.key) {
        key += try parser.list { parser throws(ParseStop) in
          try parser.expectName(Wording(en: "a field", zh: "字段"))
        }
      } else {
        fields.append(try parser.parseParameter())
      }
    }
    return RecordSyntax(name: name, fields: fields, key: key)
  }

  /// Gives each contract the records its types name, and reports names that no record has.
  mutating func linkRecords(in tree: inout SourceTree) {
    var known: [String: Name] = [:]
    for name in tree.records.map(\.name) {
      if let first = known[name.text] { report(.duplicateName(name, first: first)) }
      known[name.text] = known[name.text] ?? name
    }
    for index in tree.contracts.indices {
      let named = tree.contracts[index].everyParameter.compactMap(\.type.form.record?.text)
      tree.contracts[index].records = tree.records.filter { named.contains($0.name.text) }
    }
    // What could not be read may have been the record.
    guard diagnostics.isEmpty else { return }
    for name in recordNames where known[name.text] == nil {
      report(
        .unknownType(name.text, records: tree.records.map(\.name.text), at: name.range))
    }
  }
}

extension ValueKind {
  var keyword: Keyword {
    switch self {
    case .money: .money
    case .integer: .integer
    case .rate: .rate
    case .dailyRate: .dailyRate
    case .date: .date
    case .time: .time
    case .duration: .duration
    case .boolean: .boolean
    case .text: .text
    case .digest: .digest
    case .party: .party
    }
  }
}
