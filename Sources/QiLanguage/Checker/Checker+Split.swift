import QiDiagnostics
import QiValues

extension Checker {
  /// In a split, those of every level together.
  static let maximumShares = 64
  static let maximumSources = 32

  mutating func check(_ split: SplitSyntax, _ surroundings: Surroundings, in inner: Scope) {
    if let sum = split.sum { checkShared(sum, in: inner) }
    let sum = split.sum.map(Statement.Sum.exactly) ?? .all(split.sources[0].range)
    var seen: [String: Name] = [:]
    for source in split.sources {
      let name = source.name
      checkSource(source, sum, surroundings, in: inner)
      if let first = seen[name.text] { report(.sourceNamedTwice(name, first: first)) }
      seen[name.text] = seen[name.text] ?? name
    }
    check(split.shares, in: inner)
    let targets = split.shares.targets
    for target in targets { checkPayee(.init(name: target, field: nil), in: inner) }
    if targets.count > Checker.maximumShares {
      let range = targets[Checker.maximumShares].range
      report(.tooManyShares(Wording(en: "shares", zh: "份额"), Checker.maximumShares, at: range))
    }
    if split.sources.count > Checker.maximumSources {
      let range = split.sources[Checker.maximumSources].range
      report(.tooManyShares(Wording(en: "sources", zh: "来处"), Checker.maximumSources, at: range))
    }
  }

  /// The first share by which a level is more than a whole is reported.
  private mutating func check(_ level: SharesSyntax, in inner: Scope) {
    var sum = Rate(millionths: 0)
    for share in level.shares {
      if let cap = share.cap { checkShared(cap, in: inner) }
      if case .shares(let inside) = share.recipient { check(inside, in: inner) }
      guard sum <= .whole else { continue }
      // In bounds: what is beyond a whole counts as two.
      let rate = min(share.rate, Rate(millionths: 2 * Rate.whole.millionths))
      sum = Rate(millionths: sum.millionths + rate.millionths)
      if sum > .whole { report(.beyondWhole(at: share.rateRange)) }
    }
    if case .shares(let inside) = level.remainder { check(inside, in: inner) }
  }

  /// A sum to share, or the most a share can be.
  private mutating func checkShared(_ money: Expression, in inner: Scope) {
    expect(.money, money, in: inner)
    if case .negate = money.form { report(.negativeShare(at: money.range)) }
  }
}
