import YuanqiKit

@testable import QiLanguage

/// A text of the repository with some things changed: words, lines, bytes.
struct Mutation {
  private let texts: [[Piece]]
  /// Every word there is, by what it could stand in for.
  private let words: [Kind: [String]]

  /// A token, or the blanks and comments before one.
  private struct Piece {
    let kind: Kind
    let text: String
  }

  private enum Kind: Hashable { case gap, word, number, symbol, other }

  init(of texts: [String]) {
    self.texts = texts.map(Mutation.pieces)
    var words = Dictionary(grouping: self.texts.joined(), by: \.kind)
      .mapValues { Set($0.map(\.text)).sorted() }
    words[.number, default: []] += Mutation.figures
    words[.symbol, default: []] += Lexer.otherForms.map(\.written) + ["!", "=>", "｛", "｝"]
    words[.word, default: []] += Keyword.allCases.flatMap { $0.english + $0.chinese }
    self.words = words
  }

  /// At the edges of what may be.
  private static let figures = [
    "0", "1", "64", "65", "256", "1000", "1001", "9223372036854775807", "9223372036854775808",
    "¥0", "¥0.01", "¥92,233,720,368,547,758.07", "92233720368547758.08元", "0.0001%", "100%",
    "1970-01-01", "9999-12-31", "9999-12-31 23:59:59", "2028-02-29", "120000 months", "25 bp",
    "2026-5-31", "2026年5月31日", "9:00", "007", "０", "3 周", "5 千元",
  ]

  private static func pieces(_ text: String) -> [Piece] {
    let source = SourceFile(name: "", text: text)
    var (pieces, end) = ([Piece](), 0)
    for token in Lexer.tokens(of: source).tokens {
      if end < token.range.start {
        pieces.append(Piece(kind: .gap, text: source.text(SourceRange(end, token.range.start))))
      }
      if token.kind != .endOfFile {
        pieces.append(Piece(kind: kind(token.kind), text: source.text(token.range)))
      }
      end = token.range.end
    }
    return pieces
  }

  private static func kind(_ kind: Token.Kind) -> Kind {
    switch kind {
    case .word, .quotedName: .word
    case .integer, .money, .rate, .date, .time: .number
    case .symbol: .symbol
    default: .other
    }
  }

  /// One change mostly, so that some of the texts stay sound.
  func text(_ random: inout SplitMix) -> String {
    var pieces = random.pick(texts) ?? []
    for _ in 0..<[1, 1, 1, 2, 4][random.below(5)] where !pieces.isEmpty { change(&pieces, &random) }
    return pieces.map(\.text).joined()
  }

  private func change(_ pieces: inout [Piece], _ random: inout SplitMix) {
    let place = random.below(pieces.count)
    let kind = pieces[place].kind
    switch random.below(14) {
    case 0: pieces.remove(at: place)
    case 1: pieces.insert(pieces[place], at: random.below(pieces.count))
    case 2: pieces.swapAt(place, random.below(pieces.count))
    case 3: pieces.insert(anything(&random), at: place)
    case 4: pieces[place] = anything(&random)
    case 5...9:
      // A name of its own: what comes of it may well be sound.
      let others = pieces.filter { $0.kind == kind }
      pieces[place] = random.pick(others) ?? pieces[place]
    case 10:
      let lines = line(at: place, in: pieces)
      pieces.insert(
        contentsOf: pieces[lines], at: line(at: random.below(pieces.count), in: pieces).lowerBound)
    case 11: pieces.removeSubrange(line(at: place, in: pieces))
    default:
      pieces[place] = Piece(kind: kind, text: random.pick(words[kind] ?? []) ?? "")
    }
  }

  private func anything(_ random: inout SplitMix) -> Piece {
    let kind = [Kind.word, .number, .symbol, .other][random.below(4)]
    return Piece(kind: kind, text: " \(random.pick(words[kind] ?? []) ?? "") ")
  }

  private func line(at place: Int, in pieces: [Piece]) -> Range<Int> {
    let isBreak = { (piece: Piece) in piece.text.utf8.contains(UInt8(ascii: "\n")) }
    let start = pieces[..<place].lastIndex(where: isBreak) ?? 0
    return start..<(pieces[place...].firstIndex(where: isBreak) ?? pieces.count)
  }

  /// Some bytes replaced, inserted or lost.
  func bytes(_ random: inout SplitMix) -> [UInt8] {
    var bytes = (random.pick(texts) ?? []).flatMap { Array($0.text.utf8) }
    let likely = Array("{}()[]->,:.\"`/ ¥0aA。，\n".utf8)
    for _ in 0...random.below(4) where !bytes.isEmpty {
      let place = random.below(bytes.count)
      let byte =
        random.below(2) == 0 ? likely[random.below(likely.count)] : UInt8(random.below(256))
      switch random.below(3) {
      case 0: bytes[place] = byte
      case 1: bytes.insert(byte, at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(9)))
      }
    }
    return bytes
  }
}
