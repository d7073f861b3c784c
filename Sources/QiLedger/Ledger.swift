public import QiValues

/// Who has how much: wallets, holds of contracts, what is unclaimed, and what operators issued; and
/// what orders of courts freeze.
///
/// A value: copies are independent, and the same calls in the same order give the same bytes on any
/// machine. Every call either happens whole or is refused with a named reason and changes nothing.
/// Of several reasons that hold, the one with the lowest number is given (docs/chain-format.md
/// §13), so a payment its payer can neither afford nor is allowed is `insufficient-funds`. An
/// amount of zero passes every test of money and moves nothing; of one below zero nothing but
/// `invalid-amount` is asked.
///
/// Whoever calls has already asked who signed: the ledger knows only what its own rows can tell.
public struct Ledger: Sendable {
  var actors: [ActorRow] = [ActorRow(.time)]
  var holds: [HoldRow] = []
  /// The row in `holds` of what somebody has in a pot of many. Looked up, never walked.
  var holdRows: [HoldKey: Int] = [:]
  var unclaimed: [UnclaimedRow] = []
  /// The row in `unclaimed` by holder. Looked up, never walked.
  var unclaimedRows: [UInt64: Int] = [:]
  var published: [PublicationRow] = []
  var freezes: [FreezeRow] = []
  /// The rows in `freezes` by holder. Looked up, never walked.
  var freezeRows: [UInt64: [Int]] = [:]
  public internal(set) var schedule = LimitSchedule()
  var calendars = CalendarSchedule()

  var totals = Totals()
  /// What `schedule` says of the day of the last payment.
  var today = Today.never

  /// Old rows of the transaction under way, for `undo(to:)`; empty where none is.
  var changes: [Change] = []
  var isRecording = false
  /// What contracts moved since `begin()`, in order: the postings of its receipt.
  public internal(set) var postings: [Posting] = []

  /// Means nothing, and is no state: keeps `fetch` from being optimised away.
  var fetched: Int64 = 0

  var dirtyActors = DirtyPages()
  var dirtyHolds = DirtyPages()
  var dirtyUnclaimed = DirtyPages()
  var dirtyLimits = DirtyPages()
  var dirtyFreezes = DirtyPages()

  /// Nobody but time itself.
  public init() {}
}
