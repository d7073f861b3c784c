import QiValues

/// A deadline that will fire, unless its contract leaves the phase first.
struct DueItem: Comparable {
  let due: Instant
  let instance: UInt64
  /// The clause's place in its phase.
  let clause: Int
  /// How often the instance had entered a phase when the deadline began to run.
  let stay: UInt32

  /// Deadlines due at one instant run by contract number, then by place in the source.
  static func < (a: DueItem, b: DueItem) -> Bool {
    (a.due, a.instance, a.clause) < (b.due, b.instance, b.clause)
  }
}

/// Deadlines, the next one first: a binary heap. What has lapsed stays in it until it comes up.
struct DueQueue {
  private var heap: [DueItem] = []

  var first: DueItem? { heap.first }

  mutating func insert(_ item: DueItem) {
    heap.append(item)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
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
