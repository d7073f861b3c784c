import Testing
import YuanqiKit

@testable import QiLanguage

/// The grammar of docs/language.md is the parser's: each takes what the other gives.
@Suite struct GrammarTests {
  private let grammar: Grammar

  init() throws { grammar = Grammar(ofPage: try text("docs/language.md")) }

  @Test func theGrammarHasEveryTextAndTheyNeedAllOfIt() throws {
    var used: Set<Int> = []
    for (path, text) in try Corpus.sound() {
      var recogniser = Recogniser(grammar, SourceFile(name: path, text: text))
      let fault = recogniser.fault()
      #expect(fault == nil, "\(path), \(fault ?? "")")
      used.formUnion(recogniser.used)
    }
    let unused = grammar.uses.filter { !used.contains($0) && !grammar.texts[$0].isEmpty }
    #expect(grammar.uses.count > 150)
    #expect(unused.isEmpty, "no text has \(unused.map(grammar.described)): write one")
  }

  /// What no sentence of a grammar can say: that there is one start, a beginning, such a type,
  /// nothing twice.
  private static let beyondGrammar = [
    "Q1101", "Q1110", "Q1111", "Q1112", "Q1130", "Q1131", "Q1132", "Q1133", "Q1170", "Q2002",
    "Q2017", "Q3001",
  ]

  @Test func theParserReadsWhatTheGrammarGives() throws {
    for seed in 0..<(isLong ? 20_000 : 30) as Range<UInt64> {
      var generator = Generator(grammar, seed: seed)
      let text = generator.file()
      let diagnostics = parse(SourceFile(name: "", text: text)).diagnostics
      let faults = diagnostics.filter { !Self.beyondGrammar.contains($0.code) }
      #expect(faults.isEmpty, "seed \(seed): \(faults.map(\.message.en))\n\(text)")
      var recogniser = Recogniser(grammar, SourceFile(name: "", text: text))
      #expect(recogniser.fault() == nil, "seed \(seed): \(text)")
    }
  }
}
