import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// Who sets a clause off, and when it is open.
struct ActorTests {
  private func contract(_ clauses: String, roles: String = "oracle o, p, q") -> String {
    """
    qi 1
    contract Sample {
      parties a, b, c
      \(roles)
      terms { sum: money where sum > ¥0, day: date, with: date, states: time }
      holds pot owned by a
      var moved = now
      start S {
        \(clauses)
        a may fill { pay sum from a to pot }
        on day { pay all from pot to a } -> E
      }
      end E
    }
    """
  }

  private func marks(_ text: String) throws -> String {
    let source = SourceFile(name: "", text: text)
    let found = try compile(source).diagnostics.filter { $0.severity == .error }
    return found.map { "\($0.code) \(source.text($0.range))" }.joined(separator: " ")
  }

  @Test(arguments: [
    ("a with b may x", "a 会同 b 可 x"), ("a with b with c may x", "a 会同 b 会同 c 可 x"),
    ("2 of (a, b, c) may x", "2 方同意（a、b、c）可 x"), ("o states x", "o 证明 x"),
    ("2 of (o, p, q) state x", "2 方同意（o、p、q）证明 x"),
    (
      "2 of (a, b) must x within 1 day, failing which -> E",
      "2 方同意（a、b）须 x 限 1 天，逾期则 -> E"
    ),
    ("a may x from day before day + 2 days", "a 可 x 起 day 止 day + 2 天"),
    ("a may x before states when sum > ¥1", "a 可 x 止 states 当 sum ＞ ￥1"),
    (
      "o states x(n: integer) from day when n > 1 { note \"{n}\" }",
      "o 证明 x（n：整数）起 day 当 n ＞ 1 ｛ 附注 “{n}” ｝"
    ),
  ])
  func bothSpellingsSayTheSame(english: String, chinese: String) throws {
    #expect(try marks(contract(english)) == "")
    #expect(try identity(contract(english)) == (try identity(contract(chinese))))
    let text = SourceFile(name: "", text: contract(english))
    let there = try #require(layOut(text, in: .zh))
    #expect(there.contains(chinese.prefix { $0 != "（" && $0 != " " }))
    let back = try #require(layOut(SourceFile(name: "", text: there), in: .en))
    #expect(back.contains(english.replacing("n > 1 {", with: "n > 1 {")), "\(back)")
    let written = try template(contract(english))
    #expect(try Template(tree: written.tree).program.disassembly == written.program.disassembly)
  }

  @Test func scenariosToo() throws {
    let english = """
      qi 1

      scenario "s" {
          begin 2026-03-01
          operator 工行
          oracle 住建局
          wallet 书城: corporate at 工行 kind "图书" funded ¥1
      }

      """
    let chinese = try #require(layOut(SourceFile(name: "", text: english), in: .zh))
    #expect(chinese.contains("\n    见证方 住建局\n    钱包 书城: 对公 于 工行 类别 \"图书\" 存入 ¥1\n"))
    #expect(layOut(SourceFile(name: "", text: chinese), in: .en) == english)
    let tree = parse(SourceFile(name: "", text: chinese)).tree
    guard case .openWallet(let wallet)? = tree.scenarios.first?.steps.last?.form else {
      Issue.record("no wallet")
      return
    }
    #expect(wallet.merchantKind?.text == "图书" && wallet.funded == .yuan(1))
  }

  /// Each says something of its own.
  @Test func theyDifferInIdentity() throws {
    let clauses = [
      "a may x", "a with b may x", "b with a may x", "2 of (a, b) may x", "1 of (a, b) may x",
      "1 of (a) may x", "a may x from day", "a may x before day", "a may x from day before day",
    ]
    let identities = try clauses.map { try identity(contract($0)) }
    #expect(Set(identities).count == clauses.count)
  }

  @Test(arguments: [
    ("a with b may x { pay sum from a to c, pay sum from b to c }", ""),
    ("2 of (a, b) may x { pay sum from a to c, pay sum from b to c }", ""),
    ("1 of (a) may x { pay sum from a to c }", ""),
    ("a with b may x { pay sum from c to a }", "Q2104 c"),
    ("2 of (a, b, c) may x { pay sum from a to c }", "Q2104 a"),
    ("1 of (a, b) may x { pay sum from a to c }", "Q2104 a"),
    ("2 of (a, b, c) may x { pay sum from pot to c }", ""),
    ("o states x { pay sum from a to c }", "Q2104 a"),
    ("2 of (o, p) state x { pay all from pot to c }", ""),
    (
      "a with b must x within 1 day { pay sum from b to c }, "
        + "failing which { pay sum from b to c } -> E",
      "Q2105 b"
    ),
    ("anyone may x(actor: party) { pay sum from actor to c }", "Q2145 actor"),
    ("anyone may x(行动人: party) { note \"{c}\" }", "Q2145 行动人"),
    ("anyone may x { let 行动人 = sum, note \"{c}\" }", "Q2145 行动人"),
    ("anyone may x { let `actor` = sum, note \"{c}\" }", "Q2145 `actor`"),
    ("a may x { let `actor` = sum, note \"{actor}\" }", ""),
    ("a may x(actor: party) { pay sum from a to actor }", ""),
    ("o states x { pay all from pot to o }", "Q2006 o"),
    ("a may x { pay sum from o to a }", "Q2006 o"),
    ("a may x when o == a", "Q2303 a"), ("a may x { note \"{o}\" }", "Q2306 \"{o}\""),
    ("a states x", "Q2140 a"), ("2 of (o, a) state x", "Q2140 a"), ("o may x", "Q2141 o"),
    ("a with o may x", "Q2141 o"), ("a with a may x", "Q2142 a"),
    ("2 of (a, b, a) may x", "Q2142 a"), ("0 of (a, b) may x", "Q2143 0 of (a, b)"),
    ("3 of (a, b) may x", "Q2143 3 of (a, b)"), ("d with a may x", "Q2001 d"),
    ("d states x", "Q2001 d"), ("a may x from sum", "Q2301 sum"),
    ("a may x from day before 3 days", "Q2301 3 days"),
    ("a may x(n: time) from n", "Q2001 n"), ("a may x from moved before begun + 1 day", ""),
    ("o with p state x", "Q1104 state"), ("2 (a, b) may x", "Q1104 ("),
  ])
  func whatIsSaid(clause: String, expected: String) throws {
    #expect(try marks(contract(clause)) == expected)
  }

  /// Oracles are no party, and share the names.
  @Test func oraclesAreDeclaredOnce() throws {
    #expect(try marks(contract("", roles: "oracle a")) == "Q2002 a")
    #expect(try marks(contract("", roles: "oracle o, o")) == "Q2002 o")
    #expect(try marks(contract("", roles: "oracle o\n holds kept owned by o")) == "Q2004 o")
    let many = (0..<33).map { "o\($0)" }.joined(separator: ", ")
    #expect(try marks(contract("", roles: "oracle \(many)")) == "Q2007 o32")
  }

  /// A date may be called `with` or `states`: what follows tells.
  @Test(arguments: [
    "on with -> E", "on with + 3 days -> E", "on states -> E", "on states { note \"\" } -> E",
  ])
  func theWordsAreNamesToo(clause: String) throws {
    #expect(try template(contract(clause)).program.phases[0].clauses[0].deadline != nil)
  }

  @Test func aPartyMayBeCalledOn() throws {
    let text = contract("on with a may x, after states y", roles: "parties on\noracle after")
    let acts = try template(text).program.phases[0].clauses.prefix(2).map(\.act?.actors.roles)
    #expect(acts == [[3, 0], [4]])
  }

  /// Oracles stand behind the parties, terms behind them.
  @Test func rolesAreNumberedTogether() throws {
    let program = try template(contract("2 of (o, q) state x, b with c may y")).program
    #expect(program.roleNames == ["a", "b", "c", "o", "p", "q"])
    #expect(program.firstTerm == Program.firstSlot + 6)
    let acts = program.phases[0].clauses.prefix(2).compactMap(\.act)
    #expect(acts.map(\.actors.roles) == [[3, 5], [1, 2]])
    #expect(acts.map(\.actors.needed) == [2, 2] && acts.allSatisfy { $0.guardEntry != nil })
    #expect(
      try template(contract("1 of (a, b) may x")).program.phases[0].clauses[0].act?.guardEntry
        == nil)
  }

  // MARK: Tree

  private func tree(_ trigger: TreeNode.Construct, _ act: [TreeNode], more: [TreeNode]) -> [UInt8] {
    let clause = TreeNode.construct(
      .clause,
      [
        .construct(trigger, [.construct(.act, act)]),
        .construct(.outcome, [.list([]), .text("E")]),
      ])
    let phase = TreeNode.construct(.phase, [.text("S"), .list([clause])])
    let contract = TreeNode.construct(
      .contract,
      [
        .text(""), .text("A"), .list([.text("a"), .text("b")]), .list([]), .list([]), .list([]),
        .list([phase]), .list([.text("E")]),
      ] + more)
    var writer = ByteWriter()
    writer.write(UInt16(1))
    contract.write(to: &writer)
    return writer.bytes
  }

  private func act(_ actors: TreeNode, _ window: [TreeNode] = []) -> [TreeNode] {
    [actors, .text("x"), .list([]), .absent] + window
  }

  private func names(_ construct: TreeNode.Construct, _ names: String...) -> TreeNode {
    .construct(construct, [.list(names.map { .text($0) })])
  }

  private func some(_ needed: Int64, _ names: String...) -> TreeNode {
    .construct(.some, [.integer(needed), .list(names.map { .text($0) })])
  }

  private func oracles(_ names: String...) -> TreeNode {
    .list(names.map { .construct(.oracle, [.text($0)]) })
  }

  @Test func whatASourceSaysIsRead() throws {
    let day = TreeNode.construct(.date, [.integer(20_000)])
    let window = TreeNode.construct(.window, [.absent, day])
    for bytes in [
      tree(.right, act(.text("a")), more: []),
      tree(.right, act(names(.together, "a", "b")), more: []),
      tree(.right, act(some(1, "b", "a")), more: []),
      tree(.right, act(.text("a"), [window]), more: []),
      tree(.fact, act(.text("o")), more: [oracles("o")]),
      tree(.fact, act(some(2, "o", "p")), more: [oracles("o", "p")]),
    ] {
      #expect(try Template(tree: bytes).tree == bytes)
    }
  }

  @Test func whatNoSourceSaysIsRefused() {
    let nothing = TreeNode.construct(.window, [.absent, .absent])
    let cases: [(String, [UInt8])] = [
      ("together alone", tree(.right, act(names(.together, "a")), more: [])),
      ("none of two", tree(.right, act(some(0, "a", "b")), more: [])),
      ("some of nobody", tree(.right, act(some(1)), more: [])),
      ("a window of nothing", tree(.right, act(.text("a"), [nothing]), more: [])),
      ("an absent window", tree(.right, act(.text("a"), [.absent]), more: [])),
      ("no oracles", tree(.right, act(.text("a")), more: [oracles()])),
      (
        "oracles with each other",
        tree(.fact, act(names(.together, "o", "p")), more: [oracles("o", "p")])
      ),
      ("a party's fact", tree(.fact, act(.text("a")), more: [oracles("o")])),
      (
        "oracles twice",
        tree(.right, act(.text("a")), more: [oracles("o"), oracles("p")])
      ),
    ]
    for (what, bytes) in cases {
      #expect(throws: Template.Fault.self, "\(what)") { try Template(tree: bytes) }
    }
  }

  /// One mistake is one error, and says where an argument may be tested.
  @Test func aWindowOfAnArgument() throws {
    let found = try diagnose(contract("a may x(x_day: date) from x_day before day { }", roles: ""))
    #expect(found.count { $0.severity == .error } == 1)
    #expect(found.map(\.message.en).contains { $0.contains("is not known when a window") })
    #expect(!found.map(\.message.en).contains { $0.contains("`x_day` is never used") })
  }

  @Test func whatNothingStatesOrKeeps() throws {
    let text = contract(
      "o states x { fees[a] += ¥1 }",
      roles: "oracle o, p book fees: money by party max 3 book left: money by party max 3")
    let unused = try diagnose(text).filter { $0.code == "Q2009" }.map(\.message.en)
    #expect(unused.contains("`p` is never used") && unused.contains("`left` is never used"))
    #expect(!unused.contains("`o` is never used") && !unused.contains("`fees` is never used"))
  }

  @Test func membersStateNoFacts() throws {
    let text = """
      qi 1
      contract C {
        parties a, each m max 3
        start S {
          2 of (m) state gone -> E
          after 1 day -> E
        }
        end E
      }
      """
    #expect(try compile(SourceFile(name: "", text: text)).diagnostics.map(\.code) == ["Q2140"])
  }
}
