import ArgumentParser
import QiChain
import QiValues

/// Up to where a chain is read: `--at 7`, `--at 2026-03-01`, `--at "2026-03-01 09:30"`.
enum ChainMoment: ExpressibleByArgument {
  case height(UInt64)
  /// With everything that happened in that second.
  case time(Instant)
  /// To its 24:00.
  case endOf(Day)

  init?(argument: String) {
    if let height = UInt64(argument) {
      self = .height(height)
    } else if let day = Day(argument) {
      self = .endOf(day)
    } else if let time = Instant(argument) {
      self = .time(time)
    } else {
      return nil
    }
  }

  /// Whether the block comes later.
  func isBefore(_ header: BlockHeader) -> Bool {
    switch self {
    case .height(let height): header.height > height
    case .time(let time): header.time > time
    case .endOf(let day): header.time.day > day
    }
  }
}
