public import QiValues

/// What stands in the registers of a name: one value, or several of bounded number.
public indirect enum SlotType: Hashable, Sendable {
  case scalar(ValueType)
  /// One of these names.
  case choice([String])
  /// Its fields, one register each.
  case record(Record)
  /// How many there are, then room for the most there can be.
  case list(of: SlotType, max: Int)
  /// The same; no member twice.
  case set(of: ValueType, max: Int)
  /// How many entries there are, then room for keys and what stands under them, in order of entry.
  case book(of: ValueType, by: ValueType, max: Int)

  public struct Record: Hashable, Sendable {
    public let name: String
    public let fields: [Program.Slot]
    /// Places of the fields that no two records of one list share; empty where all may be shared.
    public let key: [Int]

    public init(name: String, fields: [Program.Slot], key: [Int]) {
      self.name = name
      self.fields = fields
      self.key = key
    }
  }

  /// In registers.
  public var width: Int {
    switch self {
    case .scalar, .choice: 1
    case .record(let record): record.fields.count
    case .list(let element, let max): 1 + max * element.width
    case .set(_, let max): 1 + max
    case .book(_, _, let max): 1 + 2 * max
    }
  }
}

extension [Program.Slot] {
  /// In registers, all together.
  public var width: Int { reduce(0) { $0 + $1.type.width } }

  /// Where each begins, if the first stands at that register.
  public func starts(from first: Int) -> [Int] {
    var next = first
    return map { slot in
      defer { next += slot.type.width }
      return next
    }
  }
}

/// How the elements of a list lie in registers, as an instruction says it: each takes `stride`, and
/// what is meant stands `offset` behind its beginning; there are `max` at most.
public struct Elements: Sendable {
  public let stride: Int
  public let offset: Int
  public let max: Int

  public init(stride: Int, offset: Int = 0, max: Int) {
    self.stride = stride
    self.offset = offset
    self.max = max
  }

  public init(constant: Int64) {
    stride = Int(constant >> 16 & 0xffff)
    offset = Int(constant & 0xffff)
    max = Int(constant >> 32)
  }

  public var constant: Int64 { Int64(max << 32 | stride << 16 | offset) }
}
