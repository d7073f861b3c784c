import QiDiagnostics
import QiValues

extension Checker {
  /// In a split, those of every level together.
  static let maximumShares = 64
  static let maximumSources = 32

  mutating func check(_ split: SplitSyntax, _ surroundings: Surroundings, in inner: Scope) {
    if let sum = split.sum { checkShared(sum, in: inner) }
    let sum = split.sum.map(Statement.Sum.exactly) ?? .all(split.sources[0].name.range)
    var seen: [String: Name] = [:]
    for source in split.sources {
      checkSource(source, sum, surroundings, in: inner)
      let text = source.place.text(in: .en)
      if let first = seen[text] { report(.sourceNamedTwice(source.name, first: first)) }
      seen[text] = seen[text] ?? source.name
    }
    if let basis = split.basis { check(basis: basis, in: inner) }
    check(split.shares, in: inner)
    let targets = split.shares.targets
    for target in targets { checkPayee(target, in: inner) }
    if targets.count > Checker.maximumShares {
      let range = targets[Checker.maximumShares].name.range
      report(.tooManyShares(Wording(en: "shares", zh: "份额"), Checker.maximumShares, at: range))
    }
    if split.sources.count > Checker.maximumSources {
      let range = split.sources[Checker.maximumSources].name.range
      report(.tooManyShares(Wording(en: "sources", zh: "来处"), Checker.maximumSources, at: range))
    }
  }

  /// Shares go to those it is kept by, who have wallets, in proportion to numbers.
  private mutating func check(basis name: Name, in inner: Scope) {
    let type = type(of: name, in: inner)
    switch type {
    case .book(.money, .party, _), .book(.integer, .party, _), .pots, .unknown: break
    default: report(.notByParty(name, type))
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
