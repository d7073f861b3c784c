import QiBytecode

/// Who may act, and when.
extension Lowering {
  func actors(_ act: ActSyntax) -> Program.Actors {
    if case .anyone = act.actors { return .anyone }
    var (roles, groups): ([Int], [Int]) = ([], [])
    for name in act.actors.names {
      switch scope[name.text] {
      case .group(let group, _): groups.append(group)
      case .party(let place): roles.append(place)
      case .oracle(let place): roles.append(contract.parties.count + place)
      default: break
      }
    }
    if case .one(let name) = act.actors, case .variable(let index, _) = scope[name.text] {
      return .somebody(variable(index))
    }
    return Program.Actors(
      roles: roles, groups: groups, needed: Int(act.actors.needed),
      namesActor: contract.namesActor(act))
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
