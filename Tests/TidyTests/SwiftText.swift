/// A Swift text taken apart, line by line as it was: the code without comments and without what
/// stands in string literals, and the comments alone. Enough of the grammar for rules about words
/// and braces; what is interpolated into a string is code.
struct SwiftText {
  let whole: TextFile
  let code: TextFile
  let comments: TextFile

  init(_ file: TextFile) {
    var separation = Separation(bytes: Array(file.text.utf8))
    separation.readCode(untilParenthesis: false)
    whole = file
    code = TextFile(path: file.path, text: String(decoding: separation.code, as: UTF8.self))
    comments = TextFile(path: file.path, text: String(decoding: separation.comments, as: UTF8.self))
  }

  init(sample: String) { self.init(TextFile(path: "Sources/QiLedger/Sample.swift", text: sample)) }
}

private struct Separation {
  private enum Part { case code, comment, literal }

  let bytes: [UInt8]
  var code: [UInt8] = []
  var comments: [UInt8] = []
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var isAtEnd: Bool { position >= bytes.count }

  private func sees(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }

  /// Copies one byte to its part; the other part gets a space, and a line break goes to both.
  private mutating func take(_ part: Part, count: Int = 1) {
    for _ in 0..<count where !isAtEnd {
      let byte = bytes[position]
      let blank = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
      code.append(part == .code ? byte : blank)
      comments.append(part == .comment ? byte : blank)
      position += 1
    }
  }

  mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while !isAtEnd {
      if sees("//") {
        while !isAtEnd, !sees("\n") { take(.comment) }
      } else if sees("/*") {
        readBlockComment()
      } else if sees("\"") || sees("#") {
        readLiteralIfAny()
      } else {
        if sees("(") { depth += 1 }
        if sees(")") { depth -= 1 }
        take(.code)
        if untilParenthesis, depth == 0 { return }
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if sees("/*") {
        depth += 1
        take(.comment, count: 2)
      } else if sees("*/") {
        depth -= 1
        take(.comment, count: 2)
      } else {
        take(.comment)
      }
    } while depth > 0 && !isAtEnd
  }

  private mutating func readLiteralIfAny() {
    let hashes = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
    take(.code, count: hashes)
    guard sees("\"") else { return }
    let quotes = sees("\"\"\"") ? 3 : 1
    take(.code, count: quotes)
    let fence = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    let close = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + fence
    let escape = [UInt8(ascii: "\\")] + fence
    while !isAtEnd {
      if bytes[position...].starts(with: close) {
        take(.code, count: close.count)
        return
      } else if bytes[position...].starts(with: escape) {
        take(.literal, count: escape.count)
        if sees("(") { readCode(untilParenthesis: true) } else { take(.literal) }
      } else {
        take(.literal)
      }
    }
  }
}
