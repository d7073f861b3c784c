import QiDiagnostics

/// What is wrong with a scenario's text itself: Q3001 to Q3099.
extension Diagnostic {
  static func noBegin(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3001", at: range,
      Wording(en: "the scenario does not say when it begins", zh: "情景没有写明开始的时刻"),
      help: Wording(en: "write `begin 2026-03-01`", zh: "请写：起于 2026-03-01"))
  }
}
