/// "Did you mean".
public enum Suggest {
  /// The candidates a writer most likely meant, none where none is close: off by at most a third
  /// of its characters, letter case aside, or by half where a Chinese character is shared, since
  /// such names are short. Equally close ones all, in their order, and none where they are more
  /// than three: nobody is named in place of another. Words over 64 characters get no suggestion,
  /// which bounds the cost.
  public static func nearest(
    to word: String, in candidates: some Sequence<String>
  ) -> [String] {
    guard let letters = comparable(word) else { return [] }
    var best: [String] = []
    var least = Int.max
    for candidate in candidates where candidate != word {
      guard let others = comparable(candidate) else { continue }
      let distance = editDistance(letters, others)
      guard distance <= min(least, allowance(letters, others)) else { continue }
      if distance < least { best = [] }
      least = distance
      if !best.contains(candidate) { best.append(candidate) }
    }
    return best.count <= 3 ? best : []
  }
}

private func comparable(_ word: String) -> [Character]? {
  guard word.utf8.count <= 256 else { return nil }
  let letters = Array(word.lowercased())
  return letters.count <= 64 ? letters : nil
}

private func allowance(_ a: [Character], _ b: [Character]) -> Int {
  let longer = max(a.count, b.count)
  let sharesHan = a.contains { isHan($0) && b.contains($0) }
  return sharesHan ? longer / 2 : longer / 3
}

private func isHan(_ character: Character) -> Bool {
  character.unicodeScalars.contains { $0.properties.isUnifiedIdeograph }
}

/// Insertions, deletions, replacements and swaps of neighbours, each once (Damerau–Levenshtein,
/// optimal string alignment).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var (beforeLast, last) = ([Int](), Array(0...b.count))
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
