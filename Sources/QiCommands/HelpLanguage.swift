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

  /// `--lang` is an option of every command, which it may stand in front of too: there it is moved
  /// behind. Where there is no command, there is help in that language.
  static func arranged(_ arguments: [String], of root: any ParsableCommand.Type) -> [String] {
    var (command, path, options) = (root, [String](), [String]())
    var rest = arguments[...]
    while let word = rest.first {
      let isOption = word == "--lang" || word.hasPrefix("--lang=")
      let inner = command.configuration.subcommands.first { $0._commandName == word }
      guard isOption || inner != nil else { break }
      let length = word == "--lang" ? 2 : 1
      if isOption { options += rest.prefix(length) } else { path.append(word) }
      rest = rest.dropFirst(length)
      command = inner ?? command
    }
    if command.configuration.subcommands.isEmpty { return path + options + rest }
    return path + withoutOption(Array(rest))
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
