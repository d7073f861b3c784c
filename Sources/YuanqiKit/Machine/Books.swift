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
  /// Of the instance whose clause runs: the hold of its pot 0.
  private var firstHold = 0
  private var now = Instant(startOf: Day.last)
  private var texts = TextRegister()
  private var digests = DigestRegister()
  /// Whether to keep what runs tell.
  var observes = false
  var observed: [Observed] = []
  /// What the condition under way has looked at, of what it might not have.
  var looked: [NamedValue] = []
  private(set) var notes: [String] = []
  private var noteBytes = 0

  /// The notes of a clause may take so many bytes of UTF-8 together.
  static let mostNoteBytes = 1 << 20

  struct Mark {
    let ledger: Ledger.Mark
    let notes: Int
    let noteBytes: Int
  }

  /// Starts a transaction of that instance at that time; the mark undoes all of it.
  mutating func begin(firstHold: Int, at now: Instant) -> Mark {
    self.firstHold = firstHold
    self.now = now
    notes.removeAll()
    looked = []
    noteBytes = 0
    return Mark(ledger: ledger.begin(), notes: 0, noteBytes: 0)
  }

  /// Lets a run that moves nothing see the pots of an instance.
  mutating func look(atHoldsFrom first: Int) { firstHold = first }

  mutating func settle(_ effect: Effect) throws(Refusal) {
    switch effect {
    case .pay(let sum, let source, let target):
      try ledger.pay(sum, from: account(source), to: account(target), at: now)
    case .split(let parts, let sources):
      let shares = parts.map { Share(account($0.target), $0.amount) }
      try ledger.split(shares, from: sources.map(account), at: now)
    case .note(let text):
      guard text.utf8.count <= Books.mostNoteBytes - noteBytes else { throw Refusal(.full) }
      noteBytes += text.utf8.count
      notes.append(text)
    }
  }

  func held(in pot: Int) -> Money { ledger.balance(of: .hold(firstHold + pot)) }

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
    Mark(ledger: ledger.mark(), notes: notes.count, noteBytes: noteBytes)
  }

  mutating func undo(to mark: Mark) {
    ledger.undo(to: mark.ledger)
    notes.removeLast(notes.count - mark.notes)
    noteBytes = mark.noteBytes
  }

  private func account(_ place: Place) -> Account {
    switch place {
    case .pot(let pot): .hold(firstHold + pot)
    case .party(let actor): .wallet(actor)
    }
  }
}
