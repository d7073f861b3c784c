/// Why a transaction changed nothing. Of several that hold, the lowest number is given.
/// Numbers stand in docs/chain-format.md §13; they are only ever added to.
public enum Reason: UInt16, CaseIterable, Sendable {
  case unknownAction = 1
  case notSigned, wrongPhase, notAuthorised, tooEarly, tooLate, badArgument, guardFailed
  case insufficientFunds, limitExceeded, frozen, duplicate, invalidAmount, selfPayment, arithmetic
  case full, mandateExceeded, mandateRevoked, moreThanStated

  /// The spelling in scenarios, receipts and JSON, the same in every language.
  public var code: String {
    switch self {
    case .unknownAction: "unknown-action"
    case .notSigned: "not-signed"
    case .wrongPhase: "wrong-phase"
    case .notAuthorised: "not-authorised"
    case .tooEarly: "too-early"
    case .tooLate: "too-late"
    case .badArgument: "bad-argument"
    case .guardFailed: "guard-failed"
    case .insufficientFunds: "insufficient-funds"
    case .limitExceeded: "limit-exceeded"
    case .frozen: "frozen"
    case .duplicate: "duplicate"
    case .invalidAmount: "invalid-amount"
    case .selfPayment: "self-payment"
    case .arithmetic: "arithmetic"
    case .full: "full"
    case .mandateExceeded: "mandate-exceeded"
    case .mandateRevoked: "mandate-revoked"
    case .moreThanStated: "more-than-stated"
    }
  }

  public init?(code: String) {
    guard let reason = Reason.allCases.first(where: { $0.code == code }) else { return nil }
    self = reason
  }
}

/// A reason with the clause and the values that decided it.
public struct Refusal: Error, Hashable, Sendable {
  /// What a deciding value stands for. Raw values are those of the chain format, §6.
  public enum Fact: UInt8, Sendable {
    case available = 1
    case needed, limit, used, whichLimit, deadline, holder, phase, argument
    /// Of a list, from 1.
    case element
    /// Something the condition looked at: a record of its text and its value.
    case value
    /// What could not be worked out with; and the one it does not go with, where it is of another
    /// unit.
    case duration, otherDuration
    /// By its place among the contract's, from 1.
    case mandate = 15
    /// Who granted that mandate; and who was to give money under it, or show a balance, and never
    /// granted it.
    case granter, stranger
    /// True: a duty was done in this stay already.
    case isDischarged
    /// When the last order on a frozen wallet ends, and the wallet.
    case frozenUntil
    case frozenWallet
    /// Why something could not be worked out: a `Cause`.
    case cause
    /// What a duration does not go with.
    case moment
    /// One below zero.
    case rate
  }

  /// Why something could not be worked out, where it did not leave its range. Raw values are those
  /// of the chain format, §6.
  public enum Cause: Int64, Sendable {
    case divisionByZero = 1
    /// Not one of 1 … 31.
    case dayOfMonth
    /// Before 1970 or after 9999.
    case calendar
    /// An entry of a book that is not there.
    case absent
    /// A day before the one interest runs from.
    case backwards
    /// Not 1 … 600 instalments.
    case months
  }

  public var reason: Reason
  /// The clause that refused, where one was reached.
  public var clause: ClauseNumber?
  public var facts: [(fact: Fact, value: Value)]

  public init(_ reason: Reason, _ facts: (fact: Fact, value: Value)...) {
    self.reason = reason
    self.facts = facts
  }

  public init(arithmetic cause: Cause) {
    self.init(.arithmetic, (.cause, .integer(cause.rawValue)))
  }

  public init(reason: Reason, clause: ClauseNumber?, facts: [(fact: Fact, value: Value)]) {
    self.reason = reason
    self.clause = clause
    self.facts = facts
  }

  /// Of a duty that was done in this stay already.
  public static var discharged: Refusal { Refusal(.guardFailed, (.isDischarged, .boolean(true))) }

  public subscript(fact: Fact) -> Value? { facts.first { $0.fact == fact }?.value }

  public static func == (a: Refusal, b: Refusal) -> Bool {
    a.reason == b.reason && a.clause == b.clause
      && a.facts.elementsEqual(b.facts) { $0.fact == $1.fact && $0.value == $1.value }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(reason) }
}

/// Where a clause stands: its phase and its place in it, both from 1, printed `2.3`.
public struct ClauseNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let phase: UInt16
  public let clause: UInt16

  public init(phase: UInt16, clause: UInt16) {
    self.phase = phase
    self.clause = clause
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.phase, a.clause) < (b.phase, b.clause)
  }

  public var description: String { "\(phase).\(clause)" }
}
