import Glibc
import QiCommands

@main struct Main {
  static func main() {
    // A write over the file size limit then fails, and is reported, instead of ending the process.
    signal(SIGXFSZ, SIG_IGN)
    exit(execute(Array(CommandLine.arguments.dropFirst()), on: .standard()))
  }
}
