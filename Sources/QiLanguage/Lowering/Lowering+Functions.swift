import QiBytecode

extension Lowering {
  mutating func lower(_ function: Expression.Function, _ values: [Expression]) -> Lowered {
    let result = freshRegister()
    let lowered = values.map { lower(kept: $0) }
    if function == .days {
      emit(.subtract, a: result, b: lowered[1].register, c: lowered[0].register)
      return (result, .integer)
    }
    let type = QiType.extreme(of: lowered.map(\.type))
    let operation: Operation = function == .least ? .least : .greatest
    emit(.copy, a: result, b: converted(lowered[0], to: type))
    for value in lowered.dropFirst() {
      emit(operation, a: result, b: result, c: converted(value, to: type))
    }
    return (result, type)
  }
}
