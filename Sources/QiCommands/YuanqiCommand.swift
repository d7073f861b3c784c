public import ArgumentParser
public import QiDiagnostics
public import QiValues

/// A subcommand. It says everything through its console, so that a test can run it in-process.
public protocol YuanqiCommand: ParsableCommand {
  /// `@OptionGroup var lang: LanguageOption`; the console speaks it by the time the command runs.
  var lang: LanguageOption { get }

  /// `@Flag var json`, of the commands that have it; the console says then in JSON what is wrong.
  var json: Bool { get }

  /// A failure is shown to the user with what to do about it, and decides the exit code.
  func run(on console: Console) throws(Failure) -> ExitStatus
}

extension YuanqiCommand {
  public var json: Bool { false }
}

/// How a command ended. Where one handles many, the highest wins: `max(a, b)`.
public enum ExitStatus: Int32, Comparable, Sendable {
  case ok = 0
  /// Everything worked, but the outcome is not what was expected of it.
  case unexpected = 1
  /// The input or the usage is wrong.
  case badInput = 2
  /// A file, a disk or a database failed.
  case environment = 3

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// `--lang`, for every command that says something.
public struct LanguageOption: ParsableArguments {
  @Option(
    help: .init(
      en: "The language to speak: zh or en. [default: that of the locale]",
      zh: "所用语言：zh 或 en。［默认：随系统区域］"))
  public var lang: Language?

  public init() {}
}

extension Language: ExpressibleByArgument {}
extension Day: ExpressibleByArgument {}
