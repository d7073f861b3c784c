import QiDiagnostics
import QiValues

/// One lexeme. Full-width punctuation has already become its plain form.
struct Token {
  enum Kind: Equatable {
    case word(String, KeywordWords.Word)
    /// A name in backticks: never a keyword.
    case quotedName(String)
    case integer(Int64)
    case money(Money)
    case date(Day)
    case time(Instant)
    case text(String)
    /// The text of one `///` line.
    case notice(String)
    case symbol(Symbol)
    /// Something that has been reported already; it fits nowhere and is not reported twice.
    case invalid
    case endOfFile
  }

  let kind: Kind
  let range: SourceRange
  /// The first on its line: where a reader who lost the thread takes it up again.
  let startsLine: Bool
}

enum Symbol: String {
  case openBrace = "{"
  case closeBrace = "}"
  case openParen = "("
  case closeParen = ")"
  case comma = ","
  case colon = ":"
  case period = "."
  case semicolon = ";"
  case arrow = "->"
  case assign = "="
  case addAssign = "+="
  case subtractAssign = "-="
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
}
