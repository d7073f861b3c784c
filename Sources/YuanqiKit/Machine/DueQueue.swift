import QiValues

/// A deadline that will fire, unless its contract leaves the phase first.
struct DueItem: Comparable {
  /// What `now` is in its clause.
  let due: Instant
  /// When it can fire: later than `due` where it waits for a freeze to lift.
  var wake: Instant
  let instance: UInt64
  /// The clause's place in its phase.
  let clause: Int
  /// How often the instance had entered a phase when the deadline began to run.
  let stay: UInt32
  /// Whose order it waits for: of several that of the wallet that thaws last.
  var waitsFor: ActorNumber?
  /// Of a schedule: how it goes on, fixed when its phase was entered.
  var schedule: RunningSchedule?

  /// Of those that can fire at one instant those that waited come first, in the order in which they
  /// were due; deadlines due at one instant run by contract number, then by place in the source.
  static func < (a: DueItem, b: DueItem) -> Bool {
    (a.wake, a.due, a.instance, a.clause) < (b.wake, b.due, b.instance, b.clause)
  }
}

struct RunningSchedule: Equatable {
  /// Among those of the contract.
  let place: Int
  let recurrence: Recurrence
  /// The first moment at which it does not fire.
  let until: Instant

  /// The next occurrence from a moment on that has not fired yet, if there is one. No other waits
  /// in the queue. One that fell into a freeze can fire now.
  func next(
    from moment: Instant, clause: Int, of instance: Instance, at now: Instant
  ) -> DueItem? {
    let fired = instance.fired[place].flatMap { $0.adding(seconds: 1) } ?? moment
    guard
      let due = recurrence.first(from: max(moment, fired), countedFrom: instance.begun),
      due < until
    else { return nil }
    return DueItem(
      due: due, wake: max(due, now), instance: instance.number, clause: clause,
      stay: instance.stay, schedule: self)
  }
}

/// Deadlines, the next one first: a binary heap. What has lapsed stays in it until it comes up.
struct DueQueue {
  private var heap: [DueItem] = []

  var first: DueItem? { heap.first }

  mutating func insert(_ item: DueItem) {
    heap.append(item)
    raise(heap.count - 1)
  }

  /// Lets an item rise to where it belongs.
  private mutating func raise(_ place: Int) {
    var child = place
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// When the next deadline of an instance can fire, or that of one clause of its phase.
  func wake(of instance: Instance, clause: Int? = nil) -> Instant? {
    items(of: instance).filter { (clause ?? $0.clause) == $0.clause }.map(\.wake).min()
  }

  /// Those that have not lapsed, in no order.
  func items(of instance: Instance) -> [DueItem] {
    heap.filter {
      $0.instance == instance.number && $0.stay == instance.stay
        && instance.spent & 1 << UInt64($0.clause) == 0
    }
  }

  /// Lets the first wait for longer.
  mutating func delayFirst(to wake: Instant, for wallet: ActorNumber) {
    guard var item = heap.first else { return }
    removeFirst()
    item.wake = wake
    item.waitsFor = wallet
    insert(item)
  }

  /// An order on that wallet was lifted: what waits for it is looked at again.
  mutating func wake(waitingFor wallet: ActorNumber, at now: Instant) {
    // What rises past a place changes with items that were looked at before.
    for place in heap.indices where heap[place].waitsFor == wallet && heap[place].wake > now {
      heap[place].wake = max(heap[place].due, now)
      raise(place)
    }
  }

  mutating func removeFirst() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    var parent = 0
    while true {
      let left = 2 * parent + 1
      var least = parent
      if left < heap.count, heap[left] < heap[least] { least = left }
      if left + 1 < heap.count, heap[left + 1] < heap[least] { least = left + 1 }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
