import QiDiagnostics
import QiValues
import YuanqiKit

/// How a scenario ended.
extension ReportRenderer {
  public func tail(_ result: ScenarioResult) -> String {
    if result.passed { return held(result) }
    let failures = result.failures.map { render($0, result) }.joined(separator: "\n")
    let name = file.name.shown
    let hint = Wording(
      en: "See what every clause decided: yuanqi run --trace \(name)",
      zh: "逐条查看各条款的判断：yuanqi run --trace \(name)")
    return "\(failures)\n  \(style.paint(hint[language], .aside))"
  }

  private func held(_ result: ScenarioResult) -> String {
    let count = result.expectations
    let text =
      count == 0
      ? Wording(en: "played to its end", zh: "已执行完毕")[language]
      : Wording(
        en: "\(counted(count, "expectation")) held", zh: "\(count) 项期望全部成立")[language]
    let head = result.head.map {
      Wording(en: "block \($0.height)", zh: "区块 \($0.height)")[language]
        + " · sm3 \($0.digest.short)"
    }
    return "  \(style.paint("✓", .good)) \(text)" + spread(after: 4 + text.cells, head ?? "")
  }

  private func render(_ failure: ScenarioFailure, _ result: ScenarioResult) -> String {
    let line = file.line(at: failure.range.start)
    let (source, before, underlined) = excerpt(of: line, failure.range)
    let number = "\(line)".padded(to: 4, .right)
    let under = String(repeating: " ", count: before) + String(repeating: "─", count: underlined)
    let expected = Wording(en: "expected", zh: "应为")[language].padded(to: 9)
    let actual = Wording(en: "it is", zh: "实为")[language].padded(to: 9)
    let margin = String(repeating: " ", count: 6 + min(before, width / 2))
    var rows = [
      "\(style.paint("✗", .bad)) \(result.title.shown)"
        + spread(after: 2 + result.title.cells, place(of: failure.range)),
      "\(number)│ \(source)",
      "      \(under)",
      "\(margin)\(expected) \(failure.expected[language])",
      "\(margin)\(actual) \(failure.actual[language])" + difference(of: failure),
    ]
    for (wallet, movements) in failure.movements where !movements.isEmpty {
      rows.append(
        Wording(en: "  last movements of \(wallet)", zh: "  \(wallet)最近的收付")[language])
      rows += movements.map(render)
    }
    rows += remarks(failure).map { "  " + $0[language] }
    return rows.joined(separator: "\n")
  }

  private func difference(of failure: ScenarioFailure) -> String {
    guard let difference = failure.difference else { return "" }
    let magnitude = Money(fen: abs(difference.fen))
    let words =
      difference < .zero
      ? Wording(en: "(\(magnitude) less)", zh: "（少 \(magnitude)）")
      : Wording(en: "(\(magnitude) more)", zh: "（多 \(magnitude)）")
    return "   " + words[language]
  }

  private func remarks(_ failure: ScenarioFailure) -> [Wording] {
    var remarks: [Wording] = []
    if let round = failure.round {
      let (en, zh) =
        failure.times == 1
        ? ("", "") : ("; \(failure.times) times in all", "，共 \(failure.times) 次")
      remarks.append(
        Wording(en: "First in round \(round) of `repeat`\(en).", zh: "首次在“重复”的第 \(round) 轮\(zh)。"))
    }
    if failure.skipped > 0 {
      let steps = counted(failure.skipped, "later step")
      remarks.append(
        Wording(
          en: "\(steps) that \(failure.skipped == 1 ? "needs" : "need") it: not played.",
          zh: "其后有 \(failure.skipped) 步依赖于它，未执行。"))
    }
    if let held = failure.lastHeld {
      let line = file.line(at: held.range.start)
      remarks.append(
        Wording(
          en: "The last step that held: line \(line), block \(held.height).",
          zh: "最后成立的一步：第 \(line) 行，区块 \(held.height)。"))
    }
    return remarks
  }

  /// The line as far as there is room for it, with the cells before the range and those of it.
  private func excerpt(
    of line: Int, _ range: SourceRange
  ) -> (source: String, before: Int, underlined: Int) {
    let bounds = file.bytes(ofLine: line)
    let room = width - 6
    let before = file.text(SourceRange(bounds.start, range.start)).cells
    let marked = file.text(SourceRange(range.start, min(range.end, bounds.end)))
    let isCut = before > room / 2
    let start = isCut ? range.start : bounds.start
    let source = file.text(SourceRange(start, bounds.end))
    let text = isCut ? "…" + source.truncated(to: room - 1) : source.truncated(to: room)
    let lead = isCut ? 1 : before
    return (text, lead, max(1, min(marked.cells, room - lead)))
  }

  private func render(_ movement: Movement) -> String {
    let block = Wording(en: "block \(movement.height)", zh: "区块 \(movement.height)")[language]
    let change = movement.change > .zero ? "+\(movement.change)" : "\(movement.change)"
    return "    \("\(movement.time)".padded(to: 16))  \(block.padded(to: 10))"
      + "\(change.padded(to: 13, .right))  \(movement.what[language].padded(to: 14))"
      + "\("\(movement.balance)".padded(to: 13, .right))"
  }
}
