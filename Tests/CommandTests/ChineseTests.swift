import Foundation
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// Who is spoken to in Chinese meets no English word but names of the source, codes and the texts
/// somebody wrote.
@Suite struct ChineseTests {
  private static let isLong = ProcessInfo.processInfo.environment["YUANQI_LONG"] != nil

  /// Scenarios of single rules take long together.
  @Test(
    arguments: (qiFiles(in: "contracts") + qiFiles(in: "scenarios"))
      .filter { isLong || !$0.contains("/readings/") })
  func everythingSaidOfAFileIsChinese(path: String) throws {
    try expectChinese(repository.appending(path: path).path)
  }

  /// Of each kind of value and of name, what decides an act, and what is not as it should be.
  @Test func valuesAndNamesAreChinese() throws {
    let folder = try Folder(holdingEscrow: false)
    let file = try folder.write("words.qi", Self.words)
    let said = try expectChinese(file)
    for words in [
      "flag = 真", "应为      假", "who = 无", "span = 3 天", "long = 24 个月", "work = 3 工作日",
      "short = 5400 秒", "late = 0.05% 每日", "类别 shop = \"\"", "合计 sums = ¥0.00", "今日 = 2026-03-01",
      "签订时 = 2026-03-01 00:00", "此刻 = 2026-03-01 00:00", "行动人 = 小王", "支付 ¥1.00 从 行动人 到 shop",
    ] {
      #expect(said.contains(words), "\(words) is not said:\n\(said)")
    }
  }

  @discardableResult
  private func expectChinese(_ file: String) throws -> String {
    let words = try SourceWords(file)
    let ofContracts = [["check", "--show", "limits"], ["draw"], ["draw", "--format", "mermaid"]]
    let commands =
      (words.hasContract ? ofContracts : []) + (words.scenarios > 0 ? [["run", "--trace"]] : [])
    var said = commands.map { run($0 + ["--lang", "zh", file]) }.map { $0.out + $0.err }.joined()
    if words.scenarios == 1 { said += try papers(of: file) }
    let left = words.english(in: said)
    #expect(left.isEmpty, "\(file): \(left.joined(separator: ", "))\n\(said)")
    return said
  }

  /// What is printed of the chain a scenario makes.
  private func papers(of file: String) throws -> String {
    let folder = try Folder(holdingEscrow: false)
    let chain = folder["c.db"]
    _ = run("run", "--chain", chain, file)
    return [
      ["receipt", "--chain", chain], ["balance", "--chain", chain], ["chain", "show", chain],
    ]
    .map { run($0 + ["--lang", "zh"]).out }.joined()
  }

  private static let words = """
    qi 1
    contract Words {
        parties p, shop
        oracle court
        terms { span: duration, long: duration, work: duration, short: duration, late: rate a day }
        holds box owned by p
        book sums: money by party max 3
        var who: party or none
        var flag = true
        var never = false
        invariant in Open: flag == true
        start Open {
            p may a when who is not none -> Over
            p may b when span > 5 days -> Over
            p may c when long > 30 months -> Over
            p may d when work > 5 working days -> Over
            p may e when short > 2 hours -> Over
            p may f when late > 1% a day -> Over
            p may g when kind of shop == "books" or total of sums > ¥5 -> Over
            p may h when now < begun or today < 2026-01-01 or not flag -> Over
            anyone may i when actor in sums { pay ¥1 from actor to shop } -> Over
            p may j(x: boolean where x, y: duration where y > 3 days) { note "{x}, {y}" } -> Over
            p may k { flag = false }
            court states over -> Over
            every month on day 31 at 18:00 until 2026-06-30 { note "end of a month" }
            after 90 days { pay all from box to p } -> Over
        }
        end Over
    }
    scenario "所说皆为中文" {
        begin 2026-03-01
        operator 工行
        wallet 小王: personal class 1 at 工行 funded ¥1,000
        wallet 小李: corporate at 工行
        oracle 法院
        let w = deploy Words {
            p: 小王, shop: 小李, court: 法院
            span: 3 days, long: 2 years, work: 3 working days, short: 90 minutes, late: 0.05% a day
        }
        reject guard-failed { 小王: w.a, 小王: w.b, 小王: w.c, 小王: w.d, 小王: w.e, 小王: w.f }
        reject guard-failed { 小王: w.g, 小王: w.h, 小王: w.i }
        why not 小王: w.c
        why not 小王: w.g
        why not 小王: w.h
        why not 小王: w.i
        why not 小李: w.j(x: false, y: 1 day)
        reject bad-argument { 小王: w.j(x: false, y: 4 days), 小王: w.j(x: true, y: 3 days) }
        expect w.flag is false, w.span is 4 days, w.late is 1% a day
        小王: w.k
    }
    """
}

/// What of a file may be said in any language.
private struct SourceWords {
  /// Besides names what is one word everywhere: of digests, day counts and diagrams.
  private var names: Set<String> = [
    "sm3", "sha256", "actual", "qi", "state", "as", "br", "UTC",
  ]
  private var texts: Set<String> = []
  private(set) var scenarios = 0
  private(set) var hasContract = false

  init(_ file: String) throws {
    let source = try self.source(file)
    let (tree, _) = parse(source)
    scenarios = tree.scenarios.count
    hasContract = !tree.contracts.isEmpty
    texts.formUnion(tree.contracts.flatMap(\.invariants).map { source.text($0.range) })
    try read(file)
    for used in texts where used.hasSuffix(".qi") {
      try read(URL(filePath: file).deletingLastPathComponent().appending(path: used).path)
    }
    texts.formUnion(Reason.allCases.map(\.code) + [file, URL(filePath: file).lastPathComponent])
    texts.formUnion(["stateDiagram-v2", "yuanqi check", "yuanqi run --trace"])
    // The other way round it would take words apart.
    texts = texts.filter { $0.count > 2 }
  }

  private func source(_ file: String) throws -> SourceFile {
    SourceFile(name: file, bytes: Array(try Data(contentsOf: URL(filePath: file))))
  }

  private mutating func read(_ file: String) throws {
    for role in try #require(Reading(try source(file)), "\(file)").roles {
      switch role {
      case .name(let name): names.insert(name)
      case .text(let text): texts.insert(text)
      default: break
      }
    }
  }

  /// Words that are none of these. What stands between quotes, and excerpts, somebody wrote.
  func english(in said: String) -> [String] {
    let lines = said.split(separator: "\n").filter { !$0.contains("│") }
    var text = lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
    for known in texts.sorted(by: { $0.count > $1.count }) {
      text = text.replacing(known, with: "")
    }
    text = text.replacing(#/“[^”]*”|"[^"]*"|[0-9a-f]{4}…[0-9a-f]{4}|\b[0-9a-f]{64}\b/#, with: " ")
    let found = text.matches(of: #/[A-Za-z_][A-Za-z0-9_]*/#).map { String($0.output) }
    let others = Set(found).filter { word in
      // A long digest is broken where a line ends.
      !names.contains(word) && word.wholeMatch(of: #/[QF]\d{4}|s\d+|E|[0-9a-f]+/#) == nil
    }
    return others.sorted()
  }
}
