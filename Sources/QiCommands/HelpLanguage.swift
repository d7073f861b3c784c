import ArgumentParser
import QiDiagnostics

/// The language help is in. The library makes help while it reads the arguments, before any command
/// is there to ask.
enum HelpLanguage {
  @TaskLocal static var current = Language.en

  /// The one `--lang` names, as far as it can be read before the arguments are.
  static func named(in arguments: [String]) -> Language? {
    for (place, argument) in arguments.enumerated() {
      if argument == "--lang", place + 1 < arguments.count {
        return Language(rawValue: arguments[place + 1])
      }
      if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) }
    }
    return nil
  }

  /// `--lang` is an option of every command; where it stands in front of one it is moved behind.
  static func arranged(_ arguments: [String]) -> [String] {
    let isApart = arguments.first == "--lang"
    guard isApart || arguments.first?.hasPrefix("--lang=") == true, named(in: arguments) != nil
    else { return withoutOption(arguments) }
    let length = isApart ? 2 : 1
    let rest = Array(arguments[length...])
    return rest.isEmpty ? [] : withoutOption(rest + arguments[..<length])
  }

  /// `help` takes the names of commands, and would take `--lang` for a mistake.
  private static func withoutOption(_ arguments: [String]) -> [String] {
    guard arguments.first == "help", named(in: arguments) != nil else { return arguments }
    return arguments.indices.filter { place in
      let isValue = arguments[place - min(place, 1)] == "--lang"
      return !isValue && arguments[place] != "--lang" && !arguments[place].hasPrefix("--lang=")
    }.map { arguments[$0] }
  }
}

extension String {
  init(en: String, zh: String) { self = Wording(en: en, zh: zh)[HelpLanguage.current] }
}

extension ArgumentHelp {
  init(en: String, zh: String) { self.init(String(en: en, zh: zh)) }

  /// Of a chain in a file.
  static var chain: ArgumentHelp {
    .init(en: "A chain that `yuanqi run --chain` wrote.", zh: "由 yuanqi run --chain 写成的链。")
  }
}
