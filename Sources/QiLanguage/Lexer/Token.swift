import QiDiagnostics
import QiValues

/// One lexeme. Full-width punctuation has already become its plain form. What a word or a text says
/// is read from the source where it is needed, so that tokens are cheap to look at.
struct Token {
  enum Kind: Equatable {
    case word
    /// A name in backticks: never a keyword.
    case quotedName
    case integer(Int64)
    case money(Money)
    case rate(Rate)
    case date(Day)
    case time(Instant)
    case dayCount(DayCount)
    /// `18:00`, in seconds since 00:00.
    case timeOfDay(Int)
    /// `06-30`, behind `every year on`.
    case dayOfYear(DayOfYear)
    case text
    /// One `///` line.
    case notice
    case symbol(Symbol)
    /// Something that has been reported already; it fits nowhere and is not reported twice.
    case invalid
    case endOfFile
  }

  let kind: Kind
  let range: SourceRange
  /// The number of a word that keywords use, otherwise 0.
  let word: KeywordWords.Word
  /// The first on its line: where a reader who lost the thread takes it up again.
  let startsLine: Bool
}

enum Symbol: UInt8, CaseIterable {
  case openBrace, closeBrace, openParen, closeParen, comma, colon, period, semicolon
  case arrow, assign, addAssign, subtractAssign
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case plus, minus, times
  case openBracket, closeBracket
  case over

  /// In its plain form.
  var text: String {
    switch self {
    case .openBrace: "{"
    case .closeBrace: "}"
    case .openParen: "("
    case .closeParen: ")"
    case .comma: ","
    case .colon: ":"
    case .period: "."
    case .semicolon: ";"
    case .arrow: "->"
    case .assign: "="
    case .addAssign: "+="
    case .subtractAssign: "-="
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .openBracket: "["
    case .closeBracket: "]"
    case .over: "/"
    }
  }

  /// How the symbol is quoted to the reader.
  var quoted: Wording { Wording(en: "`\(text)`", zh: "“\(text)”") }

  /// The longest symbol that two plain characters begin with, and how many of them it takes.
  static func longest(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> (Symbol, count: Int)? {
    switch (first, second) {
    case ("-", ">"): (.arrow, 2)
    case ("+", "="): (.addAssign, 2)
    case ("-", "="): (.subtractAssign, 2)
    case ("=", "="): (.equal, 2)
    case ("!", "="): (.notEqual, 2)
    case ("<", "="): (.lessOrEqual, 2)
    case (">", "="): (.greaterOrEqual, 2)
    default: single(first).map { ($0, 1) }
    }
  }

  private static func single(_ scalar: Unicode.Scalar) -> Symbol? {
    switch scalar {
    case "{": .openBrace
    case "}": .closeBrace
    case "(": .openParen
    case ")": .closeParen
    case ",": .comma
    case ":": .colon
    case ".": .period
    case ";": .semicolon
    case "=": .assign
    case "<": .less
    case ">": .greater
    case "+": .plus
    case "-": .minus
    case "*": .times
    case "[": .openBracket
    case "]": .closeBracket
    case "/": .over
    default: nil
    }
  }
}
