extension SourceFile {
  /// Line and column, both from 1; a column is one Unicode scalar, whatever its width. Offsets past
  /// the end stand at the end. Takes time in the length of the line.
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    let before = bytes[bytes(ofLine: line).start..<offset]
    // Every scalar has one byte that is not a continuation byte.
    return (line, before.count { $0 & 0xc0 != 0x80 } + 1)
  }
}
