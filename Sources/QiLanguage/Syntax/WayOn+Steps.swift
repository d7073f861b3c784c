import QiBytecode

extension [WayOn.Step] {
  /// So that a picture of a source without bounds has bounds.
  private static let most = 16

  func adding(_ steps: Self) -> Self {
    let all = self + steps
    guard all.count > Self.most else { return all }
    return all.prefix(Self.most - 1) + [Element(text: Spelled(en: "…", zh: "…"), depth: 0)]
  }

  /// What stands in a block, below its head, which is there even if nothing else is.
  static func block(_ head: Element, _ inside: Self) -> Self {
    [head] + inside.map { Element(text: $0.text, depth: $0.depth + 1) }
  }

  static func otherwise(_ inside: Self) -> Self {
    inside.isEmpty ? [] : .block(.word(.otherwise), inside)
  }
}

extension WayOn.Step {
  private init(_ text: (Spelling) -> String) {
    self.init(text: Spelled(en: text(.en), zh: text(.zh)), depth: 0)
  }

  static func word(_ keyword: Keyword) -> Self {
    Self { keyword.word(in: $0) }
  }

  static func condition(_ condition: Expression) -> Self {
    Self { "\(Keyword.choice.word(in: $0)) \(condition.text(in: $0))" }
  }

  static func round(_ loop: Statement.Loop) -> Self {
    let names = [loop.element, loop.value].compactMap { $0?.text }.joined(separator: ", ")
    return Self {
      "\(Keyword.forEach.word(in: $0)) \(names) "
        + "\(Keyword.among.word(in: $0)) \(loop.collection.text)"
    }
  }

  static func payment(
    _ sum: Statement.Sum, _ source: SourceSyntax, _ target: PlaceSyntax
  ) -> Self {
    Self { spelling in
      let what =
        switch sum {
        case .all: Keyword.all.word(in: spelling)
        case .exactly(let sum): sum.text(in: spelling)
        case .settled(let name): "\(Keyword.settled.word(in: spelling)) \(name.text)"
        }
      return "\(Keyword.pay.word(in: spelling)) \(what) "
        + "\(Keyword.from.word(in: spelling)) \(source.place.text(in: spelling)) "
        + "\(Keyword.to.word(in: spelling)) \(target.text(in: spelling))"
        + (source.mandate.map { " \(Keyword.under.word(in: spelling)) \($0.text)" } ?? "")
    }
  }

  /// Whom it is shared out to, each once, without the rates.
  static func sharing(_ split: SplitSyntax) -> Self {
    Self { spelling in
      var payees: [String] = []
      for payee in split.shares.targets.map({ $0.text(in: spelling) })
      where !payees.contains(payee) {
        payees.append(payee)
      }
      let to = payees.joined(separator: ", ")
      let sources = split.sources.map { $0.text(in: spelling) }
        .joined(separator: ", \(Keyword.next.word(in: spelling)) ")
      let from =
        split.sum.map {
          "\($0.text(in: spelling)) \(Keyword.from.word(in: spelling)) \(sources)"
        } ?? sources
      let by = split.basis.map { " \(Keyword.by.word(in: spelling)) \($0.text)" } ?? ""
      return "\(Keyword.split.word(in: spelling)) \(from)\(by) "
        + "\(Keyword.to.word(in: spelling)) \(to)"
    }
  }
}
