import QiDiagnostics

/// Warns of sums such as `¥1,234` in a list whose own commas stand as close: `[¥1,234,¥5,678]`.
/// With a space behind the commas between values, as `fmt` puts it, nobody takes one for another.
func tightSums(_ tokens: [Token], in source: SourceFile) -> [Diagnostic] {
  /// What stands directly in one pair of parentheses or brackets.
  struct Inside {
    var sums: [SourceRange] = []
    var comma: SourceRange?
  }
  var open: [Inside] = []
  var diagnostics: [Diagnostic] = []
  for (index, token) in tokens.enumerated() {
    switch token.kind {
    case .symbol(.openParen), .symbol(.openBracket): open.append(Inside())
    case .symbol(.closeParen), .symbol(.closeBracket):
      guard let inside = open.popLast(), let comma = inside.comma else { continue }
      for sum in inside.sums {
        diagnostics.append(.tightSum(source.text(sum), at: sum, beside: comma))
      }
    case .symbol(.comma):
      let isTight = index + 1 < tokens.count && tokens[index + 1].range.start == token.range.end
      guard isTight, source.bytes[token.range.start] == UInt8(ascii: ","), !open.isEmpty else {
        continue
      }
      let last = open.count - 1
      open[last].comma = open[last].comma ?? token.range
    case .money:
      let isGrouped = source.bytes[token.range.start..<token.range.end].contains(UInt8(ascii: ","))
      if isGrouped, !open.isEmpty { open[open.count - 1].sums.append(token.range) }
    default: break
    }
  }
  return diagnostics
}
