import QiBytecode

/// Who may act, and when.
extension Lowering {
  func actors(_ act: ActSyntax) -> Program.Actors {
    let roles = act.actors.names.map { name in
      switch scope[name.text] {
      case .party(let place): place
      case .oracle(let place): contract.parties.count + place
      default: 0
      }
    }
    if case .anyone = act.actors { return .anyone }
    if case .one(let name) = act.actors, case .variable(let index, _) = scope[name.text] {
      return .somebody(variable(index))
    }
    return Program.Actors(roles: roles, needed: Int(act.actors.needed))
  }

  /// Arguments are not known yet where a window is asked.
  mutating func lower(_ window: WindowSyntax) -> Program.Window {
    releaseRegisters()
    let entry = here
    let opens = window.opens.map { widened(lower($0)) }
    let closes = window.closes.map { widened(lower($0)) }
    emit(.stop)
    return Program.Window(entry: entry, opens: opens, closes: closes)
  }
}
