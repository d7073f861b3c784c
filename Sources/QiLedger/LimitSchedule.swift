public import QiValues

/// All limits ever published, in order.
public struct LimitSchedule: Hashable, Sendable {
  public private(set) var published: [Limits] = []

  public init() {}

  public mutating func publish(_ limits: Limits) { published.append(limits) }

  mutating func withdrawLast() { published.removeLast() }

  /// The last published of those with the latest first day not after `day`; nil if there is none.
  public func inForce(on day: Day) -> Limits? {
    var found: Limits?
    for limits in published where limits.firstDay <= day {
      if let best = found, best.firstDay > limits.firstDay { continue }
      found = limits
    }
    return found
  }
}

/// One published set of limits, or one calendar: section 5 of the state.
struct PublicationRow: Hashable, Sendable {
  /// Of the side item of the entry that published it.
  let item: Digest
  let firstDay: Day
  /// Of a calendar; 0 of limits.
  var year: UInt16 = 0
}

extension PublicationRow: StateRow {
  static let size = 48
  var money: Money { .zero }

  func store(into page: inout MutableRawSpan, at offset: Int) {
    for (index, byte) in item.bytes.enumerated() { page.store(byte, at: offset + index) }
    page.store(firstDay.number, at: offset + 32)
    page.store(year, at: offset + 36)
  }
}
