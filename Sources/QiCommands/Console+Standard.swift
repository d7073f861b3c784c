import Glibc
public import QiDiagnostics

extension Console {
  /// The process's own outputs, with the language of its locale. Colour only on a terminal that
  /// has it, and not where `NO_COLOR` is set.
  public static func standard() -> Console {
    let allowsColour = environment("NO_COLOR") == nil && environment("TERM") != "dumb"
    func style(_ descriptor: CInt) -> Style {
      allowsColour && isatty(descriptor) == 1 ? .colour : .plain
    }
    return Console(
      out: { writeAll($0, to: STDOUT_FILENO) }, err: { writeAll($0, to: STDERR_FILENO) },
      language: language(of: environment), isTerminal: isatty(STDOUT_FILENO) == 1,
      width: terminalWidth() ?? 100, style: style(STDOUT_FILENO),
      errorStyle: style(STDERR_FILENO))
  }

  /// Chinese where the locale for messages begins with `zh`. As POSIX has it, the first of
  /// `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and not empty decides.
  public static func language(of environment: (String) -> String?) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }
}

/// Nil also where the variable is empty.
private func environment(_ name: String) -> String? {
  guard let value = getenv(name), value[0] != 0 else { return nil }
  return String(cString: value)
}

private func terminalWidth() -> Int? {
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}

private func writeAll(_ text: String, to descriptor: CInt) -> Bool {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno == EPIPE {
      return true  // the reader has left, as `head` does: it has what it wanted
    } else if errno != EINTR {
      return false
    }
  }
  return true
}
