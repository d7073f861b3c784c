/// What the parser made of the tokens, beside the tree: enough to lay a text out and to spell it
/// otherwise without knowing the grammar.
struct ParserTrace {
  /// Where it took which keyword, of how many tokens; in order. Of none where only one spelling
  /// has a word for it.
  var keywords: [(position: Int, count: Int, keyword: Keyword)] = []
  /// Where a member of a block, or of the file, begins.
  var members: [Int] = []
}
