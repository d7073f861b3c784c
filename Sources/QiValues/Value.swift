/// The number of an actor, by order of opening. 0 is time itself, 1 the operation centre.
public struct ActorNumber: Hashable, Comparable, Sendable {
  public let number: UInt64

  public init(_ number: UInt64) { self.number = number }

  public static var time: ActorNumber { ActorNumber(0) }
  public static var centre: ActorNumber { ActorNumber(1) }

  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// A typed value as contracts, arguments and receipts carry it.
public indirect enum Value: Hashable, Sendable {
  case money(Money)
  case integer(Int64)
  case rate(Rate)
  /// So much for every day.
  case dailyRate(Rate)
  case date(Day)
  case time(Instant)
  case duration(Duration)
  case boolean(Bool)
  case text(String)
  case digest(Digest)
  case party(ActorNumber)
  /// One of the names a type lists.
  case choice(String)
  /// No party.
  case nobody
  /// Of values of one type; a set too, its members in the order given.
  case list([Value])
  /// The fields, in the order declared; an entry of a book is its key and what stands under it.
  case record([Value])
}

/// The types of `Value`. Raw values are those of the chain format, §2.
public enum ValueType: UInt8, Sendable {
  case money = 1
  case integer = 2
  case rate = 3
  case date = 4
  case time = 5
  case duration = 6
  case boolean = 7
  case text = 8
  case digest = 9
  case party = 10
  case choice = 11
  case list = 12
  case record = 13
  case nobody = 14
  case dailyRate = 15
}

extension Value {
  public var type: ValueType {
    switch self {
    case .money: .money
    case .integer: .integer
    case .rate: .rate
    case .dailyRate: .dailyRate
    case .date: .date
    case .time: .time
    case .duration: .duration
    case .boolean: .boolean
    case .text: .text
    case .digest: .digest
    case .party: .party
    case .choice: .choice
    case .nobody: .nobody
    case .list: .list
    case .record: .record
    }
  }
}
