public import ArgumentParser
import QiDiagnostics

/// Runs one command line, without the program's name, and gives the exit code: that of the
/// command's `ExitStatus`, or 2 where the arguments do not parse. The output is flushed.
public func execute(
  _ arguments: [String], as root: any ParsableCommand.Type = Yuanqi.self, on console: Console
) -> Int32 {
  let language = HelpLanguage.named(in: arguments) ?? console.language
  let status = HelpLanguage.$current.withValue(language) {
    run(arguments, as: root, on: console)
  }
  console.flush()
  guard console.hasLostOutput else { return status.rawValue }
  console.speaksJSON = false
  console.show(.outputLost)
  return max(status, .environment).rawValue
}

private func run(
  _ arguments: [String], as root: any ParsableCommand.Type, on console: Console
) -> ExitStatus {
  let arranged = HelpLanguage.arranged(arguments, of: root)
  if let unknown = unknownCommand(in: arranged, of: root) {
    console.language = HelpLanguage.current
    console.speaksJSON = arguments.contains("--json")
    console.show(unknown)
    return unknown.exit
  }
  var command: any ParsableCommand
  do {
    command = try root.parseAsRoot(arranged)
    // Help, and a command line that names no subcommand, answer by throwing.
    guard command is any YuanqiCommand else {
      try command.run()
      return .ok
    }
  } catch {
    return explain(error, of: root, on: console)
  }
  guard let command = command as? any YuanqiCommand else { return .ok }
  if let language = command.lang.lang { console.language = language }
  console.speaksJSON = command.json
  do {
    return try command.run(on: console)
  } catch {
    console.show(error)
    return error.exit
  }
}

/// Help and the version are answers, and go to the output; the rest is about wrong usage.
private func explain(
  _ error: any Error, of root: any ParsableCommand.Type, on console: Console
) -> ExitStatus {
  let lines = root.fullMessage(for: error, columns: console.width)
    .split(separator: "\n", omittingEmptySubsequences: false).map(\.shown)
    .map { HelpLanguage.current == .zh ? LibraryWords.chinese($0) : $0 }
  if root.exitCode(for: error).isSuccess {
    for line in lines { console.print(line) }
    return .ok
  }
  for line in lines { console.printError(line) }
  return .badInput
}

/// The first word that should name a command and names none.
private func unknownCommand(
  in arguments: [String], of root: any ParsableCommand.Type
) -> Failure? {
  var command = root
  for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
    let inner = command.configuration.subcommands
    let names = inner.map { $0._commandName }
    if inner.isEmpty || word.hasPrefix("-") || word == "help" { return nil }
    guard let place = names.firstIndex(of: word) else {
      return .noCommand(word, of: names + ["help"])
    }
    command = inner[place]
  }
  return nil
}
