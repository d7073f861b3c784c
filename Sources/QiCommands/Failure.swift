public import QiDiagnostics

/// What went wrong outside any source text: a file, a disk, a database.
public struct Failure: Error, Sendable {
  /// `F1001`; stable, like a diagnostic's.
  public let code: String
  /// One sentence without a full stop.
  public let message: Wording
  /// What to do about it.
  public let help: Wording
  public let exit: ExitStatus

  public init(_ code: String, _ exit: ExitStatus, _ message: Wording, help: Wording) {
    self.code = code
    self.exit = exit
    self.message = message
    self.help = help
  }
}

extension Failure {
  static let outputLost = Failure(
    "F1010", .environment,
    Wording(en: "the output could not be written in full", zh: "输出未能全部写出"),
    help: Wording(
      en: "check that the disk it goes to has room, and run the command again",
      zh: "请检查目标磁盘是否还有空间，然后重新运行"))
}

extension Failure {
  static func noCommand(_ word: String, of names: [String]) -> Failure {
    let all = Wording(
      en: "there are `\(names.joined(separator: "`, `"))`; `--help` says what each does",
      zh: "可用：\(names.joined(separator: "、"))；--help 说明各自的用途")
    return Failure(
      "F1011", .badInput,
      Wording(en: "there is no command `\(word.shown)`", zh: "没有命令 \(word.shown)"),
      help: .didYouMean(Suggest.nearest(to: word, in: names)) ?? all)
  }
}

extension Console {
  /// Puts the failure on the error output, in the console's language; in JSON on the output.
  public func show(_ failure: Failure) {
    if speaksJSON {
      let object: JSON = [
        "code": .text(failure.code), "severity": "error",
        "message": .text(failure.message[language]), "help": .text(failure.help[language]),
      ]
      return print(object.line)
    }
    let renderer = DiagnosticRenderer(language: language, style: errorStyle, width: width)
    printError(renderer.headline(.error, failure.code, failure.message))
    for row in renderer.remarks(nil, failure.help, margin: " ") { printError(row) }
  }
}
