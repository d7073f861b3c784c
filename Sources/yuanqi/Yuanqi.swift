import Glibc
import QiCommands

@main struct Main {
  static func main() {
    exit(execute(Array(CommandLine.arguments.dropFirst()), on: .standard()))
  }
}
