public import QiDiagnostics
public import QiValues

/// `mandate fee from subscriber: up to cap every month until ends`: what the contract may take from
/// a party's wallet without the party acting.
public struct MandateSyntax: Sendable {
  public let name: Name
  /// A party, who may revoke it.
  public let granter: Name
  /// In each period.
  public let most: Expression
  public let period: Period
  public let until: Expression
}

/// Where money comes from: `subscriber`, and the mandate it is taken `under`, if any.
public struct SourceSyntax: Sendable {
  public let place: PlaceSyntax
  public let mandate: Name?

  init(_ place: PlaceSyntax, under mandate: Name? = nil) {
    self.place = place
    self.mandate = mandate
  }

  var name: Name { place.name }

  func text(in spelling: Spelling) -> String {
    let place = place.text(in: spelling)
    return mandate.map { "\(place) \(Keyword.under.word(in: spelling)) \($0.text)" } ?? place
  }
}

extension Period {
  var keyword: Keyword {
    switch self {
    case .day: .everyDay
    case .week: .everyWeek
    case .month: .everyMonth
    case .year: .everyYear
    }
  }
}
