import QiValues

/// Texts that contracts have to do with, by number: a register of the machine has room for no text.
/// Numbers depend on what was met before and are no state. What a refused transaction brought
/// stays: nothing can tell.
struct TextRegister {
  /// 0 is the empty text.
  private var texts = [""]
  /// By bytes: `String` takes texts for equal that a reader of the chain tells apart.
  private var numbers: [[UInt8]: Int64] = [[]: 0]

  subscript(number: Int64) -> String {
    texts.indices.contains(Int(number)) ? texts[Int(number)] : ""
  }

  mutating func number(of text: String) -> Int64 {
    let bytes = Array(text.utf8)
    if let number = numbers[bytes] { return number }
    let number = Int64(texts.count)
    texts.append(text)
    numbers[bytes] = number
    return number
  }
}

/// Digests by number, for the same reason.
struct DigestRegister {
  private var digests: [Digest] = []
  private var numbers: [Digest: Int64] = [:]

  subscript(number: Int64) -> Digest {
    digests.indices.contains(Int(number)) ? digests[Int(number)] : .zero
  }

  mutating func number(of digest: Digest) -> Int64 {
    if let number = numbers[digest] { return number }
    let number = Int64(digests.count)
    digests.append(digest)
    numbers[digest] = number
    return number
  }
}
