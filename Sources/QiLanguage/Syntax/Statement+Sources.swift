extension Statement {
  /// Where money is taken from, in it and in all that stands inside it, in the order of the source.
  var sources: [PlaceSyntax] {
    andInner.flatMap { statement -> [PlaceSyntax] in
      switch statement.form {
      case .pay(_, let source, _): [source.place]
      case .split(let split): split.sources.map(\.place)
      default: []
      }
    }
  }

  /// Where it goes to, likewise, but for those a book shares it out among.
  var targets: [PlaceSyntax] {
    andInner.flatMap { statement -> [PlaceSyntax] in
      switch statement.form {
      case .pay(_, _, let target): [target]
      case .split(let split): split.shares.targets
      default: []
      }
    }
  }
}

extension Outcome {
  var sources: [PlaceSyntax] { statements.flatMap(\.sources) }
  var targets: [PlaceSyntax] { statements.flatMap(\.targets) }
}
