import QiValues

extension Program {
  /// The program as text, a line an instruction, for people who want to see what will run.
  public var disassembly: String {
    var lines = ["contract \(name): \(instructions.count) instructions, \(registerCount) registers"]
    var headings: [Int: [String]] = [boundsEntry: ["bounds"], initialEntry: ["variables"]]
    if proposalEntry != boundsEntry {
      headings[proposalEntry] = ["bounds of a proposal"]
    }
    func head(_ entry: Int, _ text: String) { headings[entry, default: []].append(text) }
    for phase in phases {
      for clause in phase.clauses {
        if let act = clause.act {
          let who = "\(clause.number) \(phase.name): \(describe(act.actors)) \(act.name)"
          if let window = act.window { head(window.entry, "\(who), window") }
          head(act.conditionEntry, "\(who), conditions")
          if let guardEntry = act.guardEntry { head(guardEntry, "\(who), guard") }
          head(act.bodyEntry, who)
        }
        if let deadline = clause.deadline {
          head(deadline.dueEntry, "\(clause.number) \(phase.name): due when")
          head(deadline.bodyEntry, "\(clause.number) \(phase.name): at the deadline")
        }
      }
    }
    for mandate in mandates { head(mandate.entry, "mandate \(mandate.name)") }
    for (index, invariant) in invariants.enumerated() {
      head(invariant.entry, "invariant \(index + 1)")
    }
    for (index, property) in properties.enumerated() {
      head(property.entry, "property \(index + 1)")
    }
    for (index, instruction) in instructions.enumerated() {
      lines += (headings[index] ?? []).map { "\($0):" }
      lines.append("  \(right("\(index)", 4))  \(describe(instruction))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func describe(_ actors: Actors) -> String {
    if let variable = actors.variable { return register(UInt16(truncatingIfNeeded: variable)) }
    let all = actors.roles.map { roleNames[$0] } + actors.groups.map { groups[$0] }
    let names = all.joined(separator: ", ")
    return all.count == 1 && actors.needed == 1 ? names : "\(actors.needed) of (\(names))"
  }

  private func describe(_ i: Instruction) -> String {
    let (a, b, c) = (register(i.a), register(i.b), register(i.c))
    let name = "\(i.operation)".padding(13)
    switch i.operation {
    case .load: return "\(name) \(a) = \(i.constant)"
    case .copy, .negate, .not, .startOfDay, .endOfDay, .dayOf: return "\(name) \(a) = \(b)"
    case .add, .subtract, .multiply, .least, .greatest, .equal, .notEqual, .less, .lessOrEqual,
      .days30E:
      return "\(name) \(a) = \(b), \(c)"
    case .dateAddDays, .dateAddMonths, .timeAddSeconds, .timeAddDays, .timeAddMonths, .share,
      .addWorkingDays, .toWorkingDay:
      return "\(name) \(a) = \(b), \(i.constant)"
    case .widen, .round, .level, .accrue: return "\(name) \(a) = \(b), \(i.constant)"
    case .moveDate, .moveTime, .dueAfter: return "\(name) \(a) = \(b), \(i.constant) \(c)"
    case .sameUnit: return "\(name) \(b), \(c)"
    case .addFractions, .subtractFractions, .multiplyFractions, .divideFractions, .equalFractions,
      .lessFractions:
      return "\(name) \(a) = \(b), \(c)"
    case .text: return "\(name) \(a) = \"\(texts[Int(i.constant)])\""
    case .kind, .balance: return "\(name) \(a) = \(b)"
    case .keys: return "\(name) \(a) = \(c)"
    case .element, .contains, .entry: return "\(name) \(a) = \(b) of \(c)\(elements(i))"
    case .proportion: return "\(name) \(a) = \(b) by \(c)"
    case .total: return "\(name) \(a) = \(c)"
    case .setEntry, .setNumber: return "\(name) \(b) of \(a) = \(c), at most \(i.constant)"
    case .removeEntry: return "\(name) \(b) of \(a)"
    case .digest: return "\(name) \(a) = \(digest(i.constant))"
    case .clear: return "\(name) \(a)"
    case .loop: return "\(name) \(a), \(b), \(i.constant)"
    case .held, .heldForAll: return "\(name) \(a) = \(pot(i.constant))"
    case .heldFor: return "\(name) \(a) = \(pot(i.constant))[\(b)]"
    case .jump, .attempt, .again: return "\(name) \(i.constant)"
    case .jumpUnless, .jumpIf: return "\(name) \(a), \(i.constant)"
    case .require:
      let element = i.b > 0 ? ", element \(b)" : ""
      let reason = Reason(rawValue: i.c)?.code ?? "?"
      return "\(name) \(a) or \(reason)\(i.constant > 0 ? " (\(i.constant)\(element))" : "")"
    case .pay:
      let under = under(Places(constant: i.constant).mandate)
      return "\(name) \(a) from \(source(i)) to \(target(i))\(under)"
    case .setAside: return "\(name) \(pot(i.constant))\(i.b > 0 ? "[\(b)]" : "")"
    case .payAll: return "\(name) from \(source(i)) to \(target(i))"
    case .split: return "\(name) \(split(i.constant))"
    case .note: return "\(name) \(note(i.constant))"
    case .enter: return "\(name) \(phase(i.constant))"
    case .observe: return "\(name) \(observations[Int(i.constant)].text.en)"
    case .attemptEnds, .stop: return "\(i.operation)"
    }
  }

  private func register(_ number: UInt16) -> String {
    let index = Int(number)
    switch index {
    case Program.now: return "now"
    case Program.begun: return "begun"
    case Program.entered: return "entered"
    case ..<firstTerm: return roleNames[index - Program.firstSlot]
    case ..<firstVariable: return slot(index, terms, from: firstTerm)
    case ..<firstArgument: return slot(index, variables, from: firstVariable)
    default: return "r\(index)"
    }
  }

  private func slot(_ register: Int, _ slots: [Slot], from first: Int) -> String {
    let place = slots.starts(from: first).lastIndex { $0 <= register }
    return place.map { slots[$0].name } ?? "?"
  }

  private func elements(_ i: Instruction) -> String {
    i.operation == .element ? ", part \(Elements(constant: i.constant).offset)" : ""
  }

  private func pot(_ number: some BinaryInteger) -> String {
    pots.indices.contains(Int(number)) ? pots[Int(number)].name : "?"
  }

  /// As it was written, but for registers that have no name.
  private func note(_ number: Int64) -> String {
    guard notes.indices.contains(Int(number)) else { return "?" }
    let pieces = notes[Int(number)].map { piece in
      switch piece {
      case .text(let text): text
      case .value(let place, _): "{\(register(UInt16(truncatingIfNeeded: place)))}"
      }
    }
    return "\"\(pieces.joined())\""
  }

  private func split(_ number: Int64) -> String {
    guard splits.indices.contains(Int(number)) else { return "?" }
    let split = splits[Int(number)]
    let shares = split.shares.map {
      "\(register(UInt16(truncatingIfNeeded: $0.register))) to \(place($0.target))"
    }
    let sources = split.sources.map { place($0.place) + under($0.mandate) }.joined(
      separator: ", then ")
    return "from \(sources): \(shares.joined(separator: ", "))"
  }

  private func digest(_ number: Int64) -> String {
    let digest = digests[Int(number)]
    let values = digest.values.map { register(UInt16(truncatingIfNeeded: $0.register)) }
    return "\(digest.rule) of \(values.joined(separator: ", "))"
  }

  private func phase(_ number: Int64) -> String {
    phases.indices.contains(Int(number)) ? phases[Int(number)].name : "?"
  }

  private func under(_ mandate: Int?) -> String {
    mandate.map { " under \(mandates[$0].name)" } ?? ""
  }

  private func source(_ i: Instruction) -> String {
    place(Places(constant: i.constant).source(i.b))
  }

  private func target(_ i: Instruction) -> String {
    place(Places(constant: i.constant).target(i.c))
  }

  private func place(_ place: Place) -> String {
    let operand = register(UInt16(truncatingIfNeeded: place.operand))
    return switch place {
    case .party: operand
    case .pot(let number): pot(number)
    case .hold(let number, _): "\(pot(number))[\(operand)]"
    }
  }
}

private func right(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
