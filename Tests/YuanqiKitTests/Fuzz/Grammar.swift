import Foundation

/// The grammar of docs/language.md, read from the page itself.
struct Grammar {
  /// One part of a rule; others are named by their place in `forms`.
  enum Form {
    /// A keyword by its English spelling, or a symbol.
    case word(String)
    /// NAME, INTEGER, MONEY …
    case terminal(String)
    case rule(String)
    case sequence([Int])
    case choice([Int])
    case optional(Int)
    case repeated(Int)
    /// Commas and semicolons, which may stand between the members of a block.
    case separators
  }

  private(set) var forms: [Form] = []
  /// As the page writes each part.
  private(set) var texts: [String] = []
  private(set) var rules: [String: Int] = [:]
  private(set) var order: [String] = []
  private var tokens: ArraySlice<String> = []

  init(ofPage page: String) {
    let grammar = page.components(separatedBy: "```ebnf\n").dropFirst().first ?? ""
    let text = grammar.components(separatedBy: "\n```").first ?? ""
    tokens = text.matches(of: #/"[^"]+"|[A-Za-z_]+|[=|.\[\]{}()]/#).map { String($0.0) }[...]
    while let name = tokens.popFirst() {
      tokens.removeFirst()
      rules[name] = alternatives()
      order.append(name)
      tokens.removeFirst()
    }
  }

  /// What a complete set of examples uses: each alternative, and all that need not be there.
  var uses: [Int] {
    forms.flatMap { form in
      switch form {
      case .choice(let parts): parts
      case .optional(let part), .repeated(let part): [part]
      default: [Int]()
      }
    }
  }

  /// The rule a part stands in and the part itself, for people.
  func described(_ part: Int) -> String {
    let rule = order.last { (rules[$0] ?? 0) <= part || first(of: $0) <= part } ?? ""
    return "\(rule): \(texts[part])"
  }

  /// Parts are numbered before the whole they belong to.
  private func first(of rule: String) -> Int {
    guard let place = order.firstIndex(of: rule), place > 0 else { return 0 }
    return (rules[order[place - 1]] ?? 0) + 1
  }

  // MARK: Reading

  private mutating func add(_ form: Form, _ text: String) -> Int {
    forms.append(form)
    texts.append(text)
    return forms.count - 1
  }

  private mutating func alternatives() -> Int {
    let start = tokens
    var parts = [sequence()]
    while tokens.first == "|" {
      tokens.removeFirst()
      parts.append(sequence())
    }
    return parts.count == 1 ? parts[0] : add(.choice(parts), text(from: start))
  }

  private mutating func sequence() -> Int {
    let start = tokens
    var items: [Int] = []
    while let next = tokens.first, !"|.)]}".contains(next) { items.append(item(next)) }
    if let open = items.firstIndex(where: { isWord($0, "{") }),
      let close = items.lastIndex(where: { isWord($0, "}") })
    {
      for place in open + 1..<max(close, open + 1) { items[place] = separated(items[place]) }
    }
    return items.count == 1 ? items[0] : add(.sequence(items), text(from: start))
  }

  private mutating func item(_ token: String) -> Int {
    tokens.removeFirst()
    let start = tokens
    guard "([{".contains(token) else {
      if token.hasPrefix("\"") { return add(.word(String(token.dropFirst().dropLast())), token) }
      let isTerminal = token == token.uppercased()
      return add(isTerminal ? .terminal(token) : .rule(token), token)
    }
    let inside = alternatives()
    let text = text(from: start)
    tokens.removeFirst()
    switch token {
    case "[": return add(.optional(inside), "[ \(text) ]")
    case "{": return add(.repeated(inside), "{ \(text) }")
    default: return inside
    }
  }

  /// The same member of a block, with what may stand behind it.
  private mutating func separated(_ part: Int) -> Int {
    let separators = add(.separators, "")
    if case .repeated(let member) = forms[part] {
      forms[part] = .repeated(add(.sequence([member, separators]), texts[member]))
      return part
    }
    return add(.sequence([part, separators]), texts[part])
  }

  private func isWord(_ part: Int, _ word: String) -> Bool {
    if case .word(word) = forms[part] { true } else { false }
  }

  private func text(from start: ArraySlice<String>) -> String {
    start[start.startIndex..<tokens.startIndex].joined(separator: " ")
  }
}
