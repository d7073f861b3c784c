public import QiDiagnostics

/// The text laid out, and spelt as told; without a spelling its words stay. Nil where it has
/// errors.
///
/// Comments and line breaks stay. What comes back means the same: the same tree, the same identity.
public func layOut(_ source: SourceFile, in spelling: Spelling? = nil) -> String? {
  guard let reading = Reading(source) else { return nil }
  let roles = reading.roles
  guard let spelling else {
    let text = reading.laidOut(nil)
    return means(text, roles) ? text : nil
  }
  var respelling = Respelling(spelling: spelling)
  let plain = reading.laidOut(respelling)
  if means(plain, roles) { return plain }
  // Some name reads as a keyword: backticks for all that could, then off again where they need not.
  let hazards = reading.parts.indices.filter { reading.isHazard($0) }
  respelling.quoted = Set(hazards)
  let isMuch = hazards.count * reading.parts.count > maximumWork
  for index in isMuch ? [] : hazards {
    respelling.quoted.remove(index)
    if !means(reading.laidOut(respelling), roles) { respelling.quoted.insert(index) }
  }
  let text = reading.laidOut(respelling)
  return means(text, roles) ? text : nil
}

/// Doubtful names times all parts. Where there are more, all doubtful names keep their backticks.
private let maximumWork = 200_000

private func means(_ text: String, _ roles: [Reading.Role]) -> Bool {
  Reading(SourceFile(name: "", text: text))?.roles == roles
}

extension Reading {
  fileprivate func laidOut(_ respelling: Respelling?) -> String {
    var layout = Layout(pieces(respelling))
    return layout.text()
  }

  /// Whether the part is a name that some keyword uses as a word.
  fileprivate func isHazard(_ index: Int) -> Bool {
    guard case .name(let name) = parts[index].role else { return false }
    return KeywordWords.shared.word(name) > 0
  }
}
