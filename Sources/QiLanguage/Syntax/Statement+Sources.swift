extension Statement {
  /// Where money is taken from, in it and in all that stands inside it, in the order of the source.
  var sources: [PlaceSyntax] {
    switch form {
    case .pay(_, let source, _): [source.place]
    case .split(let split): split.sources.map(\.place)
    case .choice(_, let outcome, let otherwise):
      outcome.sources + (otherwise?.sources ?? [])
    case .attempt(let body, let otherwise): (body + otherwise).flatMap(\.sources)
    case .loop(let loop): loop.body.flatMap(\.sources)
    case .assign, .note, .name, .assignEntry, .remove, .accrue, .clear: []
    }
  }
}

extension Outcome {
  var sources: [PlaceSyntax] { statements.flatMap(\.sources) }
}
