import ArgumentParser
import QiCommands
import QiDiagnostics

/// What one command line said and how it ended.
struct Outcome: Equatable {
  var out = ""
  var err = ""
  var exit: Int32 = 0
}

/// Runs a command line in-process, as a pipe would see it.
func run(
  _ arguments: String..., as root: any ParsableCommand.Type = Yuanqi.self,
  language: Language = .en, losingOutput: Bool = false
) -> Outcome {
  run(arguments, as: root, language: language, losingOutput: losingOutput)
}

func run(
  _ arguments: [String], as root: any ParsableCommand.Type = Yuanqi.self,
  language: Language = .en, losingOutput: Bool = false
) -> Outcome {
  var outcome = Outcome()
  let console = Console(
    out: {
      outcome.out += $0
      return !losingOutput
    },
    err: {
      outcome.err += $0
      return true
    }, language: language)
  outcome.exit = execute(arguments, as: root, on: console)
  return outcome
}
