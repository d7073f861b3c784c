public import QiDiagnostics
public import QiLanguage
import QiValues
import YuanqiKit

/// How a run looks to a person: the reader's own names, money in one column, the reason beside
/// every refusal, and a last line that says how it went.
public struct ReportRenderer {
  let file: SourceFile
  let language: Language
  let style: Style
  let width: Int
  private var lastTime: Instant?

  public init(file: SourceFile, language: Language, style: Style = .plain, width: Int = 100) {
    self.file = file
    self.language = language
    self.style = style
    self.width = min(width, 120)
  }

  // MARK: Head and lines

  public func heading(_ scenario: ScenarioSyntax) -> String {
    style.paint(scenario.title.shown, .strong)
      + spread(after: scenario.title.cells, place(of: scenario.range))
  }

  public mutating func render(_ lines: [ReportLine]) -> String {
    lines.map { render($0) + "\n" }.joined()
  }

  private mutating func render(_ line: ReportLine) -> String {
    let time = line.time == lastTime ? "" : "\(line.time)"
    lastTime = line.time
    let times = line.times > 1 ? " ×\(line.times)" : ""
    let what = line.what[language].truncated(to: ReportRenderer.nameCells) + times
    var row = ReportRow(
      "  \(time.padded(to: 19))  \(name(line.who).padded(to: 8)) ", width: width)
    switch line.outcome {
    case .said(let text):
      row.add(text[language].isEmpty ? what : what.padded(to: 10))
      row.add(text[language], gap: 1)
    case .traced(let pieces):
      for piece in pieces { row.add(piece[language], painting: style.painting(.aside)) }
    case .refused(let refusal, let sentence, let asExpected):
      let refused = Wording(en: "refused", zh: "被拒")[language].padded(to: 8)
      row.add(what.padded(to: 10))
      row.add(refused, gap: 1, painting: style.painting(asExpected ? .aside : .bad))
      row.add("\(refusal.reason.code): \(sentence[language])", gap: 2)
      if asExpected {
        let expected = Wording(en: "as expected", zh: "如所期望")[language]
        row.add(expected, gap: 3, .right, painting: style.painting(.good))
      }
    case .moved(let sum, let from, let to, let wallet, let balance):
      row.add(what.padded(to: 10))
      row.add("\(sum)".padded(to: 12, .right), gap: 1)
      row.add("\(name(from[language])) → \(name(to[language]))".padded(to: 23), gap: 2)
      if let wallet, let balance {
        row.add(
          "\(name(wallet).padded(to: 6)) \("\(balance)".padded(to: 12, .right))", gap: 1, .right)
      }
    }
    return row.text
  }

  /// Names may have 64 characters, and a row has room for fewer.
  private func name(_ name: String) -> String { name.truncated(to: ReportRenderer.nameCells) }

  private static let nameCells = 24

  // MARK: Summary of all files

  /// The last line of a run of several scenarios.
  public static func summary(
    _ results: [ScenarioResult], milliseconds: Int, language: Language
  ) -> String {
    let passed = results.count { $0.passed }
    let transactions = results.reduce(0) { $0 + $1.transactions }
    let blocks = results.reduce(0) { $0 + $1.blocks }
    let scenarios = counted(results.count, "scenario")
    let supply = results.count == 1 ? results[0].trialBalance.equation : Wording("")
    let dot = supply.en.isEmpty ? "" : " · "
    return Wording(
      en:
        "\(scenarios), \(passed) passed · "
        + "\(counted(transactions, "transaction")) in \(counted(blocks, "block"))"
        + dot + supply.en + " · \(milliseconds) ms",
      zh: "\(results.count) 个情景，\(passed) 个通过 · \(blocks) 个区块共 \(transactions) 笔交易"
        + dot + supply.zh + " · \(milliseconds) 毫秒")[language]
  }

  // MARK: Layout

  func place(of range: SourceRange) -> String {
    let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
    return "\(name):\(file.line(at: range.start))"
  }

  /// What stands at the right end of a line, after so many cells of it.
  func spread(after cells: Int, _ right: String) -> String {
    String(repeating: " ", count: max(2, width - cells - right.cells)) + right.shown
  }
}

extension TrialBalance {
  /// `supply 20,000.00 = wallets 18,000.00 + held 2,000.00`; what is nothing is left out.
  fileprivate var equation: Wording {
    let parts: [(Money, Wording)] = [
      (holds, Wording(en: "held", zh: "保管")), (unclaimed, Wording(en: "unclaimed", zh: "待领")),
    ]
    let start = Wording(
      en: "supply \(supply) = wallets \(wallets)", zh: "发行 \(supply) = 钱包 \(wallets)")
    return parts.filter { $0.0 != .zero }.reduce(start) { text, part in
      text + Wording(en: " + \(part.1.en) \(part.0)", zh: " + \(part.1.zh) \(part.0)")
    }
  }
}
