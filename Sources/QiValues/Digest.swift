/// 32 bytes of SM3 or SHA-256.
public struct Digest: Hashable, Sendable {
  // Four words rather than an array: a digest is copied and compared far more often than printed.
  private var words: (UInt64, UInt64, UInt64, UInt64)

  public static let zero = Digest(words: (0, 0, 0, 0))

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// Nil unless there are exactly 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self = .zero
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  /// Nil unless there are exactly 32 bytes. Not generic, so that a loop over digests does not pay
  /// for looking up the type of a collection.
  public init?(_ bytes: RawSpan) {
    guard bytes.byteCount == 32 else { return nil }
    words = (
      bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self),
      bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self),
      bytes.unsafeLoadUnaligned(fromByteOffset: 16, as: UInt64.self),
      bytes.unsafeLoadUnaligned(fromByteOffset: 24, as: UInt64.self)
    )
  }

  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    Swift.withUnsafeBytes(of: words, body)
  }

  public static func == (a: Digest, b: Digest) -> Bool { a.words == b.words }

  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension Digest: CustomStringConvertible {
  /// 64 hexadecimal digits.
  public var description: String { hexadecimal(bytes) }

  /// `3f9a…c21e`, for people.
  public var short: String { "\(description.prefix(4))…\(description.suffix(4))" }
}

extension Digest {
  /// Nil unless it is 64 hexadecimal digits.
  public init?(hexadecimal text: String) {
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 64, text.utf8.count == 64 else { return nil }
    self.init(stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }
}

/// By which rule a contract digests values. Raw values are those of the syntax tree.
public enum DigestRule: Int64, CaseIterable, Sendable {
  /// GB/T 32905.
  case sm3 = 1
  /// FIPS 180-4.
  case sha256
}

/// Two lower-case digits a byte.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits: [Character] = Array("0123456789abcdef")
  return bytes.reduce(into: "") {
    $0.append(digits[Int($1 >> 4)])
    $0.append(digits[Int($1 & 15)])
  }
}
