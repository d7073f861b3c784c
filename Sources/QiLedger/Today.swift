internal import QiValues

/// What payments ask of the calendar and of the limits in force, worked out once a day.
struct Today: Sendable {
  /// The caps of one kind and class. No cap is the largest number there is.
  struct Caps: Sendable {
    var balance = Int64.max
    var payment = Int64.max
    var day = Int64.max
    var year = Int64.max
  }

  /// The seconds of the day, in UTC+8.
  private let start: Int64
  private let end: Int64
  let day: Int32
  let year: UInt16
  /// By kind and class: `slot`.
  private let caps: [Caps]

  /// No day: contains no moment.
  static let never = Today()

  private init() {
    (start, end, day, year, caps) = (0, 0, 0, 0, [])
  }

  init(_ today: Day, under schedule: LimitSchedule) {
    start = Instant(startOf: today).seconds
    end = start + 86_400
    day = today.number
    year = UInt16(today.components.year)
    var caps = [Caps](repeating: Caps(), count: Today.slots)
    for row in schedule.inForce(on: today)?.rows ?? [] {
      caps[Today.slot(row.kind.rawValue, row.walletClass)] = Caps(
        balance: row.balance?.fen ?? .max, payment: row.payment?.fen ?? .max,
        day: row.day?.fen ?? .max, year: row.year?.fen ?? .max)
    }
    self.caps = caps
  }

  func contains(_ now: Instant) -> Bool { now.seconds >= start && now.seconds < end }

  func caps(of wallet: ActorRow) -> Caps {
    caps[Today.slot(wallet.kind.rawValue, wallet.walletClass)]
  }

  private static let slots = 10

  /// Kinds 3 and 4, five classes each.
  private static func slot(_ kind: UInt8, _ walletClass: UInt8) -> Int {
    (Int(kind) - 3) * 5 + Int(walletClass)
  }
}
