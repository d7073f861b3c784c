import ArgumentParser
import QiCommands
import QiDiagnostics

/// A root with one command, to try the shell apart from what any real command does.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "root", version: "root 1", subcommands: [Echo.self])
}

struct Echo: YuanqiCommand {
  @OptionGroup var lang: LanguageOption
  @Argument var words: [String] = []

  func run(on console: Console) throws(Failure) -> ExitStatus {
    console.print(console.language == .zh ? "你好" : "hello")
    for word in words {
      guard word != "fail" else {
        throw Failure(
          "F9999", .environment, Wording(en: "it broke", zh: "坏了"),
          help: Wording(en: "mend it", zh: "修好它"))
      }
      console.print(word)
    }
    return words.isEmpty ? .unexpected : .ok
  }
}
