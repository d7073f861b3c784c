import QiDiagnostics
import Testing

@testable import QiLanguage

/// Every word of every keyword, as a name of every kind.
extension FormatterPropertyTests {
  static let words: [String] = {
    let spellings: [String] =
      Keyword.allCases.map(\.english).flatMap { $0 }
      + Keyword.allCases.map(\.chinese).flatMap { $0 }
    let words = Set(spellings.flatMap { $0.split(separator: " ").map(String.init) }).sorted()
    return words.indices.filter { isLong || $0 % 4 == 0 }.map { words[$0] }
  }()

  private static let symbols = [
    "payer", "payee", "expert", "sum", "start_day", "list", "kinds", "pot", "count", "book",
    "sheet",
    "each", "under", "value", "day", "fee",
  ]

  /// One of the symbols, and all that is not a symbol, is the word.
  private func contract(_ word: String, as symbol: String) -> String {
    func name(_ plain: String) -> String { plain == symbol ? "`\(word)`" : "x_\(plain)" }
    let any = "`\(word)`"
    return """
      qi 1
      record \(any) { \(any): party where \(any) == \(any)
        x_amount: money, key \(any), x_amount }
      contract \(any) {
        parties \(name("payer")), \(name("payee"))
        oracle \(name("expert"))
        terms { \(name("sum")): money where \(name("sum")) > ¥0, \(name("start_day")): date
          \(name("kinds")): set of text max 3, \(name("day")): integer
          \(name("list")): list of integer max 2 where 1 in \(name("list")) }
        holds \(name("pot")) owned by \(name("payer"))
        mandate \(name("fee")) from \(name("payer")): up to \(name("sum")) every month
            until \(name("start_day"))
        var \(name("count")) = 1 in \(name("list"))
        book \(name("book")): money by party max 3
        invariant in \(any), X_Two: \(name("pot")) >= ¥0 and not \(name("count"))
        invariant: \(name("sum")) > ¥0
        start \(any) {
          \(name("payer")) may \(any)(\(name("sheet")): list of \(any) max 3) from
              \(name("start_day")) before \(name("start_day")) + 2 days
              when \(name("payer")) in \(name("book")) {
            for each \(name("each")) in \(name("sheet")) {
              \(name("book"))[\(name("each")).\(any)] += \(name("each")).x_amount
            }
            for each \(name("each")), \(name("under")) in \(name("book")) {
              let \(name("value")) = \(name("book"))[\(name("each"))]
              try { remove \(name("book"))[\(name("each"))] } else { clear \(name("book")) }
              split \(name("value")) + \(name("under"))
                  from (\(name("pot")), then \(name("payer"))) {
                5% at most \(name("sum")) to \(name("pot"))
                25 bp { remainder to \(name("payee")) }
                remainder to \(name("each"))
              }
              split \(name("pot")) { remainder { remainder to \(name("pot")) } }
              \(name("count")) = kind of \(name("each")) in \(name("kinds"))
            }
            if \(name("count")) -> \(any) else if not \(name("count")) {
              pay \(name("sum")) from \(name("payer")) to \(name("pot")) } else -> X_Two
          }
          on \(name("start_day")) + 1 day -> \(any)_End
        }
        phase X_Two {
          1 of (\(name("expert"))) state \(any) from \(name("start_day")) {
            pay total of \(name("book")) from \(name("pot")) to \(name("payee")) }
          \(name("payer")) with \(name("payee")) must x_answer before now + 2 hours
            within 3 days { } failing which -> \(any)_End
          2 of (\(name("payer")), \(name("payee"))) may x_call { }
          \(clausesOfTime(name))
          on end of \(name("start_day")) { pay all from \(name("pot")) to \(name("payee")) }
            -> \(any)_End
        }
        in \(any), X_Two { after 1 month -> \(any)_End }
        end \(any)_End
      }
      """.replacing("\(any)_End", with: "X_End")
  }

  private func clausesOfTime(_ name: (String) -> String) -> String {
    """
    every month on day \(name("day")) at 18:00 until \(name("start_day")) { }
    every 3 months on day 31 until \(name("start_day")) { }
    every week on Sunday until now { }
    \(name("payee")) may x_draw when balance of \(name("payer")) > \(name("sum")) {
      pay \(name("sum")) from \(name("payer")) to \(name("payee")) under \(name("fee"))
      split \(name("sum")) from (\(name("pot")), then \(name("payer")) under \(name("fee"))) {
        remainder to \(name("payee"))
      }
    }
    """
  }

  /// In both spellings and back, with as few backticks as it takes.
  @Test(arguments: words) func keywordsAsNames(word: String) throws {
    for (index, symbol) in Self.symbols.enumerated() {
      guard isLong || index == word.utf8.count % Self.symbols.count else { continue }
      let text = contract(word, as: symbol)
      let source = SourceFile(name: "", text: text)
      #expect(parse(source).diagnostics.map(\.code) == [], "\(text)")
      try expectSound(text)
    }
  }
}
