/// Turns diagnostics into text for people.
public struct DiagnosticRenderer: Sendable {
  public var language: Language
  public var style: Style
  /// Cells a source line may take, its number included; at least 40.
  public var width: Int

  public init(language: Language, style: Style = .plain, width: Int = 100) {
    self.language = language
    self.style = style
    self.width = max(40, width)
  }

  /// The page of one diagnostic, ending in a line break.
  public func render(_ diagnostic: Diagnostic, in file: SourceFile) -> String {
    let lines = Dictionary(grouping: places(of: diagnostic, in: file), by: \.line)
    let numberWidth = String(lines.keys.max() ?? 1).count
    let margin = String(repeating: " ", count: numberWidth)
    let position = file.position(at: diagnostic.range.start)
    var rows = [headline(diagnostic.severity, diagnostic.code, diagnostic.message)]
    rows.append(
      margin + style.paint("┌─", .aside)
        + " \(file.name.shown):\(position.line):\(position.column)")
    var previous: Int?
    for (number, places) in lines.sorted(by: { $0.key < $1.key }) {
      if let previous, number > previous + 1 { rows.append(margin + style.paint("·", .aside)) }
      let label = String(number).padded(to: numberWidth, .right)
      let (source, marks) = excerpt(of: number, places, in: file, width: width - numberWidth - 2)
      rows.append(row(label, source))
      rows += marks.map { row(margin, $0) }
      previous = number
    }
    rows += remarks(diagnostic.note, diagnostic.help, margin: margin)
    return rows.joined(separator: "\n") + "\n"
  }

  /// All of one file by their place, a blank line between them.
  public func render(_ diagnostics: [Diagnostic], in file: SourceFile) -> String {
    diagnostics
      .sorted { ($0.range.start, $0.range.end, $0.code) < ($1.range.start, $1.range.end, $1.code) }
      .map { render($0, in: file) }
      .joined(separator: "\n")
  }

  /// `3 errors, 1 warning`.
  public func summary(of diagnostics: some Sequence<Diagnostic>) -> String {
    var (errors, warnings) = (0, 0)
    for diagnostic in diagnostics {
      switch diagnostic.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      }
    }
    let counts =
      switch language {
      case .en: [count(errors, "error"), count(warnings, "warning")]
      case .zh: [count(errors, "个错误"), count(warnings, "个警告")]
      }
    let text = counts.compactMap(\.self).joined(separator: language == .en ? ", " : "，")
    if text.isEmpty { return Wording(en: "no problems found", zh: "没有发现问题")[language] }
    return text
  }

  /// `error[Q2104]: …`, for what is wrong outside any source text too.
  public func headline(
    _ severity: Diagnostic.Severity, _ code: String, _ message: Wording
  ) -> String {
    let word =
      switch severity {
      case .error: Wording(en: "error", zh: "错误")
      case .warning: Wording(en: "warning", zh: "警告")
      }
    let colon = Wording(en: ": ", zh: "：")
    return style.paint("\(word[language])[\(code)]", severity.role) + colon[language]
      + message[language].shown
  }

  /// `= note` and `= help: …`, each behind the margin.
  public func remarks(_ note: Wording?, _ help: Wording?, margin: String) -> [String] {
    let sign = margin + style.paint("=", .aside) + " "
    let prefix = Wording(en: "help: ", zh: "改法：")[language]
    return [
      note.map { sign + $0[language].shown },
      help.map { sign + prefix + $0[language].shown },
    ].compactMap(\.self)
  }

  private func count(_ number: Int, _ noun: String) -> String? {
    if number == 0 { return nil }
    return "\(number) \(noun)\(language == .en && number > 1 ? "s" : "")"
  }
}

extension Diagnostic.Severity {
  var role: Style.Role { self == .error ? .bad : .caution }
}

/// A range within one line, and what to say there.
private struct Place {
  let line: Int
  let range: SourceRange
  let words: String
  let primary: Style.Role?
}

extension DiagnosticRenderer {
  private func places(of diagnostic: Diagnostic, in file: SourceFile) -> [Place] {
    let main = place(diagnostic.range, diagnostic.here, diagnostic.severity.role, in: file)
    return [main] + diagnostic.labels.map { place($0.range, $0.wording, nil, in: file) }
  }

  /// Of a range over several lines, the part in its first.
  private func place(
    _ range: SourceRange, _ wording: Wording?, _ primary: Style.Role?, in file: SourceFile
  ) -> Place {
    let line = file.line(at: min(range.start, file.bytes.count))
    let bounds = file.bytes(ofLine: line)
    let start = min(max(range.start, bounds.start), bounds.end)
    return Place(
      line: line, range: SourceRange(start, min(range.end, bounds.end)),
      words: wording?[language].shown ?? "", primary: primary)
  }

  private func excerpt(
    of line: Int, _ places: [Place], in file: SourceFile, width: Int
  ) -> (source: String, marks: [String]) {
    let focus = places.first { $0.primary != nil } ?? places[0]
    let excerpt = Excerpt(
      of: file.bytes(ofLine: line), in: file, around: focus.range.start, width: width)
    let marks = places.map {
      Mark(cells: excerpt.cells(of: $0.range), words: $0.words, primary: $0.primary)
    }
    return (excerpt.text, underline(marks, style: style))
  }

  private func row(_ label: String, _ content: String) -> String {
    style.paint(label + "│", .aside) + (content.isEmpty ? "" : " " + content)
  }
}
