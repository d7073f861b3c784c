/// The kinds of merchants (商户类别) attested on a chain, numbered from 1 in order of their first
/// attestation.
struct KindRegister {
  private var numbers: [String: UInt64] = [:]
  /// By number less one.
  private var names: [String] = []

  /// Nil for 0, which is no kind.
  subscript(number: UInt64) -> String? {
    number > 0 && number <= UInt64(names.count) ? names[Int(number) - 1] : nil
  }

  /// The number a kind has, or would get.
  func number(of kind: String) -> UInt64 { numbers[kind] ?? UInt64(names.count + 1) }

  /// Keeps a kind under the number it would get; one that is known keeps its own.
  mutating func add(_ kind: String) {
    guard numbers[kind] == nil else { return }
    names.append(kind)
    numbers[kind] = UInt64(names.count)
  }
}
