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
  }

  /// Starts a transaction of that instance at that time; the mark undoes all of it.
  mutating func begin(_ instance: Instance, at now: Instant) -> Mark {
    firstHold = instance.firstHold
    mandates = instance.mandates
    self.now = now
    notes.removeAll()
    drawn.removeAll()
    looked = []
    noteBytes = 0
    ledger.begin()
    return mark()
  }

  /// Lets a run that moves nothing see the pots of an instance.
  mutating func look(atHoldsFrom first: Int) { firstHold = first }

  mutating func settle(_ effect: Effect) throws(Refusal) {
    switch effect {
    case .pay(let sum, let source, let target):
      let (from, to, now) = (account(source.place), account(target), now)
      try drawing(from: [source]) { ledger throws(Refusal) in
        try ledger.pay(sum, from: from, to: to, at: now)
        return [sum]
      }
    case .split(let parts, let sources):
      let shares = parts.map { Share(account($0.target), $0.amount) }
      let (accounts, now) = (sources.map { account($0.place) }, now)
      try drawing(from: sources) { ledger throws(Refusal) in
        try ledger.split(shares, from: accounts, at: now)
      }
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

  mutating func mark() -> Mark {
    Mark(
      ledger: ledger.mark(), notes: notes.count, noteBytes: noteBytes, mandates: mandates,
      drawn: drawn.count)
  }

  mutating func undo(to mark: Mark) {
    ledger.undo(to: mark.ledger)
    notes.removeLast(notes.count - mark.notes)
    noteBytes = mark.noteBytes
    mandates = mark.mandates
    drawn.removeLast(drawn.count - mark.drawn)
  }

  func account(_ place: Place) -> Account {
    switch place {
    case .pot(let pot): .hold(firstHold + pot)
    case .party(let actor): .wallet(actor)
    }
  }
}
