import QiBytecode
import QiDiagnostics
import QiLanguage
import QiValues

/// A contract's phases and the ways on from each, in lines of at most 100 cells.
struct TextPicture {
  private let template: Template
  private let language: Language
  private let style: Style
  private let columns: Columns

  /// In cells.
  private struct Columns {
    var number = 0
    var head = 0
    var steps = 0
    var target = 0
  }

  private static let width = 100
  private static let gap = 2

  init(_ template: Template, _ language: Language, _ style: Style) {
    self.template = template
    self.language = language
    self.style = style
    var columns = Columns()
    for place in template.contract.phases.indices {
      for way in template.waysOn(from: place) {
        let arrow = way.arrow(from: template.contract.phases[place].name.text, language)
        columns.number = max(columns.number, way.clause.description.cells)
        columns.head = max(columns.head, way.head[language].cells)
        for step in way.steps {
          columns.steps = max(columns.steps, step.text[language].cells + 2 * step.depth)
        }
        columns.target = max(columns.target, arrow.cells)
      }
    }
    self.columns = Self.fitted(columns)
  }

  /// What is too wide is made narrower: first where it leads, then the wider one of the others.
  private static func fitted(_ natural: Columns) -> Columns {
    var columns = natural
    columns.target = min(natural.target, 30)
    let room = width - columns.number - columns.target - 5 * gap
    let half = room / 2
    if natural.head + natural.steps > room {
      columns.head = min(natural.head, max(half, room - natural.steps))
      columns.steps = min(natural.steps, room - columns.head)
    }
    return columns
  }

  func draw(on console: Console) {
    let contract = template.contract
    let parties = contract.parties + contract.groups.map(\.name)
    let roles = (parties + contract.oracles).map(\.text).joined(separator: ", ")
    printTitle("\(template.name): \(roles)", indent: "", console)
    var sources: [String: [String]] = [:]
    for (place, phase) in contract.phases.map(\.name.text).enumerated() {
      console.print()
      printTitle(
        place == 0 ? "● \(phase) · \(Self.start[language])" : "○ \(phase)", indent: "  ", console)
      var last: WayOn?
      for way in template.waysOn(from: place) {
        draw(way, from: phase, after: last, console)
        last = way
        guard let target = way.target, sources[target]?.last != phase else { continue }
        sources[target, default: []].append(phase)
      }
    }
    drawEnds(from: sources, console)
  }

  /// The built-in one last, where time may lead there.
  private func drawEnds(from sources: [String: [String]], _ console: Console) {
    var rows = template.contract.ends.map(\.text).map { end in
      let from = sources[end] ?? []
      return (end, from.isEmpty ? Self.never[language] : Self.named(Self.from[language], from))
    }
    let halting = template.phasesThatMayHalt.map { template.contract.phases[$0].name.text }
    if !halting.isEmpty {
      rows.append((Template.halted[language], Self.named(Self.refused[language], halting)))
    }
    if !rows.isEmpty { console.print() }
    let width = rows.reduce(0) { max($0, "◉ \($1.0)".cells) }
    for (end, text) in rows { draw(end, min(width, Self.width / 2), text, console) }
  }

  private static func named(_ word: String, _ phases: [String]) -> String {
    "\(word) \(phases.joined(separator: ", "))"
  }

  private func printTitle(_ title: String, indent: String, _ console: Console) {
    for line in title.wrapped(to: Self.width - indent.cells) {
      console.print(indent + style.paint(line, .strong))
    }
  }

  private func draw(_ way: WayOn, from phase: String, after last: WayOn?, _ console: Console) {
    let isFirst = way.clause != last?.clause
    let isOther = !isFirst && way.head == last?.head
    let steps = way.steps.flatMap {
      $0.text[language].wrapped(to: columns.steps, indented: 2 * $0.depth)
    }
    // The arrow stands behind the last step.
    let above = [String](repeating: "", count: max(0, steps.count - 1))
    let head = isOther ? Self.or[language] : way.head[language]
    printRow(
      [
        Cell([isFirst ? way.clause.description : ""], columns.number),
        Cell(head.wrapped(to: columns.head), columns.head, way.isTimed ? .aside : nil),
        Cell(steps, columns.steps),
        Cell(above + way.arrow(from: phase, language).wrapped(to: columns.target), columns.target),
      ], indent: "    ", console)
  }

  private func draw(_ end: String, _ width: Int, _ text: String, _ console: Console) {
    let rest = Self.width - 2 - width - Self.gap
    printRow(
      [Cell("◉ \(end)".wrapped(to: width), width, .strong), Cell(text.wrapped(to: rest), rest)],
      indent: "  ", console)
  }

  /// Lines that stand beside those of its neighbours.
  private struct Cell {
    let lines: [String]
    let width: Int
    let role: Style.Role?

    init(_ lines: [String], _ width: Int, _ role: Style.Role? = nil) {
      (self.lines, self.width, self.role) = (lines, width, role)
    }
  }

  private func printRow(_ cells: [Cell], indent: String, _ console: Console) {
    for row in 0..<cells.reduce(0, { max($0, $1.lines.count) }) {
      let parts = cells.map { cell in
        let text = cell.lines.indices.contains(row) ? cell.lines[row] : ""
        let padded = text.padded(to: cell.width + Self.gap)
        guard let role = cell.role, !text.isEmpty else { return padded }
        return style.paint(padded, role)
      }
      var line = indent + parts.joined()
      while line.last == " " { line.removeLast() }
      console.print(line)
    }
  }

  private static let start = Wording(en: "start", zh: "起始")
  private static let or = Wording(en: "or", zh: "或")
  private static let from = Wording(en: "from", zh: "来自")
  private static let refused = Wording(
    en: "should a clause set off by time be refused in", zh: "到期条款若被拒，自")
  private static let never = Wording(en: "never reached", zh: "无法到达")
}
