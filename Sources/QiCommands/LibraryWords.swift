/// What the library that reads the arguments says by itself, in Chinese: it knows English only.
enum LibraryWords {
  /// Whole lines; `*` stands for what they name, in the same order in both.
  private static let lines: [(english: String, chinese: String)] = [
    ("OVERVIEW: *", "概述：*"), ("USAGE: *", "用法：*"), ("Usage: *", "用法：*"),
    ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "子命令："),
    ("Help:  *", "说明：*"),
    ("* Show the version.", "* 显示版本。"), ("* Show help information.", "* 显示帮助。"),
    ("  See '*' for detailed help.", "  详见 *"), ("  See '*' for more information.", "  详见 *"),
    ("Error: Unknown option '*'. Did you mean '*'?", "错误：没有选项 *；是否为 *？"),
    ("Error: Unknown option '*'", "错误：没有选项 *"),
    ("Error: Missing expected argument '*'", "错误：缺少参数 *"),
    ("Error: Missing one of: '*'", "错误：缺少其中之一：*"),
    ("Error: Missing value for '*'", "错误：缺少 * 的值"),
    (
      "Error: The value '*' is invalid for '*'. Please provide one of '*'.",
      "错误：“*”不是 * 的值，可用 *"
    ),
    ("Error: The value '*' is invalid for '*'", "错误：“*”不是 * 的值"),
    ("Error: The option '*' does not take any value, but '*' was specified.", "错误：选项 * 不带值，却写了“*”"),
    ("Error: Unexpected argument '*'", "错误：多出参数“*”"),
    ("Error: * unexpected arguments: '*'", "错误：多出 * 个参数：“*”"),
    ("Error: *", "错误：*"),
  ]

  /// Within a line.
  private static let words: [(english: String, chinese: String)] = [
    ("(values:", "(可选："), ("; default:", "；默认："), ("(default:", "(默认："),
    ("', '", "、"), ("' or '", "、"), ("' and '", "、"),
  ]

  static func chinese(_ line: String) -> String {
    var line = line
    for (english, chinese) in words { line = line.replacing(english, with: chinese) }
    for (english, chinese) in lines {
      guard let named = named(in: line, as: english) else { continue }
      let parts = chinese.split(separator: "*", omittingEmptySubsequences: false)
      return zip(parts, named + [""]).map { $0 + $1 }.joined()
    }
    return line
  }

  /// What stands where the pattern has its `*`; nil where the rest differs.
  private static func named(in line: String, as pattern: String) -> [String]? {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard line.hasPrefix(parts[0]) else { return nil }
    var rest = line.dropFirst(parts[0].count)
    if parts.count == 1 { return rest.isEmpty ? [] : nil }
    var named: [String] = []
    for part in parts.dropFirst().dropLast() {
      guard let place = rest.firstRange(of: part) else { return nil }
      named.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    guard let last = parts.last, rest.hasSuffix(last) else { return nil }
    return named + [String(rest.dropLast(last.count))]
  }
}
