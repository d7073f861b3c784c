/// A function, initialiser, subscript or computed property with a body, by its first and last line.
struct FunctionBody: Equatable {
  let first: Int
  let last: Int

  var length: Int { last - first + 1 }
}

extension SwiftText {
  /// Bodies in the order they start; nested ones are there too.
  var functions: [FunctionBody] {
    let tokens = self.tokens
    return tokens.indices.compactMap { index in
      guard opensFunction(tokens, index), let open = bodyStart(tokens, after: index),
        let close = match(tokens, from: open)
      else { return nil }
      return FunctionBody(first: tokens[index].line, last: tokens[close].line)
    }
  }

  private struct Token {
    let text: Substring
    let line: Int
  }

  private var tokens: [Token] {
    var tokens: [Token] = []
    for (line, number) in zip(code.lines, 1...) {
      var rest = line.drop { $0 == " " }
      while let character = rest.first {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let text = word.isEmpty ? rest.prefix(1) : word
        if character != " " { tokens.append(Token(text: text, line: number)) }
        rest = rest.dropFirst(text.count)
      }
    }
    return tokens
  }

  private func opensFunction(_ tokens: [Token], _ index: Int) -> Bool {
    // `.init(…)` is a call, and `{ get set }` of a protocol has no body to measure.
    guard ["func", "init", "subscript", "var"].contains(tokens[index].text) else { return false }
    return index == 0 || ![".", "`"].contains(tokens[index - 1].text)
  }

  /// The `{` of the body, where the declaration has one.
  private func bodyStart(_ tokens: [Token], after start: Int) -> Int? {
    let isVariable = tokens[start].text == "var"
    var depth = 0
    for index in tokens.indices.dropFirst(start + 1) {
      switch tokens[index].text {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0: return index
      case "}", "func", "init", "var", "let", "case", "subscript", "struct", "enum", "class":
        if depth <= 0 { return nil }
      case "=" where depth == 0 && isVariable: return nil
      default: break
      }
      if isVariable, tokens[index].line > tokens[start].line { return nil }
      if depth < 0 { return nil }
    }
    return nil
  }

  private func match(_ tokens: [Token], from open: Int) -> Int? {
    var depth = 0
    for index in tokens.indices.dropFirst(open) {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
