import GRDB
import QiChain

extension LogFailure {
  /// What SQLite's codes mean to whoever keeps a chain; `height` is the block that was read.
  init(_ error: any Error, height: UInt64? = nil) {
    if let failure = error as? LogFailure {
      self = failure
      return
    }
    guard let error = error as? DatabaseError else {
      self = .other(code: 0, message: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_CORRUPT: self = .corrupt(height: height)
    case .SQLITE_NOTADB: self = .notAChain
    default:
      self = .other(
        code: error.extendedResultCode.rawValue, message: error.message ?? error.description)
    }
  }
}
