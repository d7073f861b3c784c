import QiDiagnostics
import QiValues

extension Parser {
  mutating func parseFile() -> SourceTree {
    var tree = SourceTree()
    guard parseVersion() else { return tree }
    while !isAtEnd {
      let start = position
      trace.members.append(start)
      do throws(ParseStop) {
        try parseItem(into: &tree)
      } catch {
        skipToItem(from: start)
      }
    }
    linkRecords(in: &tree)
    (tree.deepest, tree.mostOperands) = (deepest, mostOperands)
    for index in tree.scenarios.indices {
      tree.scenarios[index].limits = tree.limits
      tree.scenarios[index].calendars = tree.calendars
    }
    if tree.isEmpty, diagnostics.isEmpty { report(.nothingInFile(at: token.range)) }
    return tree
  }

  /// `qi 1`. False where the rest is not worth reading.
  private mutating func parseVersion() -> Bool {
    if isAtEnd {
      if diagnostics.isEmpty { report(.nothingInFile(at: token.range)) }
      return false
    }
    guard token.kind == .word, source.text(token.range) == "qi" else {
      report(.missingVersion(at: token.range))
      return true
    }
    advance()
    guard token.kind == .integer(1) else {
      report(.unknownVersion(at: token.range))
      return false
    }
    advance()
    return true
  }

  private mutating func parseItem(into tree: inout SourceTree) throws(ParseStop) {
    let notice = takeNotice()
    if at(.record) {
      tree.records.append(try parseRecord())
    } else if at(.contract) {
      tree.contracts.append(try parseContract(notice: notice))
    } else if at(.scenario) {
      tree.scenarios.append(try parseScenario())
    } else if at(.limits) {
      tree.limits.append(try parseLimits())
    } else if at(.calendar) {
      tree.calendars.append(try parseCalendar())
    } else {
      throw expected(
        Wording(en: "a contract or a scenario", zh: "合约或情景"),
        of: [.contract, .scenario, .record, .limits, .calendar])
    }
  }

  private mutating func takeNotice() -> String {
    var lines: [String] = []
    while token.kind == .notice {
      lines.append(source.content(ofNotice: token.range))
      advance()
    }
    return lines.joined(separator: "\n")
  }

  private static let items: [Keyword] = [.contract, .scenario, .limits, .record, .calendar]

  private mutating func skipToItem(from start: Int) {
    while !isAtEnd {
      let fresh = position > start && token.startsLine
      if fresh, Parser.items.contains(where: { at($0) }) { return }
      if fresh, token.kind == .notice, depth <= 0 { return }
      advance()
    }
  }

  /// `limits from 2021-06-11 { personal class 4 balance ¥10,000 confirmed "…" … }`.
  private mutating func parseLimits() throws(ParseStop) -> LimitsSyntax {
    let start = position
    try expect(.limits)
    try expect(.from)
    let from = try expectDay()
    var rows: [LimitsSyntax.Row] = []
    try block { parser throws(ParseStop) in
      let row = try parser.parseLimitRow()
      if let first = rows.first(where: { ($0.wallet, $0.cap) == (row.wallet, row.cap) }) {
        parser.report(.limitGivenTwice(row, first: first.range))
      }
      rows.append(row)
    }
    return LimitsSyntax(from: from, rows: rows, range: range(from: start))
  }

  private mutating func parseLimitRow() throws(ParseStop) -> LimitsSyntax.Row {
    let start = position
    let wallet = try parseWalletKind()
    let caps: [(Keyword, LimitsSyntax.Cap)] = [
      (.balance, .balance), (.payment, .payment), (.perDay, .perDay), (.perYear, .perYear),
    ]
    guard let cap = caps.first(where: { take($0.0) }) else {
      throw expected(oneOf: caps.map(\.0))
    }
    let sum = take(.none) ? nil : try expectMoney()
    let (standing, source) = try parseStanding()
    return LimitsSyntax.Row(
      wallet: wallet, cap: cap.1, sum: sum, standing: standing, source: source,
      range: range(from: start))
  }

  /// How well what stands before is known, and from where.
  mutating func parseStanding() throws(ParseStop) -> (LimitsSyntax.Standing, String) {
    let standings: [(Keyword, LimitsSyntax.Standing)] = [
      (.confirmed, .confirmed), (.weak, .weak), (.unconfirmed, .unconfirmed),
    ]
    guard let standing = standings.first(where: { take($0.0) }) else {
      throw expected(oneOf: standings.map(\.0))
    }
    return (standing.1, try expectText().text)
  }

  /// `personal class 2`, `个人二类`, `corporate`.
  mutating func parseWalletKind() throws(ParseStop) -> LimitsSyntax.WalletKind {
    if take(.corporate) { return .corporate }
    let chinese: [Keyword] = [.personalFirst, .personalSecond, .personalThird, .personalFourth]
    for (index, keyword) in chinese.enumerated() where take(keyword) {
      return .personal(level: UInt8(index + 1))
    }
    guard take(.personalClass) else {
      throw expected(
        Wording(
          en: "`personal class 1` to `4`, or `corporate`", zh: "“个人一类”至“个人四类”，或“对公”"),
        of: chinese + [.personalClass, .corporate])
    }
    guard case .integer(let level) = token.kind, 1...4 ~= level else {
      throw expected(Wording(en: "a class from 1 to 4", zh: "1 至 4 的类别"))
    }
    advance()
    return .personal(level: UInt8(level))
  }

  mutating func expectDay() throws(ParseStop) -> Day {
    guard case .date(let day) = token.kind else {
      throw expected(Wording(en: "a date", zh: "日期"))
    }
    advance()
    return day
  }

  mutating func expectMoney() throws(ParseStop) -> Money {
    if let money = takeMistakenMoney() { return money }
    guard case .money(let money) = token.kind else {
      let what = Wording(en: "a sum of money, as in `¥1,234.56`", zh: "金额，如 ¥1,234.56")
      guard case .integer(let yuan) = token.kind else { throw expected(what) }
      var meant = "¥\(yuan)"
      for group in groupsBehind { meant += "," + source.text(group) }
      throw expected(what, help: Wording(en: "write `\(meant)`", zh: "请写 \(meant)"))
    }
    advance()
    return money
  }

  /// `234` and `567`, behind the number at hand, where `1,234,567` stands in one piece.
  private var groupsBehind: [SourceRange] {
    var (groups, end, ahead) = ([SourceRange](), token.range.end, 1)
    while at(.comma, ahead: ahead), case .integer = peek(ahead + 1).kind {
      let (comma, group) = (peek(ahead).range, peek(ahead + 1).range)
      guard end == comma.start, comma.end == group.start, group.end - group.start == 3 else {
        break
      }
      groups.append(group)
      (end, ahead) = (group.end, ahead + 2)
    }
    return groups
  }

  mutating func expectText() throws(ParseStop) -> (text: String, range: SourceRange) {
    guard token.kind == .text else {
      throw expected(Wording(en: "a text in quotes", zh: "引号中的文字"))
    }
    defer { advance() }
    return (source.content(ofText: token.range), token.range)
  }
}
