import QiDiagnostics
import QiLanguage
import Testing

/// Each line of a contract with one keyword mistyped, in both spellings, and the one meant.
@Suite struct MistypedKeywordTests {
  @Test(arguments: [
    ("parteis a, b", "parties"), ("hodls p owned by a", "holds"), ("当事仁 a, b", "当事人"),
    ("holds p ownd by a", "owned by"), ("mandate m from a: up too ¥1 every day until u", "up to"),
    ("mandate m from a: up to ¥1 evry day until u", "every day"),
    ("invarient p >= ¥0", "invariant"), ("holds p owned by a caried over", "carried over"),
    ("保管 p 属于 a 承借", "承接"),
  ])
  func ofAContract(line: String, meant: String) {
    #expect(helps("contract C {\n\(line)\nend E\n}") == ["did you mean `\(meant)`?"])
  }

  @Test(arguments: [
    ("a mya go -> E", "may"), ("aftr 3 days -> E", "after"), ("afetr 3 days -> E", "after"),
    ("evry day until u { }", "every day"), ("a may go { pya ¥1 from a to b }", "pay"),
    ("a may go { pay ¥1 fom a to b }", "from"), ("a may go { spilt p { } }", "split"),
    ("a must go withn 3 days { } -> E, failing which -> E", "within"),
    ("a may go { split p { remaindr to b } }", "remainder"), ("a 可已 go -> E", "可"),
    ("a 可 go { 支负 ¥1 从 a 到 b }", "支付"),
  ])
  func ofAClause(line: String, meant: String) {
    #expect(helps("contract C {\nstart S {\n\(line)\n}\nend E\n}") == ["did you mean `\(meant)`?"])
  }

  @Test(arguments: [
    ("walet a: corporate at b", "wallet"), ("let c = depoly C { }", "deploy"),
    ("wallet a: corprate at b", "corporate"), ("expect a haz ¥1", "has"),
    ("expct a has ¥1", "expect"), ("期忘 a 有 ¥1", "期望"),
    ("wallet a: persona class 1 at b", "personal class"),
    ("let c = deploy C replace b { }", "replacing"),
  ])
  func ofAScenario(line: String, meant: String) {
    #expect(
      helps("scenario \"s\" {\nbegin 2026-01-01\n\(line)\n}") == ["did you mean `\(meant)`?"])
  }

  @Test func whatIsNearNothingGetsNoGuess() {
    #expect(helps("contract C {\nbanana a, b\nend E\n}") == [nil])
  }

  /// What the reader is told to do, of each message of the parser.
  private func helps(_ item: String) -> [String?] {
    let source = SourceFile(name: "a.qi", text: "qi 1\n\(item)\n")
    return parse(source).diagnostics.filter { $0.code == "Q1104" }.map { $0.help?.en }
  }
}
