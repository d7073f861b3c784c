import QiDiagnostics
import Testing

@testable import QiLanguage

/// One slip of the pen gives one message, that says what to write instead.
@Suite struct SlipTests {
  private func contract(_ clauses: String, terms: String = "sum: money, day: date") -> String {
    """
    qi 1
    contract C {
      parties a, b
      oracle o
      terms { \(terms) }
      var left = 3
      start S {
        \(clauses)
        after 30 days -> E
      }
      phase T {
        a may end_it -> E
        after 1 day -> E
      }
      end E
    }
    scenario "s" {
      begin 2026-03-01
    }

    """
  }

  /// `CODE help`, of each error.
  private func errors(_ text: String) throws -> [String] {
    try diagnose(text).filter { $0.severity == .error }.map { "\($0.code) \($0.help?.en ?? "–")" }
  }

  @Test(arguments: [
    ("after 3 weeks -> E", "Q1015 write `21 days`"), ("after 3 Days -> E", "Q1015 write `3 days`"),
    ("after 3 周 -> E", "Q1015 write `21 days`"), ("after 3 日 -> E", "Q1015 write `3 days`"),
    ("after 1 dya -> E", "Q1015 write `1 day`"),
    ("after 2 workng days -> E", "Q1015 write `2 working days`"),
    ("after 2 工作天 -> E", "Q1015 write `2 working days`"),
    ("after 3 月 -> E", "Q1015 write `3 months`"),
    ("a may x { pay 10 元 from a to b }", "Q1015 write `10元`"),
    ("a may x { pay 5千元 from a to b }", "Q1015 write `5000元`"),
    ("a may x { pay 5万 from a to b }", "Q1015 write `5万元`"),
    ("a may x { pay 5 块 from a to b }", "Q1015 write `5元`"),
  ])
  func units(clause: String, error: String) throws {
    #expect(try errors(contract(clause)) == [error])
  }

  @Test(arguments: [
    "a may x when left > 1 b may y", "a may x { left += 1 left = 2 left -= 1 b_1 }",
    "every month on day 20 日 until day { }", "每月逢 20 日 直到 day { }",
    "每月逢 20 日\n直到 day { }", "每月逢 20 日\n于 09:00 直到 day { }",
    "a may x { left = 1\nleft = 2 }", "a may x { left = 3 号[a] = 2 }",
  ])
  func whatFollowsANumberMayBeginSomethingElse(clause: String) throws {
    #expect(try !errors(contract(clause)).contains { $0.hasPrefix("Q1015") })
  }

  @Test(arguments: [
    ("a may x when left ≥ 1 { }", ">="), ("a may x when left ≤ 1 { }", "<="),
    ("a may x when left ≠ 1 { }", "!="), ("a may x when left 》 1 { }", ">"),
    ("a may x when left => 1 { }", ">="), ("a may x { } => E", "->"), ("a may x { } → E", "->"),
    ("a may x { } —> E", "->"), ("a may x { } -》 E", "->"),
    ("a may x when left > 1 && left < 3 { }", "and"),
    ("a may x when left > 1 || left < 0 { }", "or"),
    ("a may x when !(left > 1) { }", "not"), ("a may x when ！（left > 1） { }", "not"),
    ("a may x when left =< 1 { }", "<="), ("a may x when left 大于 1 { }", ">"),
    ("a may x when left 不少于 1 and left < 3 { }", ">="),
    ("a may x { left = left × 2 }", "*"), ("a may x when left > ０ { }", "0"),
  ])
  func otherForms(clause: String, plain: String) throws {
    #expect(try errors(contract(clause)) == ["Q1016 write `\(plain)`"])
  }

  @Test(arguments: [
    ("a may x before 2026-5-31 { }", "2026-05-31"), ("a may x before 2026/05/31 { }", "2026-05-31"),
    ("a may x before 2026年5月31日 { }", "2026-05-31"),
    ("a may x before 2026.5.31 { }", "2026-05-31"), ("every day at 9:00 until day { }", "09:00"),
    ("every day at 09：00 until day { }", "09:00"),
    ("every day at 9:00:05 until day { }", "09:00:05"),
    ("every year on 06/30 until day { }", "06-30"),
    ("every year on 2026年6月30日 until day { }", "06-30"), ("每年逢 6月30日 直到 day { }", "06-30"),
  ])
  func datesAndTimes(clause: String, plain: String) throws {
    #expect(try errors(contract(clause)) == ["Q1017 write `\(plain)`"])
  }

  @Test(arguments: [
    ("a may x before 2026年2月30日 { }", "Q1008"), ("every day at 9:00:61 until day { }", "Q1009"),
    ("every year on 2/30 until day { }", "Q1140"),
  ])
  func daysThereAreNot(clause: String, code: String) throws {
    #expect(try codes(contract(clause)) == [code])
  }

  @Test(arguments: ["1,000", "1,020,300"])
  func commasGroupNoNumbers(number: String) throws {
    let plain = number.replacing(",", with: "_")
    for clause in ["a may x when left < \(number) { }", "a may x { left = \(number) }"] {
      #expect(
        try errors(contract(clause)) == [
          "Q1019 write `\(plain)`; a sum of money is written `¥\(number)`"
        ])
    }
  }

  /// All of it is meant, whatever it is.
  @Test(arguments: [
    ("left < 1，500，000", "Q1019 write `1_500_000`; a sum of money is written `¥1,500,000`"),
    ("left < 1,000.50", "Q1019 a sum of money is written `¥1,000.50`"),
    ("sum < 1，000元", "Q1013 write `1,000元`"),
    ("sum < 1，500，000.50元", "Q1013 write `1,500,000.50元`"),
    ("sum < ¥1，500，000", "Q1013 write `¥1,500,000`"),
  ])
  func groupsAreToldWhole(condition: String, error: String) throws {
    #expect(try errors(contract("a may x when \(condition) { }")) == [error])
  }

  /// Names that look like what is told of, where it is not.
  @Test(arguments: [
    "a may x { left += 1 超过 += 1 }", "a may x { left = left rounding half up 大于 = 1 }",
    "a may x when left in 大于 { }",
  ])
  func namesLikeSigns(clause: String) throws {
    let text = contract(clause).replacing(
      "var left = 3", with: "var left = 3 var 超过 = 1 var 大于 = 2")
    #expect(try !errors(text).contains { $0.hasPrefix("Q1016") || $0.hasPrefix("Q1104") })
    let terms = contract("b may look", terms: "n: integer where n > 1 超过: integer")
    #expect(try !errors(terms).contains { $0.hasPrefix("Q1016") || $0.hasPrefix("Q1104") })
  }

  @Test func bindingsLikeDeeds() throws {
    let given = "let c = deploy C {\na: pay b: sign\nsum: claim(x, ¥5)\nday: close }\nx: c.x"
    let text = contract("b may look").replacing("2026-03-01\n", with: "2026-03-01\n\(given)\n")
    #expect(parse(SourceFile(name: "", text: text)).diagnostics.isEmpty)
  }

  @Test(arguments: ["half even", "down", "up"])
  func aRoundingBehindAPot(rounding: String) throws {
    let text = contract("b may look").replacing(
      "oracle o", with: "oracle o holds p owned by a rounding \(rounding)")
    #expect(parse(SourceFile(name: "", text: text)).diagnostics.isEmpty)
  }

  @Test func numbersDoNotBeginWithZero() throws {
    #expect(
      try errors(contract("a may x when left > 007 { }")).map { $0.prefix(15) } == [
        "Q1018 write `7`"
      ])
    for clause in ["a may x when left > 0 { }", "a may x when left / 2 > 1 { }"] {
      #expect(try errors(contract(clause)) == [])
    }
  }

  @Test(arguments: [
    ("a may x whne left > 0 { }", "Q1104 did you mean `when`?"),
    ("a may x befor day { }", "Q1104 did you mean `before`?"),
    ("a may x 当且 left > 0 { }", "Q1104 did you mean `当` or `且`?"),
    ("a may x when left = 1 { }", "Q1104 –"),
    ("a may x when left > 1 adn left < 3 { }", "Q1104 did you mean `and`?"),
    ("a may x { if left > 1 { } esle { } }", "Q1104 did you mean `else`?"),
    ("a may x { } } -> E", "Q1117 take it out"),
    ("a may x when left 大于 等于 3 { }", "Q1016 write `>=`"),
    ("a may x { if left > 1 { } elseif left > 2 { } }", "Q1104 write `else if`"),
    ("a may x { set left = 3 }", "Q1104 a variable is set with `=`: `left = …`"),
    ("a may x { left == 1 }", "Q1104 a variable is set with `=`: `left = …`"),
    ("a may x { left := 1 }", "Q1104 a variable is set with `=`: `left = …`"),
    ("pay ¥1 from a to b", "Q1104 a statement stands in the braces of a clause: `a may act { … }`"),
    ("每日 到 day { }", "Q1104 did you mean `直到`?"), ("当 day -> E", "Q1104 –"),
    ("a may x { if left = 1 { } }", "Q1104 –"),
    ("a must x within 3 days { oops }\n, failing which -> E", "Q1104 –"),
    ("a must x within 3 days { oops },\n  failing which { } -> E", "Q1104 –"),
    (
      "a must x within 3 days { } -> T,\n  failng which { } -> E",
      "Q1104 did you mean `failing which`?"
    ),
    ("a may x when b in [\"u\"] { }", "Q1116 "), ("a may x { left = [1] }", "Q1116 "),
    ("a may x { note \"{now}\" }", "Q2001 name it first: `let t = now`, then `{t}`"),
  ])
  func clauses(clause: String, error: String) throws {
    let errors = try errors(contract(clause))
    #expect(errors.count == 1 && errors[0].hasPrefix(error), "\(errors)")
  }

  @Test func theMarkIsUnderTheWord() throws {
    let source = SourceFile(name: "", text: contract("a may x whne left > 0 { }"))
    #expect(try compile(source).diagnostics.map { source.text($0.range) } == ["whne"])
  }

  /// A brace that is missing is missed where the next phase, end or scenario begins.
  @Test(arguments: [
    ("after 30 days -> E\n  }", "after 30 days -> E\n"), ("phase T {", "phase T"),
    ("start S {", "start S"), ("end E\n}", "end E\n"), ("contract C {", "contract C"),
    ("a may end_it -> E", "a may end_it { left -= 1 -> E"),
    ("a may end_it -> E", "a may end_it { left -= 1"),
    ("a may end_it -> E", "a may end_it\nleft -= 1\nleft -= 2\n} -> E"),
    ("a may end_it -> E", "a may end_it {\nif left > 1\nleft -= 1\n} else { }\n} -> E"),
  ])
  func missingBraces(old: String, new: String) throws {
    let text = contract("b may look").replacing(old, with: new)
    let errors = try errors(text)
    #expect(errors.count == 1, "\(errors)")
  }

  /// Which brace was forgotten, the layout tells: `/` stands for the end of a line.
  @Test(arguments: [
    ("if left > 1 {/      left = 2/  }/  after 1 day -> E/}/}", "if left > 1 {"),
    ("if left > 1 {/      left = 2/    }/  after 1 day -> E/}/}", "a may x {"),
    (
      "}/}/}/scenario \"s\" {/  begin 2026-03-01/  reject frozen {/    x: c.ok/}", "reject frozen {"
    ),
    (
      "}/}/}/scenario \"s\" {/  begin 2026-03-01/  reject frozen {/    x: c.ok/  }",
      "scenario \"s\" {"
    ),
    (
      "}/}/}/scenario \"s\" {/  begin 2026-03-01/  reject frozen {/    let d = deploy C {/"
        + "      a: x/  }/  x: c.ok/}", "deploy C {"
    ),
    // A head on two lines, whose brace is closed below it.
    (
      "left = 1/  }/  a may z/    when left > 1 {/  } -> T/  after 1 day -> T/phase T {/"
        + "  after 1 day -> E/}/}", "start S {"
    ),
  ])
  func theOpeningBraceIsShown(lines: String, opening: String) throws {
    let head = "qi 1/contract C {/end E/start S {/  a may x {/    "
    let text = (head + lines + "/").replacing("/", with: "\n")
    let found = parse(SourceFile(name: "", text: text)).diagnostics
    #expect(found.map(\.code) == ["Q1104"])
    let brace = try #require(text.firstRange(of: opening)?.upperBound)
    #expect(
      found.first?.labels.map(\.range.end) == [text.utf8.distance(from: text.startIndex, to: brace)]
    )
  }

  /// Of what a contract is deployed with.
  @Test(arguments: [
    "let c = deploy C\na: x, b: y }", "let c = deploy C a: x, b: y }",
    "let c = deploy C { a: x, b: y }\nreject frozen x: c.look }",
    "let c = deploy C { a: x, b: y",
    "let c = deploy C { a: x, b: y\nat 2026-03-02", "let c = deploy C { a: x, b: y\nx: c.look",
    "let c = deploy C { a: x, b: y\nx: pay ¥1 to y",
  ])
  func missingBracesOfWhatIsGiven(deployment: String) throws {
    let steps = "\nexpect c is S\nexpect x has ¥1 and y has ¥2\nx: c.look\nwallet z: corporate at k"
    let text = contract("b may look")
      .replacing("2026-03-01", with: "2026-03-01\n" + deployment + steps)
    let errors = try errors(text)
    #expect(errors.count == 1, "\(errors)")
  }

  @Test func aBeginOfNoSuchTimeIsOneMistake() throws {
    let text = contract("b may look").replacing("begin 2026-03-01", with: "begin 2026-03-01 25:00")
    #expect(try codes(text) == ["Q1009"])
  }

  @Test func aWideCommaGroupsNothing() throws {
    let scenario = "let c = deploy C ｛ a：x、sum：￥1，200、day：2026-05-01 ｝"
    let text = contract("b may look").replacing("begin", with: scenario + "\nbegin")
    #expect(try errors(text) == ["Q1104 a full-width comma groups no digits: write `￥1,200`"])
  }

  /// Where a step wants money and nothing else.
  @Test(arguments: [
    ("x: pay 10 元 to y", "Q1015 write `10元`"), ("x: pay 10 to y", "Q1104 write `¥10`"),
    (
      "x: pay ￥1，200 to y", "Q1104 a full-width comma groups no digits: write `￥1,200`"
    ),
    ("expect x has ￥10，000", "Q1013 write `￥10,000`"),
    (
      "expect x has ￥10，000，200", "Q1013 write `￥10,000,200`"
    ),
    ("x: pay to y", "Q1104 –"), ("expect x has 1,234", "Q1104 write `¥1,234`"),
    ("x pay ¥1 to y", "Q1104 who acts is followed by a colon: `x: pay`"),
    ("x deal.ok", "Q1104 who acts is followed by a colon: `x: deal.ok`"),
    ("wallet x: corporate at k fundd ¥5", "Q1104 did you mean `funded`?"),
    ("expect x 为 ¥1", "Q1104 write `有`; `为` is of a term, a variable or a book: `deal.left`"),
    ("expect x 为 Open", "Q1104 write `处于`; `为` is of a term, a variable or a book: `deal.left`"),
  ])
  func sumsOfSteps(step: String, error: String) throws {
    let text = contract("b may look").replacing("2026-03-01\n", with: "2026-03-01\n\(step)\n")
    #expect(try errors(text) == [error])
  }

  @Test func otherSpacesAreShown() throws {
    let found = try diagnose(contract("a may x\u{A0}{ }"))
    #expect(found.map(\.message.en) == ["the space U+00A0 is no part of the language"])
  }

  @Test func bracesOfANoteMayBeWide() throws {
    let plain = try identity(contract("a may x { note \"left {left}\" }"))
    #expect(try identity(contract("a may x { note “left ｛left｝” }")) == plain)
    #expect(try codes(contract("a may x { note “left ｛left” }")) == ["Q1107"])
    #expect(try codes(contract("a may x { note “left ｛none_such｝” }")) == ["Q2001"])
  }

  @Test func recordsStandInListsOnly() throws {
    let record = "record R { w: party }\ncontract"
    let terms = "rs: list of R max 3, sum: money, day: date"
    for type in ["set of R max 3", "list of S max 3"] {
      let text = contract("a may x", terms: "\(terms), more: \(type)")
        .replacing("contract", with: record)
      #expect(try errors(text).first?.hasPrefix(type.contains("S") ? "Q1112" : "Q1115") == true)
    }
  }
}
