public import QiDiagnostics
import QiLanguage
import QiValues
import YuanqiKit

/// What `why not` found out.
public struct Answer: Sendable {
  public let range: SourceRange
  public let who: String
  /// `course.confirm`.
  public let act: String
  /// One an obstacle; none where the act would go through.
  public let obstacles: [Reason]
  /// Till then no clause is set off by time.
  public let until: Wording?

  public struct Reason: Sendable {
    public let code: String
    public let clause: String?
    public let text: Wording
    /// Who or what could change it.
    public let remedies: [Wording]

    var pieces: [Wording] {
      let number = clause.map { "\($0) " } ?? ""
      var pieces = [Wording("· \(number)\(code): ") + text]
      for (place, remedy) in remedies.enumerated() {
        let start =
          place == 0
          ? Wording(en: "; could change: ", zh: "；可改变者：") : Wording(en: ", ", zh: "、")
        pieces[pieces.count - 1] = pieces[pieces.count - 1] + start
        pieces.append(remedy)
      }
      return pieces
    }
  }

  var sentence: Wording {
    if obstacles.isEmpty { return Wording(en: "\(act) would go through", zh: "\(act) 可以执行") }
    let count = obstacles.count
    return Wording(
      en: count == 1 ? "\(act): one thing is wanting" : "\(act): \(count) things are wanting",
      zh: "\(act)：有 \(count) 项不成立")
  }

  var untilWording: Wording? {
    until.map {
      Wording(
        en: "· till \($0.en) no clause is set off by time", zh: "· \($0.zh) 之前无到期条款")
    }
  }

  func json(in file: SourceFile, _ language: Language) -> JSON {
    .object([
      ("line", .integer(Int64(file.line(at: range.start)))),
      ("who", .text(who)),
      ("act", .text(act)),
      ("goesThrough", .boolean(obstacles.isEmpty)),
      ("until", until.map { .text($0[language]) } ?? .null),
      (
        "obstacles",
        .array(
          obstacles.map { reason in
            .object([
              ("reason", .text(reason.code)),
              ("clause", reason.clause.map { .text($0) } ?? .null),
              ("text", .text(reason.text[language])),
              ("remedies", .array(reason.remedies.map { .text($0[language]) })),
            ])
          })
      ),
    ])
  }
}

extension ScenarioRunner {
  /// Asks, and says what came of it. Nothing changes, and nothing can fail.
  func answer(_ deed: Deed, _ range: SourceRange) {
    guard case .act(let name, let action, let arguments, let most) = deed.verb else { return }
    let (who, contract) = (actor(deed.who), contract(name))
    let values = values(of: arguments, action.text, contract)
    let found = platform.whyNot(
      who, contract, action.text, arguments: values, payingAtMost: most)
    let answer = Answer(
      range: range, who: deed.who.text, act: "\(name.text).\(action.text)",
      obstacles: found.obstacles.map { reason($0, contract, action.text) },
      until: found.obstacles.isEmpty ? nil : found.until.map { Wording("\($0)") })
    answers.append(answer)
    journalist.tell(platform.now, answer)
  }

  private func reason(
    _ obstacle: Obstacle, _ contract: ContractNumber, _ action: String
  ) -> Answer.Reason {
    let text = text(of: obstacle, .act(contract, action))
    return .init(
      code: obstacle.refusal.reason.code, clause: obstacle.refusal.clause.map { "\($0)" },
      text: text, remedies: obstacle.remedies.map(words))
  }

  private func text(of obstacle: Obstacle, _ doing: Doing) -> Wording {
    let wording = RefusalWording(platform)
    let sentence = wording.sentence(obstacle.refusal, doing)
    guard let condition = obstacle.condition else { return sentence }
    switch obstacle.refusal.reason {
    case .wrongPhase:
      return sentence
        + Wording(en: ", it stands in \(condition.en)", zh: "，此行动在 \(condition.zh)")
    case .guardFailed:
      return Wording(en: "`\(condition.en)` does not hold", zh: "“\(condition.zh)”不成立")
        + wording.values(obstacle.refusal, doing)
    default: return Wording(en: "`\(condition.en)`: ", zh: "“\(condition.zh)”：") + sentence
    }
  }

  private func words(_ remedy: Remedy) -> Wording {
    switch remedy {
    case .act(let name, let actors):
      let who = actors.map { platform.name(of: $0) ?? "?" }
      if who.isEmpty { return Wording(en: "anyone by \(name)", zh: "任何人：\(name)") }
      return Wording(
        en: "\(who.joined(separator: " or ")) by \(name)",
        zh: "\(who.joined(separator: "或"))：\(name)")
    case .signature(let party):
      let who = platform.name(of: party) ?? "?"
      return Wording(en: "\(who) by signing", zh: "\(who)：签署")
    case .time(let moment): return Wording(en: "time at \(moment)", zh: "\(moment) 到时")
    case .clock: return Wording(en: "time", zh: "时间")
    case .argument(let name): return Wording(en: "another `\(name)`", zh: "另一“\(name)”")
    }
  }
}
