import QiDiagnostics

/// What is put on a line in one go: a token, a keyword of several words, or a comment.
struct Piece {
  /// Nil for a comment. All words of a keyword left as it was have that of the keyword.
  let role: Reading.Role?
  let text: String
  let isComment: Bool
  /// Line breaks before it: 0, 1, or 2 where a blank line stands.
  var breaks: Int
  let startsMember: Bool
  /// Spaces before it besides the usual ones, which line up a table.
  var padding = 0

  init(
    _ text: String, role: Reading.Role?, breaks: Int, startsMember: Bool = false,
    isComment: Bool = false
  ) {
    self.text = text
    self.role = role
    self.breaks = breaks
    self.startsMember = startsMember
    self.isComment = isComment
  }

  var symbol: String? {
    if case .symbol(let symbol)? = role { symbol.text } else { nil }
  }

  var keyword: Keyword? {
    if case .keyword(let keyword)? = role { keyword } else { nil }
  }

  var isName: Bool {
    if case .name? = role { true } else { false }
  }

  var isNotice: Bool {
    if case .notice? = role { true } else { false }
  }

  /// Punctuation that brings its own room.
  var isWide: Bool { symbol != nil && text.utf8.first.map { $0 >= 0x80 } ?? false }
}

extension Reading {
  /// The text in pieces. With a spelling a keyword is one piece, and what stood between its words
  /// follows it.
  func pieces(_ respelling: Respelling?) -> [Piece] {
    var pieces: [Piece] = []
    for (index, part) in parts.enumerated() {
      let word = respelling?.text(of: index, in: self)
      if part.tokens.isEmpty, let word, !word.isEmpty {
        pieces.append(Piece(word, role: part.role, breaks: 0))
      }
      var later: [Piece] = []
      for token in part.tokens {
        let isFirst = token == part.tokens.lowerBound
        let (comments, breaks) = gap(before: token)
        if !isFirst, word != nil {
          later += comments
          continue
        }
        pieces += comments
        if word == "" { continue }
        pieces.append(
          Piece(
            word ?? trimmed(source.text(tokens[token].range)), role: part.role,
            breaks: breaks, startsMember: startsMember[token]))
      }
      pieces += later
    }
    return pieces + gap(before: tokens.count - 1).comments
  }

  /// The comments between a token and the one before it, and the line breaks behind the last.
  private func gap(before token: Int) -> (comments: [Piece], breaks: Int) {
    let end = tokens[token].range.start
    var position = token == 0 ? 0 : tokens[token - 1].range.end
    var comments: [Piece] = []
    var breaks = 0
    while position < end {
      let byte = source.bytes[position]
      if byte == UInt8(ascii: "\n") { breaks = min(2, breaks + 1) }
      guard byte == UInt8(ascii: "/") else {
        position += 1
        continue
      }
      let start = position
      while position < end, source.bytes[position] != UInt8(ascii: "\n") { position += 1 }
      let text = trimmed(source.text(SourceRange(start, position)))
      comments.append(Piece(text, role: nil, breaks: breaks, isComment: true))
      breaks = 0
    }
    return (comments, breaks)
  }
}
