public import QiDiagnostics
public import QiValues

/// A play of contracts: who there is, who does what when, and what must then be so.
public struct ScenarioSyntax: Sendable {
  public let title: String
  /// The folder of the file that `use … from` counts from is the runner's business.
  public let uses: [Use]
  public let begin: Instant
  public let steps: [ScenarioStep]
  public let range: SourceRange
  /// Those of its file, published before its first step.
  public var limits: [LimitsSyntax] = []
  public var calendars: [CalendarSyntax] = []

  public struct Use: Sendable {
    public let contract: Name
    public let path: String
    public let pathRange: SourceRange
  }
}

public struct ScenarioStep: Sendable {
  public indirect enum Form: Sendable {
    case openOperator(Name)
    case openOracle(Name)
    case openWallet(WalletSyntax)
    case deploy(DeploySyntax)
    case clock(ClockMove)
    case does(Deed)
    case expect([Expectation])
    case reject(Reason, [ScenarioStep])
    case repeated(Int64, [ScenarioStep])
    /// Of an act.
    case whyNot(Deed)
  }

  public let form: Form
  public let range: SourceRange
}

public struct WalletSyntax: Sendable {
  public let name: Name
  public let kind: LimitsSyntax.WalletKind
  public let bank: Name
  public let owner: Name?
  public let funded: Money?
  /// What kind of merchant it is, which its operator attests.
  public let merchantKind: MerchantKind?

  public struct MerchantKind: Sendable {
    public let text: String
    public let range: SourceRange
  }
}

public struct DeploySyntax: Sendable {
  public struct Binding: Sendable {
    public let name: Name
    public let value: GivenValue
  }

  public let name: Name
  /// Signed by the first party alone, rather than by all.
  public let isProposal: Bool
  public let template: Name
  /// The contract it takes the place of.
  public let replaced: Name?
  public let bindings: [Binding]
}

/// A value in a scenario: a literal, the name of a wallet, or several of them.
public struct GivenValue: Sendable {
  public indirect enum Form: Sendable {
    case value(Value)
    case name(Name)
    /// `[a, b]`, a list or a set.
    case list([GivenValue])
    /// `Wage(worker: a, amount: ¥5)`, or the values alone, in the order of the fields.
    case record(Name, [Deed.NamedArgument])
    /// `sm3(a, ¥5, "salt")`.
    case digest(DigestRule, [GivenValue])
  }

  public let form: Form
  public let range: SourceRange
}

public enum ClockMove: Sendable {
  case to(Instant)
  case by(Duration)
}

/// `WHO: verb arguments`.
public struct Deed: Sendable {
  public enum Verb: Sendable {
    case pay(Money, to: Name)
    case issue(Money, to: Name)
    case redeem(Money)
    case claim(Money)
    case sign(Name)
    case withdraw(Name)
    /// The wallet itself.
    case close
    case revoke(contract: Name, mandate: Name)
    case freeze(Name, order: String, until: Instant)
    case unfreeze(Name, order: String)
    /// `most` is behind `paying at most`.
    case act(contract: Name, action: Name, arguments: [NamedArgument], most: Money?)
  }

  public struct NamedArgument: Sendable {
    /// Nil where the only argument stands bare.
    public let name: Name?
    public let value: GivenValue
  }

  public let who: Name
  public let verb: Verb
}

public struct Expectation: Sendable {
  public enum Claim: Sendable {
    case has(Name, Money)
    case hasUnclaimed(Name, Money)
    case holds(Name, Money)
    case isIn(Name, phase: Name)
    /// `pay.payroll has ¥0`: one pot.
    case potHas(Name, pot: Name, key: GivenValue?, Money)
    /// `pay.wages[老李] is ¥7,500`, `pay.left is 3`.
    case valueIs(Name, Name, key: GivenValue?, GivenValue)
    case hasNotBegun(Name)
  }

  public let claim: Claim
  public let range: SourceRange
}
