public import QiBytecode
public import QiValues

extension Template {
  /// The head of a clause in the contract's own words: `buyer may confirm when days < 3`. Nil where
  /// it has no such clause.
  public func head(of number: ClauseNumber) -> Spelled? {
    let place = Int(number.phase) - 1
    guard contract.phases.indices.contains(place) else { return nil }
    let clauses = contract.clauses(of: place)
    guard clauses.indices.contains(Int(number.clause) - 1) else { return nil }
    return clauses[Int(number.clause) - 1].head
  }
}

extension ClauseSyntax {
  var head: Spelled { Spelled(en: head(in: .en), zh: head(in: .zh)) }

  private func head(in spelling: Spelling) -> String {
    func word(_ keyword: Keyword) -> String { keyword.word(in: spelling) }
    switch trigger {
    case .right(let act): return act.head(.may, within: nil, in: spelling)
    case .fact(let act): return act.head(.states, within: nil, in: spelling)
    case .duty(let act, let within, _): return act.head(.must, within: within, in: spelling)
    case .deadline(.on(let moment)): return "\(word(.on)) \(moment.text(in: spelling))"
    case .deadline(.onEndOf(let day)): return "\(word(.onEndOf)) \(day.text(in: spelling))"
    case .deadline(.after(let duration)): return "\(word(.after)) \(duration.text(in: spelling))"
    case .deadline(.every(let schedule)): return schedule.text(in: spelling)
    }
  }
}

extension ActSyntax {
  fileprivate func head(
    _ verb: Keyword, within: Expression?, in spelling: Spelling
  ) -> String {
    var text = "\(actors.text(in: spelling)) \(verb.word(in: spelling)) \(name.text)"
    if !parameters.isEmpty {
      text += "(\(parameters.map(\.name.text).joined(separator: ", ")))"
    }
    if let opens = window?.opens {
      text += " \(Keyword.opens.word(in: spelling)) \(opens.text(in: spelling))"
    }
    if let closes = window?.closes {
      text += " \(Keyword.closes.word(in: spelling)) \(closes.text(in: spelling))"
    }
    if let within { text += " \(Keyword.within.word(in: spelling)) \(within.text(in: spelling))" }
    if let condition {
      text += " \(Keyword.when.word(in: spelling)) \(condition.text(in: spelling))"
    }
    return text
  }
}

extension PlaceSyntax {
  func text(in spelling: Spelling) -> String {
    switch part {
    case nil: Name.text(name.text, in: spelling)
    case .field(let field)?: "\(name.text).\(field.text)"
    case .key(let key)?: "\(name.text)[\(key.text(in: spelling))]"
    }
  }
}

extension ActorsSyntax {
  fileprivate func text(in spelling: Spelling) -> String {
    switch self {
    case .one(let name): name.text
    case .anyone: Keyword.anyone.word(in: spelling)
    case .together(let names):
      names.map(\.text).joined(separator: " \(Keyword.with.word(in: spelling)) ")
    case .some(let needed, let names, _):
      "\(needed) \(Keyword.of.word(in: spelling)) "
        + "(\(names.map(\.text).joined(separator: ", ")))"
    }
  }
}
