import Foundation
import QiChain

/// What the file of a chain says of itself in SQLite's header (docs/chain-format.md §10).
enum ChainFile {
  /// "YQQ1".
  static let applicationID: UInt32 = 0x5951_5131
  static let version: UInt32 = 1

  private static let magic = Data("SQLite format 3\0".utf8)

  /// Looks before SQLite does: SQLite takes an empty file for a database, and opening somebody
  /// else's for writing would already change it.
  static func check(_ path: String) throws(LogFailure) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw .notFound
    }
    guard !isDirectory.boolValue else { throw .notAChain }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .other(code: EACCES, message: "\(path) cannot be read")
    }
    let header = (try? file.read(upToCount: 100)) ?? Data()
    guard header.count == 100, header.prefix(16) == magic,
      bigEndian(header[68..<72]) == applicationID
    else { throw .notAChain }
    let version = bigEndian(header[60..<64])
    guard version == ChainFile.version else { throw .unknownVersion(Int(version)) }
  }

  /// Makes an empty file, so that of two who create the same chain one is told.
  static func reserve(_ path: String) throws(LogFailure) {
    do {
      try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      switch (error as? CocoaError)?.code {
      case .fileWriteFileExists: throw .alreadyExists
      case .fileNoSuchFile: throw .notFound
      case .fileWriteNoPermission, .fileWriteVolumeReadOnly: throw .readOnly
      case .fileWriteOutOfSpace: throw .diskFull
      default: throw LogFailure(error)
      }
    }
  }

  private static func bigEndian(_ bytes: Data) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
