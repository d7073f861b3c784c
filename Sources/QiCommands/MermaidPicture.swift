import QiDiagnostics
import QiLanguage

/// A contract's phases and the ways on from each, as Mermaid draws them: a `stateDiagram-v2`.
struct MermaidPicture {
  private let template: Template
  private let language: Language

  init(_ template: Template, _ language: Language) {
    self.template = template
    self.language = language
  }

  func draw(on console: Console) {
    let contract = template.contract
    let names = (contract.phases.map(\.name) + contract.ends).map(\.text)
    // Numbers, since some names are words of Mermaid.
    var numbers: [String: Int] = [:]
    console.print("stateDiagram-v2")
    for (place, name) in names.enumerated() {
      numbers[name] = place + 1
      console.print("    state \"\(name)\" as s\(place + 1)")
    }
    console.print("    [*] --> s1")
    for (place, name) in contract.phases.map(\.name.text).enumerated() {
      for way in template.waysOn(from: place) {
        let target = way.target.flatMap { numbers[$0] } ?? place + 1
        console.print("    s\(place + 1) --> s\(target) : \(label(way, from: name))")
      }
    }
    drawHalted(as: names.count + 1, on: console)
    for place in names.indices.dropFirst(contract.phases.count) {
      console.print("    s\(place + 1) --> [*]")
    }
  }

  /// The built-in end, where time may lead there.
  private func drawHalted(as number: Int, on console: Console) {
    let halting = template.phasesThatMayHalt
    if halting.isEmpty { return }
    let refused = Wording(en: "should time be refused", zh: "到期条款若被拒")
    console.print("    state \"\(Template.halted[language])\" as s\(number)")
    for place in halting {
      console.print("    s\(place + 1) --> s\(number) : \(refused[language])")
    }
    console.print("    s\(number) --> [*]")
  }

  private func label(_ way: WayOn, from phase: String) -> String {
    var lines = ["\(way.clause) \(way.head[language])"]
    lines += way.steps.map {
      // An em space is not dropped at the start of a line.
      String(repeating: "\u{2003}", count: $0.depth) + $0.text[language]
    }
    switch way.target {
    case nil: lines.append("(\(WayOn.stays[language]))")
    case phase: lines.append("(\(WayOn.anew[language]))")
    default: break
    }
    return lines.map { escaped($0.shown) }.joined(separator: "<br>")
  }

  /// ASCII that Mermaid or HTML could read as its own, as the number of the character.
  private func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      let isPlain =
        !scalar.isASCII || scalar.properties.isAlphabetic
        || "0123456789 .,()+-=_/".unicodeScalars
          .contains(scalar)
      escaped += isPlain ? String(scalar) : "#\(scalar.value);"
    }
  }
}
