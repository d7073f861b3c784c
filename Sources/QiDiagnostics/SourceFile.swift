/// A half-open range of bytes in one source file.
public struct SourceRange: Hashable, Sendable {
  public let start: Int
  public let end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// From where this one starts to where the other one ends.
  public func through(_ other: SourceRange) -> SourceRange { SourceRange(start, other.end) }
}

/// A text under the name it is reported by. Bytes, because hostile input need not be UTF-8.
public struct SourceFile: Sendable {
  public let name: String
  public let bytes: [UInt8]
  private let lineStarts: [Int]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The line's number from 1.
  public func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line, numbered from 1, without its line break. Empty where there is no such
  /// line.
  public func bytes(ofLine line: Int) -> SourceRange {
    guard 1...lineStarts.count ~= line else { return SourceRange(0, 0) }
    var end = line == lineStarts.count ? bytes.count : lineStarts[line] - 1
    let start = lineStarts[line - 1]
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return SourceRange(start, end)
  }

  /// The text of a range, with U+FFFD for what is not UTF-8.
  public func text(_ range: SourceRange) -> String {
    let (start, end) = (min(range.start, bytes.count), min(range.end, bytes.count))
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
