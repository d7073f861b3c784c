import QiDiagnostics

/// Names chosen from a list, and parties that may be nobody.
extension Checker {
  static let mostChoices = 64

  /// Two names at least, each once.
  mutating func checkChoices() {
    let written =
      contract.everyParameter.map(\.type) + contract.records.flatMap(\.fields).map(\.type)
      + contract.variables.compactMap(\.type)
    for type in written {
      guard let names = type.form.choices else { continue }
      var seen: [String: Name] = [:]
      for name in names { checkFresh(name, &seen) }
      if names.count < 2 { report(.nothingToChoose(at: type.range)) }
      if names.count > Checker.mostChoices {
        let what = Wording(en: "names to choose", zh: "可选的名称")
        report(.tooMany(what, Checker.mostChoices, at: names[Checker.mostChoices]))
      }
    }
  }

  /// The first list of names that has it.
  func choice(with name: String) -> [String]? {
    let types =
      contract.everyParameter.map(\.type) + contract.records.flatMap(\.fields).map(\.type)
      + contract.variables.compactMap(\.type)
    return types.lazy.compactMap { $0.form.choices?.map(\.text) }.first { $0.contains(name) }
  }

  mutating func checkChosen(_ expression: Expression, from names: [String], in inner: Scope) {
    guard case .name(let text) = expression.form, !names.contains(text) else { return }
    let name = Name(text: text, range: expression.range)
    let nearest = Suggest.nearest(to: text, in: names)
    report(.noSuchChoice(name, names, nearest: nearest))
  }

  /// Only a variable of `party or none` may be asked whether it is somebody.
  mutating func checkPresence(of expression: Expression, in inner: Scope) {
    if case .name(let name) = expression.form,
      inner[name].map(Scope.type) == .partyOrNone
    {
      used.insert(name)
      return
    }
    let type = type(of: expression, in: inner)
    if type != .unknown { report(.neverNone(type, at: expression)) }
  }
}

extension TypeSyntax.Form {
  var isOneValue: Bool {
    switch self {
    case .value, .choice: true
    case .record, .list, .set, .partyOrNone: false
    }
  }

  /// The names of `one of`, or of a list of it.
  fileprivate var choices: [Name]? {
    switch self {
    case .choice(let names): names
    case .list(let element, _): element.choices
    case .value, .record, .set, .partyOrNone: nil
    }
  }
}
