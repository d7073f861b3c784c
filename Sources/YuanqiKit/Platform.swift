public import QiChain
import QiCrypto
import QiLedger
public import QiValues

/// A simulated e-CNY platform with its chain: open wallets, deploy contracts, act, let time pass.
///
/// Deterministic: the same calls give the same chain byte for byte, but for the signatures.
/// Platforms share nothing; one platform is used from one thread at a time. It never touches files
/// or a clock: the time is what `advance` says, and blocks go to the log that is handed in.
public final class Platform {
  /// The moment all that happens now is entered at.
  public private(set) var now: Instant
  /// Called with every entry in order, deadlines that fire included.
  public var observer: ((TransactionReceipt) -> Void)?

  /// Whether receipts tell what the clauses looked at and decided.
  public var observes: Bool {
    get { machine.books.observes }
    set { machine.books.observes = newValue }
  }

  var machine: StateMachine
  var builder: BlockBuilder
  /// Of contracts with properties, by number.
  var lives: [UInt64: Life] = [:]
  /// Those a wallet is a party to, or has had money in a pot of.
  var livesOfWallets: [ActorNumber: Set<UInt64>] = [:]
  private var roots = StateRoots()
  private let key: SigningKey
  var log: any BlockLog
  private var hasStopped = false
  /// The newest closed block.
  public private(set) var head: ChainHead?

  /// Of closed blocks.
  private var closedEntries = 0

  /// All transactions so far, refused ones and the chain's own opening included.
  public var entryCount: Int { closedEntries + builder.count }

  /// Starts a chain: the operation centre, and the limits of wallets and the working days that come
  /// with the platform. The centre's key derives from the seed. Throws `log` where the log is not
  /// empty, `refused` where the centre's name is no name.
  public init(
    begin: Instant, centre: String = "运营管理中心", seed: UInt64 = 1,
    log: any BlockLog = MemoryLog()
  ) throws(PlatformFailure) {
    now = begin
    self.log = log
    do throws(CryptoFailure) {
      machine = try StateMachine()
      builder = try BlockBuilder()
      key = try SigningKey(seed: seed, actor: ActorNumber.centre.number)
    } catch { throw .crypto(error) }
    do throws(LogFailure) {
      if let head = try log.head { throw .headMoved(to: head) }
    } catch { throw .log(error) }
    let opening = ChainOpening(name: centre, key: key.verifyingKey)
    let receipt = try enter(.openChain(opening), by: .centre)
    if let refusal = receipt.refusal { throw .refused(refusal) }
    for limits in WalletLimits.standard { try enter(.publishLimits(limits), by: .centre) }
    for calendar in WorkingDays.standard { try enter(.publishCalendar(calendar), by: .centre) }
  }

  /// Height of the block that is being filled.
  public var height: UInt64 { head.map { $0.height + 1 } ?? 0 }

  /// The newest state root a closed block carries.
  public var stateRoot: StateMark? { roots.carried }

  // MARK: Entering transactions

  /// Enters a transaction, then what fell due through it.
  ///
  /// With a sequence number the transaction has a name, and sending it again does no harm: a number
  /// the actor has used is answered with the first receipt where the content is the same, with
  /// `duplicate` where it is another, and nothing is entered either way. One beyond the next throws
  /// `sequence`. Without one it takes the next.
  @discardableResult
  public func submit(
    _ request: Request, by actor: ActorNumber, sequence: UInt64? = nil
  ) throws(PlatformFailure) -> TransactionReceipt {
    guard actor != .time, machine.books.ledger.actor(actor) != nil else {
      throw .unknownActor(actor)
    }
    guard request.fits, request.sizeBound < Block.sideLimit else { throw .oversized }
    let next = nextSequence(of: actor)
    if let sequence, sequence != next {
      guard 1..<next ~= sequence else { throw .sequence(expected: next) }
      return try answerAgain(request, by: actor, sequence)
    }
    let receipt = try enter(request, by: actor)
    try fireDues()
    return receipt
  }

  @discardableResult
  func enter(_ request: Request, by actor: ActorNumber) throws(PlatformFailure)
    -> TransactionReceipt
  {
    guard !hasStopped else { throw .stopped }
    if builder.isFull { try closeBlock() }
    var applied = machine.apply(request, by: actor, at: now)
    if applied.request.isEmpty, applied.receipt == .plain {
      builder.append(applied.entry)
    } else {
      applied.entry = builder.append(
        applied.entry, request: applied.request, receipt: applied.receipt)
    }
    let receipt = TransactionReceipt(
      height: height, time: now, entry: applied.entry, detail: applied.receipt,
      observed: machine.takeObserved())
    remember(receipt)
    observer?(receipt)
    return receipt
  }

  // MARK: Time

  /// Moves the clock; every deadline on the way fires at its own instant.
  public func advance(to instant: Instant) throws(PlatformFailure) {
    guard instant >= now else { throw .clockBackwards(now: now, asked: instant) }
    while let item = machine.nextDue(), item.wake <= instant {
      try moveClock(to: item.wake)
      try fireDues()
    }
    try moveClock(to: instant)
  }

  private func moveClock(to instant: Instant) throws(PlatformFailure) {
    if instant == now { return }
    try closeBlock()
    now = instant
  }

  private func fireDues() throws(PlatformFailure) {
    while let item = machine.nextDue(), item.wake <= now {
      try enter(.due(instance: item.instance), by: .time)
    }
  }

  // MARK: Blocks

  /// Closes the block under way, if anything is in it. Once this returns, the log has it for good.
  public func closeBlock() throws(PlatformFailure) {
    if builder.count > 0 { try seal() }
  }

  /// Closes the chain: the last block carries the root of the final state.
  public func close() throws(PlatformFailure) {
    try closeBlock()
    if roots.carried?.height != head?.height { try seal() }
  }

  private func seal() throws(PlatformFailure) {
    guard !hasStopped else { throw .stopped }
    do {
      let count = builder.count
      let state = try roots.mark(at: height, isEmpty: builder.count == 0, &machine)
      let block = try builder.seal(after: head, at: now, state: state, signedBy: key)
      try log.append(block)
      head = block.head
      closedEntries += count
    } catch {
      hasStopped = true
      throw PlatformFailure(sealing: error)
    }
  }

  /// A closed block as the log has it.
  func block(at height: UInt64) throws(PlatformFailure) -> StoredBlock? {
    do throws(LogFailure) { return try log.read(height: height) } catch { throw .log(error) }
  }
}

extension PlatformFailure {
  fileprivate init(sealing error: any Error) {
    switch error {
    case let failure as LogFailure: self = .log(failure)
    case let failure as CryptoFailure: self = .crypto(failure)
    // Supply is bounded, and with it every sum of state.
    default: self = .stopped
    }
  }
}
