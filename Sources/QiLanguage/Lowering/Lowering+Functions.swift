import QiBytecode
import QiValues

extension Lowering {
  mutating func lower(_ function: Expression.Function, _ values: [Expression]) -> Lowered {
    let result = freshRegister()
    let lowered = values.map { lower($0) }
    if function == .days {
      emit(.subtract, a: result, b: lowered[1].register, c: lowered[0].register)
      return (result, .integer)
    }
    let type = QiType.extreme(of: lowered.map(\.type))
    let operation: Operation = function == .least ? .least : .greatest
    emit(.copy, a: result, b: converted(lowered[0], to: type))
    for value in lowered.dropFirst() {
      emitUnits(lowered[0], value)
      emit(operation, a: result, b: result, c: converted(value, to: type))
    }
    return (result, type)
  }

  mutating func lower(_ rule: DigestRule, of values: [Expression]) -> Lowered {
    let result = freshRegister()
    let digested = values.map { value in
      let (register, type) = lower(value)
      return (register, type.valueType ?? .integer)
    }
    emit(.digest, a: result, constant: Int64(program.digests.count))
    program.digests.append(.init(rule: rule, values: digested))
    return (result, .digest)
  }
}
