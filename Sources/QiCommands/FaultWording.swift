import QiChain
import QiDiagnostics
import YuanqiKit

/// What is wrong with a block, in words. Entries are counted from 1 for people.
func wording(of fault: ReplayFault) -> Wording {
  switch fault {
  case .log(let failure): wording(of: failure)
  case .crypto(let failure): wording(of: failure)
  case .block(let fault): wording(of: fault)
  case .request(let index):
    Wording(
      en: "entry \(index + 1) asks for nothing that can be read",
      zh: "第 \(index + 1) 条记录的请求无法读取")
  case .outcome(let index):
    Wording(
      en: "entry \(index + 1) says something else than what comes of its transaction",
      zh: "第 \(index + 1) 条记录与重新执行的结果不符")
  case .deadlineMissed(let due):
    Wording(en: "a deadline due at \(due) has not fired", zh: "应于 \(due) 触发的期限没有触发")
  case .stateRoot:
    Wording(
      en: "the state root is not that of the state its blocks lead to",
      zh: "状态根与各区块所得的状态不符")
  }
}

private func wording(of fault: BlockFault) -> Wording {
  switch fault {
  case .missing: Wording(en: "it is missing", zh: "缺失")
  case .cutShort(let count):
    Wording(en: "it is only \(count) bytes long", zh: "只有 \(count) 字节")
  case .unknownVersion(let version):
    Wording(en: "its version, \(version), is unknown", zh: "版本 \(version) 未知")
  case .unknownSuite(let suite):
    Wording(en: "its cipher suite, \(suite), is unknown", zh: "密码套件 \(suite) 未知")
  case .reservedNotZero:
    Wording(en: "a reserved byte is not zero", zh: "保留字节不为零")
  case .timeOutOfRange(let seconds):
    Wording(en: "its time, \(seconds), is out of range", zh: "时间 \(seconds) 越界")
  case .length(let stated, let found):
    Wording(
      en: "it should have \(stated) bytes and has \(found)", zh: "应有 \(stated) 字节，实有 \(found) 字节")
  case .storedDigest:
    Wording(en: "the digest kept beside it is not its own", zh: "所存摘要与区块不符")
  case .height(let expected, let found):
    Wording(en: "it says height \(found), not \(expected)", zh: "高度写作 \(found)，应为 \(expected)")
  case .parent:
    Wording(en: "it does not follow the block before it", zh: "与前一区块不相接")
  case .timeBeforeParent:
    Wording(en: "it is earlier than the block before it", zh: "早于前一区块")
  case .unknownProposer(let actor):
    Wording(en: "actor \(actor.number) may not propose", zh: "\(actor.number) 号无权出块")
  case .tooManyEntries(let count):
    Wording(en: "it has \(count) entries", zh: "记录多达 \(count) 条")
  case .stateMark:
    Wording(en: "it carries a state root it cannot have", zh: "所载状态根不合规则")
  case .entriesRoot:
    Wording(en: "its entries are not those its header states", zh: "记录与区块头的记录根不符")
  case .entry(let index, let fault): wording(of: fault, index + 1)
  case .sideAreaLeftOver(let count):
    Wording(en: "\(count) bytes belong to no entry", zh: "有 \(count) 字节不属于任何记录")
  case .noKey:
    Wording(en: "it does not open a chain", zh: "不是一条链的首个区块")
  case .signature:
    Wording(en: "its signature is not the proposer's", zh: "签名不是出块方的")
  case .uncheckable(let failure):
    Wording(
      en: "it cannot be checked: libcrypto: \(wording(of: failure).en)",
      zh: "无法校验：libcrypto：\(wording(of: failure).zh)")
  }
}

private func wording(of fault: EntryFault, _ number: Int) -> Wording {
  let what: Wording =
    switch fault {
    case .unknownKind(let kind):
      Wording(en: "is of kind \(kind), which is unknown", zh: "类型 \(kind) 未知")
    case .unknownReason(let reason):
      Wording(en: "has reason \(reason), which is unknown", zh: "理由 \(reason) 未知")
    case .reservedNotZero: Wording(en: "has a reserved byte that is not zero", zh: "保留字节不为零")
    case .afterSideLimit: Wording(en: "came after the block was full", zh: "出现在区块已满之后")
    case .sideItemCutShort: Wording(en: "lacks a part of its side item", zh: "附项不全")
    case .sideDigest: Wording(en: "has another side item than it states", zh: "附项与摘要不符")
    case .sideItemMalformed(let offset):
      Wording(
        en: "has a malformed side item, at byte \(offset)", zh: "附项在第 \(offset) 字节处格式有误")
    case .receiptContradictsReason:
      Wording(en: "has a receipt that contradicts it", zh: "回执与结果矛盾")
    }
  return Wording(en: "entry \(number) \(what.en)", zh: "第 \(number) 条记录：\(what.zh)")
}
