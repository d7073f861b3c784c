import QiBytecode
import QiValues

/// The operations on what takes several registers: lists and books. A list is its length, then its
/// elements; a book its length, then keys and what stands under them by turns, in order of entry.
extension Machine {
  static func look(_ i: Instruction, _ frame: inout [Int64]) throws(Refusal) {
    let (a, b, c) = (Int(i.a), Int(i.b), Int(i.c))
    switch i.operation {
    case .element:
      let elements = Elements(constant: i.constant)
      frame[a] = frame[c + 1 + Int(frame[b]) * elements.stride + elements.offset]
    case .contains:
      let elements = Elements(constant: i.constant)
      frame[a] = place(of: frame[b], among: elements, at: c, frame) == nil ? 0 : 1
    case .keys:
      let stride = Elements(constant: i.constant).stride
      frame[a] = frame[c]
      for entry in 0..<Int(frame[c]) { frame[a + 1 + entry] = frame[c + 1 + stride * entry] }
    case .entry:
      let place = place(of: frame[b], among: entries, at: c, frame)
      frame[a] = place.map { frame[$0 + 1] } ?? 0
    case .total:
      var total: Int64 = 0
      for entry in 0..<Int(frame[c]) {
        total = try exact(total.addingReportingOverflow(frame[c + 2 + 2 * entry]))
      }
      frame[a] = total
    case .setNumber where frame[c] == 0, .removeEntry: remove(frame[b], from: a, &frame)
    case .setEntry, .setNumber:
      try enter(frame[c], under: frame[b], in: a, most: Int(i.constant), &frame)
    default:
      for register in a...a + 2 * Int(frame[a]) { frame[register] = 0 }
    }
  }

  /// Keys stand two apart.
  private static let entries = Elements(stride: 2, max: 0)

  /// The register where it stands; nil where it does not.
  static func place(
    of value: Int64, among elements: Elements, at base: Int, _ frame: [Int64]
  ) -> Int? {
    var register = base + 1 + elements.offset
    for _ in 0..<Int(frame[base]) {
      if frame[register] == value { return register }
      register += elements.stride
    }
    return nil
  }

  private static func enter(
    _ value: Int64, under key: Int64, in book: Int, most: Int, _ frame: inout [Int64]
  ) throws(Refusal) {
    if let place = place(of: key, among: entries, at: book, frame) {
      frame[place + 1] = value
      return
    }
    guard frame[book] < Int64(most) else { throw Refusal(.full) }
    let end = book + 1 + 2 * Int(frame[book])
    frame[end] = key
    frame[end + 1] = value
    frame[book] += 1
  }

  /// Those behind it move up.
  private static func remove(_ key: Int64, from book: Int, _ frame: inout [Int64]) {
    let end = book + 1 + 2 * Int(frame[book])
    guard let place = place(of: key, among: entries, at: book, frame) else { return }
    for register in place..<end - 2 { frame[register] = frame[register + 2] }
    frame[end - 2] = 0
    frame[end - 1] = 0
    frame[book] -= 1
  }
}
