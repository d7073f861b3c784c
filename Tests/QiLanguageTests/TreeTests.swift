import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

struct TreeTests {
  private let escrow: Template
  private let source: String

  init() throws {
    source = try text("contracts/purchase/escrow.qi")
    escrow = try template(source)
  }

  @Test func whatIsReadBackIsTheSame() throws {
    for path in files(in: "contracts", endingIn: ".qi") {
      let written = try template(try text(path))
      let read = try Template(tree: written.tree)
      #expect(read.tree == written.tree)
      #expect(read.outline == written.outline)
      #expect(read.program.disassembly == written.program.disassembly)
    }
  }

  @Test(arguments: [
    ("price > ¥0", "price > ¥0.01"), ("after 3 days", "after 4 days"), ("Lapsed", "Gone"),
    ("用", "为"), ("buyer may deposit", "seller may deposit"), ("extensions < 1", "extensions <= 1"),
    ("terms {", "terms { extra: money"), ("goes to the arbiter;", "goes to the arbiter:"),
    ("the fee of", "a fee of"), ("/// 担保", "///   担保："), ("contract Escrow", "contract Escrou"),
  ])
  func whatIsSaidChangesTheIdentity(old: String, new: String) throws {
    let old = old == "用" ? "卖方" : old
    let changed = source.replacing(old, with: new == "为" ? "卖家" : new)
    try #require(changed != source)
    let compilation = try compile(SourceFile(name: "", text: changed))
    // A clause that spends another's money is no template at all.
    if let template = compilation.templates.first { #expect(template.identity != escrow.identity) }
    #expect(compilation.templates.count == (old == "buyer may deposit" ? 0 : 1))
  }

  @Test(arguments: [
    ("    ", "\t"), ("\n", "\r\n"), ("// a silent", "// an idle"), (" -> ", "->"), (", ", "，"),
    ("may", "可"), ("pay all from", "支付 全部 从"), ("contract E", "合约 E"), ("3 days", "3 天"),
    ("price > ¥0", "(price > (¥0.00))"), ("buyer may", "`buyer` may"), ("10 days", "10 day"),
    ("\n", "\n\n"), ("¥0 ", "￥0 "),
  ])
  func howItIsWrittenDoesNot(old: String, new: String) throws {
    let changed = source.replacing(old, with: new)
    try #require(changed != source)
    // The notice is what is said, its line breaks too.
    let notice = changed.replacing("\n\n///", with: "\n///")
    #expect(try identity(notice) == escrow.identity)
  }

  @Test func theDeepestSourceIsReadBack() throws {
    let sum = Array(repeating: "1", count: 255).joined(separator: " + ")
    let (open, close) = (String(repeating: "(-", count: 28), String(repeating: ")", count: 28))
    let tries =
      String(repeating: "try { ", count: 56) + "n = 1"
      + String(repeating: " } else { }", count: 56)
    let nots = String(repeating: "not ", count: 60)
    let text = """
      qi 1
      contract Deep {
        parties a
        var n = \(open)\(sum)\(close)
        start S {
          a may go { \(tries) } -> E
          a may come when \(nots) n > 0 and n + \(sum.dropLast(12)) > 0 -> E
        }
        end E
      }
      """
    let template = try template(text)
    #expect(try Template(tree: template.tree).identity == template.identity)
  }

  @Test func aLongClauseKeepsItsRegistersApart() throws {
    let payments = (1...30_000).map { "pay ¥\($0) from a to b" }.joined(separator: "\n")
    let text =
      "qi 1\ncontract Long { parties a, b\nstart S { a may go {\n\(payments)\n} -> E }\nend E }"
    let program = try template(text).program
    #expect(program.registerCount < 16)
    #expect(program.instructions.filter { $0.operation == .pay }.count == 30_000)
  }

  // MARK: Hostile bytes

  private func expectRefusedOrSame(_ bytes: [UInt8]) {
    do throws(Template.Fault) {
      let read = try Template(tree: bytes)
      #expect(read.tree == bytes)
    } catch {
      if case .crypto = error { Issue.record("the digest is not to blame") }
    }
  }

  @Test func cutShort() {
    for length in 0..<escrow.tree.count {
      #expect(throws: Template.Fault.self) { try Template(tree: Array(escrow.tree[..<length])) }
    }
    #expect(throws: Template.Fault.self) { try Template(tree: escrow.tree + [0]) }
  }

  @Test func damaged() throws {
    var random = Seeded(state: 3)
    let page = try text("docs/language.md")
    let bill = try #require(blocks("qi", in: page).first { $0.contains("split ") })
    let trees = [escrow.tree, try template(bill).tree]
    for round in 0..<(isLong ? 200_000 : 2000) {
      var bytes = trees[round % 2]
      for _ in 0...random.below(3) {
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[place] = random.byte()
        case 1: bytes[place] = UInt8(random.below(80))
        case 2: bytes.remove(at: place)
        default: bytes.insert(random.byte(), at: place)
        }
      }
      expectRefusedOrSame(bytes)
    }
  }

  /// The tree of a small contract, one part of which is given.
  private func tree(
    notice: String = "", name: String = "A", phase: [TreeNode]? = nil, guardTree: TreeNode? = nil,
    statements: [TreeNode] = [], parameters: [[TreeNode]] = [[]], later: [TreeNode] = []
  ) -> [UInt8] {
    let clauses = parameters.map { list in
      TreeNode.construct(
        .clause,
        [
          .construct(
            .right,
            [.construct(.act, [.text("a"), .text("go"), .list(list), guardTree ?? .absent])]),
          .construct(.outcome, [.list(statements), .text("E")]),
        ])
    }
    let phases = phase ?? [.construct(.phase, [.text("S"), .list(clauses)])]
    let contract = TreeNode.construct(
      .contract,
      [
        .text(notice), .text(name), .list([.text("a")]), .list([]),
        .list([.construct(.pot, [.text("p"), .text("a")])]),
        .list([.construct(.variable, [.text("n"), .construct(.number, [.integer(1)])])]),
        .list(phases), .list([.text("E")]),
      ] + later)
    var writer = ByteWriter()
    writer.write(UInt16(1))
    contract.write(to: &writer)
    return writer.bytes
  }

  private func number(_ integer: Int64) -> TreeNode { .construct(.number, [.integer(integer)]) }
  private func variable(_ value: TreeNode) -> [TreeNode] {
    [.construct(.assign, [.text("n"), .integer(1), value])]
  }
  private func note(_ pieces: TreeNode...) -> [TreeNode] { [.construct(.note, [.list(pieces)])] }

  private let money = TreeNode.construct(.money, [.integer(5)])
  private let shared = TreeNode.construct(.shared, [.list([.text("S")]), .list([])])

  private func invariant(_ phases: String...) -> TreeNode {
    let holds = TreeNode.construct(.boolean, [.integer(1)])
    return .construct(.invariant, [.list(phases.map { .text($0) }), holds])
  }

  private func property(
    _ promise: TreeNode.Construct, _ parts: [TreeNode], title: String = "a"
  ) -> TreeNode {
    .construct(.property, [.text(title), .construct(promise, parts)])
  }

  private func share(_ millionths: Int64, cap: TreeNode = .absent) -> TreeNode {
    .construct(.share, [.integer(millionths), cap, .text("a")])
  }

  private func shares(_ shares: [TreeNode] = [], rest: TreeNode = .text("a")) -> TreeNode {
    .construct(.shares, [.list(shares), rest])
  }

  private func split(
    sum: TreeNode = .absent, sources: [String] = ["p"], shares: [TreeNode] = [],
    rest: TreeNode = .text("a")
  ) -> TreeNode {
    .construct(
      .split, [sum, .list(sources.map { .text($0) }), self.shares(shares, rest: rest)])
  }

  @Test func whatASourceSaysIsRead() throws {
    let argument = TreeNode.construct(.parameter, [.text("x"), .integer(2), .absent])
    let reading = TreeNode.construct(.name, [.text("x")])
    let leads = TreeNode.construct(.outcome, [.list([]), .text("E")])
    for bytes in [
      tree(statements: variable(number(2))), tree(notice: "a\nb", statements: variable(number(2))),
      tree(name: "contract", statements: variable(.construct(.negate, [number(.max)]))),
      tree(statements: note(.text("a"), .construct(.name, [.text("n")]), .text("b"))),
      tree(statements: [split()]), tree(later: [.list([invariant("S"), invariant()])]),
      tree(later: [.list([shared]), .list([invariant("E")])]),
      tree(later: [.list([invariant()]), .list([property(.loses, [.text("a"), money])])]),
      tree(later: [
        .list([
          property(.endsWithin, [.construct(.duration, [.integer(2), .integer(1)])]),
          property(.receives, [.text("a"), money, .text("E")]),
        ])
      ]),
      tree(statements: [
        split(sum: money, sources: ["a"], shares: [share(1_000_000, cap: money)])
      ]),
      tree(statements: [split(sum: money, sources: ["a"], rest: shares())]),
      tree(statements: variable(reading), parameters: [[argument], [argument]]),
      tree(
        statements: [.construct(.named, [.text("x"), number(2)])] + variable(reading)
          + [.construct(.choice, [.construct(.boolean, [.integer(1)]), leads, .absent])]),
    ] {
      #expect(try Template(tree: bytes).tree == bytes)
    }
  }

  @Test func whatNoSourceSaysIsRefused() {
    let deep = (0..<600).reduce(number(1)) { node, _ in .construct(.negate, [node]) }
    let wide = (0..<9).reduce(number(1)) { node, _ in
      .construct(.arithmetic, [.integer(1), node, node])
    }
    let past = TreeNode.construct(.ambient, [.integer(1)])
    func moved(_ unit: Int64, _ count: Int64) -> TreeNode {
      let by = TreeNode.construct(.duration, [.integer(unit), .integer(count)])
      let then = TreeNode.construct(.arithmetic, [.integer(2), past, by])
      return .construct(.comparison, [.list([.integer(3)]), .list([then, past])])
    }
    let leads = TreeNode.construct(.outcome, [.list([]), .text("E")])
    let leaving = TreeNode.construct(
      .choice, [.construct(.boolean, [.integer(1)]), leads, leads])
    let argument = TreeNode.construct(.parameter, [.text("x"), .integer(2), .absent])
    let reading = variable(.construct(.name, [.text("x")]))
    let cases: [(String, [UInt8])] = [
      ("no phase", tree(phase: [])), ("no name", tree(name: "")),
      ("a name of two words", tree(name: "a b")),
      ("a long name", tree(name: String(repeating: "a", count: 65))),
      ("a hidden letter", tree(notice: "a\u{202E}b")), ("a control", tree(notice: "\u{1B}[31m")),
      ("blanks around", tree(notice: " a")), ("a return", tree(notice: "a\rb")),
      ("an end as a phase", tree(phase: [.construct(.phase, [.text("E"), .list([])])])),
      ("a negative literal", tree(statements: variable(number(-1)))),
      ("too deep", tree(statements: variable(deep))),
      ("too wide", tree(statements: variable(wide))),
      ("the longest duration", tree(guardTree: moved(1, .min))),
      ("too long", tree(guardTree: moved(3, 120_001))),
      ("no such unit", tree(guardTree: moved(4, 1))),
      ("a note that breaks", tree(statements: note(.text("a\nb")))),
      ("an empty piece", tree(statements: note(.text("")))),
      ("two pieces for one", tree(statements: note(.text("a"), .text("b")))),
      ("a brace in a note", tree(statements: note(.text("a{n}")))),
      ("acts that differ", tree(statements: [], parameters: [[], [argument]])),
      ("one argument twice", tree(statements: reading, parameters: [[argument, argument]])),
      ("a boolean of two", tree(guardTree: .construct(.boolean, [.integer(2)]))),
      (
        "a chain of none",
        tree(guardTree: .construct(.comparison, [.list([]), .list([number(1)])]))
      ),
      (
        "an arrow in a try",
        tree(statements: [.construct(.attempt, [.list([leaving]), .list([])])])
      ),
      ("what is never done", tree(statements: [leaving] + variable(number(2)))),
      (
        "a name taken again",
        tree(statements: [.construct(.named, [.text("n"), number(2)])] + variable(number(2)))
      ),
      ("another's money", tree(statements: [.construct(.payAll, [.text("b"), .text("a")])])),
    ]
    for (what, bytes) in cases {
      #expect(throws: Template.Fault.self, "\(what)") { try Template(tree: bytes) }
    }
  }

  @Test func whatNoSplitAndNoInvariantSaysIsRefused() {
    let cases: [(String, [UInt8])] = [
      ("all of a wallet", tree(statements: [split(sources: ["a"])])),
      ("all of two pots", tree(statements: [split(sources: ["p", "a"])])),
      ("a sum from nowhere", tree(statements: [split(sum: money, sources: [])])),
      ("a source twice", tree(statements: [split(sum: money, sources: ["a", "a"])])),
      ("more than a whole", tree(statements: [split(shares: [share(600_000), share(400_001)])])),
      ("far more", tree(statements: [split(shares: [share(.max), share(.max)])])),
      ("less than nothing", tree(statements: [split(shares: [share(-1)])])),
      ("no remainder", tree(statements: [split(rest: .absent)])),
      ("an invariant of a lost phase", tree(later: [.list([invariant("T")])])),
      ("of one twice", tree(later: [.list([invariant("S", "S")])])),
      ("an empty list", tree(later: [.list([])])),
      ("two lists", tree(later: [.list([invariant()]), .list([invariant()])])),
      ("another order", tree(later: [.list([invariant()]), .list([shared])])),
      ("a list of both", tree(later: [.list([shared, invariant()])])),
      ("a promise to a pot", tree(later: [.list([property(.loses, [.text("p"), money])])])),
      ("to nobody", tree(later: [.list([property(.loses, [.absent, money])])])),
      ("of nothing", tree(later: [.list([property(.loses, [.text("a"), .absent])])])),
      (
        "in no phase", tree(later: [.list([property(.receives, [.text("a"), money, .text("T")])])])
      ),
      ("an end of money", tree(later: [.list([property(.endsWithin, [money])])])),
      (
        "a title of two lines",
        tree(later: [.list([property(.loses, [.text("a"), money], title: "a\nb")])])
      ),
      (
        "properties first",
        tree(later: [.list([property(.loses, [.text("a"), money])]), .list([invariant()])])
      ),
    ]
    for (what, bytes) in cases {
      #expect(throws: Template.Fault.self, "\(what)") { try Template(tree: bytes) }
    }
  }

  @Test func choicesAndDigestsAreThoseASourceSays() throws {
    func digest(_ rule: Int64, _ values: TreeNode...) -> TreeNode {
      .construct(.digest, [.integer(rule), .list(values)])
    }
    func same(_ node: TreeNode) -> TreeNode {
      .construct(.comparison, [.list([.integer(1)]), .list([node, node])])
    }
    func argument(_ type: TreeNode) -> [[TreeNode]] {
      [[.construct(.parameter, [.text("r"), type, .absent])]]
    }
    func oneOf(_ names: String...) -> TreeNode {
      .construct(.oneOf, [.list(names.map { .text($0) })])
    }
    let isNone = TreeNode.construct(.presence, [.integer(1), .construct(.name, [.text("n")])])
    let nobody = TreeNode.construct(.none, [])
    for bytes in [
      tree(guardTree: same(digest(1, number(1)))), tree(guardTree: same(digest(2, money, money))),
      tree(parameters: argument(oneOf("x", "y"))),
    ] {
      #expect(try Template(tree: bytes).tree == bytes)
    }
    for (what, bytes) in [
      ("no such rule", tree(guardTree: same(digest(3, number(1))))),
      ("of nothing", tree(guardTree: same(digest(1)))),
      ("no choice", tree(parameters: argument(oneOf("x")))),
      ("one twice", tree(parameters: argument(oneOf("x", "x")))),
      ("no name", tree(parameters: argument(oneOf("x", "")))),
      ("an argument of nobody", tree(parameters: argument(.construct(.orNone, [.integer(10)])))),
      ("a number that is nobody", tree(guardTree: isNone)),
      ("nobody compared", tree(guardTree: same(nobody))),
      ("a number set to nobody", tree(statements: variable(nobody))),
    ] {
      #expect(throws: Template.Fault.self, "\(what)") { try Template(tree: bytes) }
    }
  }

  @Test func recordsAreThoseItsTypesName() throws {
    let field = TreeNode.construct(.parameter, [.text("x"), .integer(2), .absent])
    func record(_ name: String) -> TreeNode {
      .construct(.record, [.text(name), .list([field]), .list([])])
    }
    func argument(_ type: TreeNode) -> [TreeNode] {
      [.construct(.parameter, [.text("r"), type, .absent])]
    }
    let one = argument(.text("R"))
    let list = argument(.construct(.listOf, [.text("R"), .integer(3)]))
    for parameters in [one, list] {
      let bytes = tree(parameters: [parameters], later: [.list([record("R")])])
      #expect(try Template(tree: bytes).tree == bytes)
    }
    for (what, bytes) in [
      ("no such record", tree(parameters: [one])),
      ("another", tree(parameters: [one], later: [.list([record("Q")])])),
      ("one more", tree(parameters: [one], later: [.list([record("R"), record("Q")])])),
      ("one twice", tree(parameters: [one], later: [.list([record("R"), record("R")])])),
    ] {
      #expect(throws: Template.Fault.self, "\(what)") { try Template(tree: bytes) }
    }
  }

  /// What a receipt prints of it would forge lines, or turn a text around.
  @Test(arguments: ["a\nb", "\u{1B}[31m", "a\u{202E}b", "a”b"])
  func textsAreOneLineThatIsSeen(text: String) {
    func isText(_ text: String) -> TreeNode {
      let literal = TreeNode.construct(.literalText, [.text(text)])
      return .construct(.comparison, [.list([.integer(1)]), .list([literal, literal])])
    }
    #expect(throws: Never.self) { try Template(tree: tree(guardTree: isText("a\tb"))) }
    #expect(throws: Template.Fault.self) { try Template(tree: tree(guardTree: isText(text))) }
  }

  @Test func countsBeyondTheBytesAreRefused() {
    let list: [UInt8] = [1, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]
    let nested: [UInt8] = [1, 0] + (0..<100_000).flatMap { _ in [UInt8(43), 1] }
    for bytes in [[], [1], [1, 0], [2, 0, 0], list, nested, [1, 0, 0], [1, 0, 15, 0]] {
      #expect(throws: Template.Fault.self) { try Template(tree: bytes) }
    }
  }
}
