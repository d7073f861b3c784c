public import QiDiagnostics
public import QiLanguage
import QiValues
import YuanqiKit

/// How a run looks to a person: the reader's own names, money in one column, the reason beside every
/// refusal, and a last line that says how it went.
public struct ReportRenderer {
  private let file: SourceFile
  private let language: Language
  private let style: Style
  private let width: Int
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
    let head = "  \(time.padded(to: 19))  \(line.who.padded(to: 8)) "
    let what = line.what[language] + times
    switch line.outcome {
    case .said(let text):
      let room = text[language].isEmpty ? what : what.padded(to: 10) + " " + text[language]
      return (head + room).trimmedEnd
    case .refused(let refusal, let sentence, let asExpected):
      let refused = Wording(en: "refused", zh: "被拒")[language].padded(to: 12)
      let expected = Wording(en: "   as expected", zh: "   如所期望")[language]
      let why = "\(refusal.reason.code): \(sentence[language])"
      return head + what.padded(to: 10) + " " + style.paint(refused, asExpected ? .aside : .bad)
        + "  " + why + (asExpected ? style.paint(expected, .good) : "")
    case .moved(let sum, let from, let to, let wallet, let balance):
      let row =
        head + what.padded(to: 10) + " " + "\(sum)".padded(to: 12, .right)
        + "  " + "\(from[language]) → \(to[language])".padded(to: 23)
      guard let wallet, let balance else { return row.trimmedEnd }
      return row + " " + wallet.padded(to: 6) + " " + "\(balance)".padded(to: 12, .right)
    }
  }

  // MARK: Tail

  public func tail(_ result: ScenarioResult) -> String {
    if result.passed { return held(result) }
    return result.failures.map { render($0, result) }.joined(separator: "\n")
  }

  private func held(_ result: ScenarioResult) -> String {
    let count = result.expectations
    let text = Wording(
      en: count == 1 ? "1 expectation held" : "\(count) expectations held",
      zh: "\(count) 项期望全部成立")[language]
    let head = result.head.map {
      Wording(en: "block \($0.height)", zh: "区块 \($0.height)")[language]
        + " · sm3 \($0.digest.short)"
    }
    return "  \(style.paint("✓", .good)) \(text)" + spread(after: 4 + text.cells, head ?? "")
  }

  private func render(_ failure: ScenarioFailure, _ result: ScenarioResult) -> String {
    let line = file.line(at: failure.range.start)
    let sourceRange = file.bytes(ofLine: line)
    let source = file.text(sourceRange)
    let before = file.text(SourceRange(sourceRange.start, failure.range.start)).cells
    let end = min(failure.range.end, sourceRange.end)
    let underlined = max(1, file.text(SourceRange(failure.range.start, end)).cells)
    let number = "\(line)".padded(to: 4, .right)
    let under = String(repeating: " ", count: before) + String(repeating: "─", count: underlined)
    let expected = Wording(en: "expected", zh: "应为")[language].padded(to: 9)
    let actual = Wording(en: "it is", zh: "实为")[language].padded(to: 9)
    let margin = String(repeating: " ", count: 6 + before)
    var rows = [
      "\(style.paint("✗", .bad)) \(result.title.shown)"
        + spread(after: 2 + result.title.cells, place(of: failure.range)),
      "\(number)│ \(source.shown)",
      "      \(under)",
      "\(margin)\(expected) \(failure.expected[language])",
      "\(margin)\(actual) \(failure.actual[language])",
    ]
    for (wallet, movements) in failure.movements where !movements.isEmpty {
      rows.append(
        Wording(en: "  last movements of \(wallet)", zh: "  \(wallet)最近的收付")[language])
      rows += movements.map(render)
    }
    if let held = failure.lastHeld {
      let line = file.line(at: held.range.start)
      rows.append(
        Wording(
          en: "  The last step that held: line \(line), block \(held.height).",
          zh: "  最后成立的一步：第 \(line) 行，区块 \(held.height)。")[language])
    }
    return rows.joined(separator: "\n")
  }

  private func render(_ movement: Movement) -> String {
    let block = Wording(en: "block \(movement.height)", zh: "区块 \(movement.height)")[language]
    let change = movement.change > .zero ? "+\(movement.change)" : "\(movement.change)"
    return "    \("\(movement.time)".padded(to: 16))  \(block.padded(to: 10))"
      + "\(change.padded(to: 13, .right))  \(movement.what[language].padded(to: 14))"
      + "\("\(movement.balance)".padded(to: 13, .right))"
  }

  // MARK: Summary of all files

  /// The last line of a run of several scenarios.
  public static func summary(
    _ results: [ScenarioResult], milliseconds: Int, language: Language
  ) -> String {
    let passed = results.count { $0.passed }
    let transactions = results.reduce(0) { $0 + $1.transactions }
    let blocks = results.reduce(0) { $0 + $1.blocks }
    let scenarios = results.count == 1 ? "1 scenario" : "\(results.count) scenarios"
    let supply = results.count == 1 ? results[0].trialBalance.equation : Wording("")
    let dot = supply.en.isEmpty ? "" : " · "
    return Wording(
      en: "\(scenarios), \(passed) passed · \(transactions) transactions in \(blocks) blocks"
        + dot + supply.en + " · \(milliseconds) ms",
      zh: "\(results.count) 个情景，\(passed) 个通过 · \(blocks) 个区块共 \(transactions) 笔交易"
        + dot + supply.zh + " · \(milliseconds) 毫秒")[language]
  }

  // MARK: Layout

  private func place(of range: SourceRange) -> String {
    let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
    return "\(name):\(file.line(at: range.start))"
  }

  /// What stands at the right end of a line, after so many cells of it.
  private func spread(after cells: Int, _ right: String) -> String {
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

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
