import QiLedger
import QiMachine
import QiValues

/// The ledger, as the clause that is running sees it: its effects become postings here, and the
/// ledger alone decides whether they stand.
///
/// It owns the ledger for good, rather than for a run: a ledger is changed in place, never copied.
struct Books: Settlement {
  var ledger = Ledger()
  /// Who is called what, and what kinds of merchants there are: clauses may ask.
  var names = NameRegister()
  var kinds = KindRegister()
  /// Whose clause runs, and the hold of its pot 0.
  private var instance: UInt64 = 0
  private var firstHold = 0
  private(set) var now = Instant(startOf: Day.last)
  private var texts = TextRegister()
  private var digests = DigestRegister()
  /// Whether to keep what runs tell.
  var observes = false
  var observed: [Observed] = []
  /// What the condition under way has looked at, of what it might not have.
  var looked: [NamedValue] = []
  private(set) var notes: [String] = []
  /// Of the instance whose clause runs, and which movements were made under them.
  var mandates: [GrantedMandate] = []
  var drawn: [Drawn] = []
  private var noteBytes = 0

  /// The notes of a clause may take so many bytes of UTF-8 together.
  static let mostNoteBytes = 1 << 20

  struct Mark {
    let ledger: Ledger.Mark
    let notes: Int
    let noteBytes: Int
    let mandates: [GrantedMandate]
    let drawn: Int
    let observed: Int
  }

  /// Starts a transaction of that instance at that time; the mark undoes all of it.
  mutating func begin(_ instance: Instance, at now: Instant) -> Mark {
    look(at: instance, now: now)
    notes.removeAll()
    drawn.removeAll()
    looked = []
    noteBytes = 0
    ledger.begin()
    return mark()
  }

  /// Lets a run that moves nothing see the pots and the mandates of an instance.
  mutating func look(at instance: Instance, now: Instant) {
    self.instance = instance.number
    self.now = now
    firstHold = instance.firstHold
    mandates = instance.mandates
  }

  mutating func settle(_ effect: Effect) throws(Refusal) {
    switch effect {
    case .pay(let sum, let source, let target):
      try drawing(sum, from: [source]) { books, accounts throws(Refusal) in
        try books.pay(sum, from: accounts.first, to: target)
        return [sum]
      }
    case .split(let parts, let sources):
      var sum = Money.zero
      for part in parts { sum = try sum.adding(part.amount) }
      try drawing(sum, from: sources) { books, accounts throws(Refusal) in
        try books.split(parts, from: accounts)
      }
    case .note(let text):
      guard text.utf8.count <= Books.mostNoteBytes - noteBytes else { throw Refusal(.full) }
      noteBytes += text.utf8.count
      notes.append(text)
    }
  }

  /// Whoever never had money in a pot of many has no account, and none to give.
  private mutating func pay(
    _ sum: Money, from source: Account?, to target: Place
  ) throws(Refusal) {
    guard try sum.isAboveZero() else { return }
    guard let source else { return try sum.checkAvailable(.zero) }
    try ledger.pay(sum, from: source, to: try opened(target), at: now)
  }

  /// Gives what each source was drawn on for.
  private mutating func split(
    _ parts: [Part], from sources: [Account]
  ) throws(Refusal) -> [Money] {
    var shares: [Share] = []
    for part in parts where part.amount > .zero {
      shares.append(Share(try opened(part.target), part.amount))
    }
    return try ledger.split(shares, from: sources, at: now)
  }

  /// What an owner has in a pot goes back, frozen or not.
  mutating func release(_ place: Place, to owner: ActorNumber) throws(Refusal) {
    guard let hold = account(place) else { return }
    try ledger.release(hold, to: .wallet(owner), at: now)
  }

  mutating func setAside(_ place: Place) throws(Refusal) -> Bool {
    guard ledger.rowCount(of: .freezes) > 0, case .hold(_, let owner) = place,
      let until = ledger.frozenUntil(owner, at: now)
    else { return false }
    let sum = held(in: place)
    if sum == .zero { return false }
    try release(place, to: owner)
    observed.append(.setAside(sum, of: owner, until: until))
    return true
  }

  func held(in place: Place) -> Money { account(place).map(ledger.balance) ?? .zero }

  mutating func number(of text: String) -> Int64 { texts.number(of: text) }

  mutating func number(of digest: Digest) -> Int64 { digests.number(of: digest) }

  /// What no value of the type can be never got into a slot; as a number it is still exact.
  func value(_ slot: Int64, _ type: ValueType) -> Value {
    switch type {
    case .text: .text(texts[slot])
    case .choice: .choice(texts[slot])
    case .digest: .digest(digests[slot])
    default: Value(slot: slot, type: type) ?? .integer(slot)
    }
  }

  mutating func digest(
    _ rule: DigestRule, of values: [(slot: Int64, type: ValueType)]
  ) -> Int64 {
    number(of: rule.digest(of: values.map { value($0.slot, $0.type) }))
  }

  mutating func kind(of actor: ActorNumber) -> Int64 {
    let kind = ledger.actor(actor).flatMap { kinds[$0.attestedKind] }
    return texts.number(of: kind ?? "")
  }

  func name(of actor: ActorNumber) -> String { names[actor] ?? "" }

  func isWorkingDay(_ day: Day, at now: Instant) -> Bool { ledger.isWorkingDay(day, at: now) }

  mutating func mark() -> Mark {
    Mark(
      ledger: ledger.mark(), notes: notes.count, noteBytes: noteBytes, mandates: mandates,
      drawn: drawn.count, observed: observed.count)
  }

  mutating func undo(to mark: Mark) {
    ledger.undo(to: mark.ledger)
    notes.removeLast(notes.count - mark.notes)
    noteBytes = mark.noteBytes
    mandates = mark.mandates
    drawn.removeLast(drawn.count - mark.drawn)
    // Who wants to know everything is told that it was undone.
    if !observes { observed.removeLast(observed.count - mark.observed) }
  }

  /// Nil for who never had money in a pot of many.
  func account(_ place: Place) -> Account? {
    switch place {
    case .pot(let pot): .hold(firstHold + pot)
    case .hold(let pot, let owner):
      ledger.hold(ofMany: UInt32(pot), instance: instance, owner: owner).map(Account.hold)
    case .party(let actor): .wallet(actor)
    }
  }

  /// Where money arrives.
  private mutating func opened(_ place: Place) throws(Refusal) -> Account {
    switch place {
    case .pot(let pot): .hold(firstHold + pot)
    case .hold(let pot, let owner):
      .hold(try ledger.openHold(ofMany: UInt32(pot), instance: instance, owner: owner))
    case .party(let actor): .wallet(actor)
    }
  }
}
