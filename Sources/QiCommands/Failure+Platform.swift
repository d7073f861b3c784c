import QiChain
import QiCrypto
import QiDiagnostics
import YuanqiKit

/// What can go wrong with a chain's file, and with what the program is built on: F2001 to F2099.
extension Failure {
  init(_ failure: CryptoFailure) {
    let what = wording(of: failure)
    self.init(
      "F2001", .environment,
      Wording(en: "libcrypto failed: \(what.en)", zh: "libcrypto 出错：\(what.zh)"),
      help: Wording(
        en: "SM2 and SM3 need OpenSSL 3 (libssl3): install it, or mend its configuration",
        zh: "SM2 与 SM3 需要 OpenSSL 3（libssl3）：请安装或修复其配置"))
  }

  init(_ failure: LogFailure, file: String) {
    let name = file.shown
    switch failure {
    case .notFound:
      self.init(
        "F2002", .badInput, Wording(en: "there is no chain \(name)", zh: "没有链文件 \(name)"),
        help: Wording(
          en: "make one: `yuanqi run SCENARIO --chain \(name)`",
          zh: "请先生成：yuanqi run 情景文件 --chain \(name)"))
    case .alreadyExists:
      self.init(
        "F2003", .badInput, Wording(en: "\(name) is there already", zh: "\(name) 已经存在"),
        help: Wording(
          en: "one scenario is one chain: name a new file, or move the old one away",
          zh: "一个情景对应一条链：请写新的文件名，或移走旧文件"))
    case .notAChain:
      self.init(
        "F2004", .badInput, Wording(en: "\(name) is not a chain", zh: "\(name) 不是链文件"),
        help: Wording(
          en: "name a file that `yuanqi run --chain` wrote",
          zh: "请写由 yuanqi run --chain 生成的文件"))
    case .unknownVersion(let version):
      self.init(
        "F2005", .badInput,
        Wording(
          en: "\(name) has version \(version) of the chain format, which is not known here",
          zh: "\(name) 的链格式版本为 \(version)，此处不认识"),
        help: Wording(en: "use the yuanqi that wrote it", zh: "请用生成它的 yuanqi 版本"))
    case .locked:
      self.init(
        "F2006", .environment,
        Wording(en: "somebody else is writing \(name)", zh: "\(name) 正被他人写入"),
        help: Wording(en: "wait until they are done, then try again", zh: "请等对方写完后重试"))
    default: self.init(whileOpen: failure, name)
    }
  }

  static func noFolder(ofChain file: String) -> Failure {
    let name = file.shown
    return Failure(
      "F2013", .badInput,
      Wording(en: "there is no folder for the chain \(name)", zh: "链文件 \(name) 所在的目录不存在"),
      help: Wording(en: "make the folder first, or leave it out", zh: "请先建立目录，或不写目录"))
  }

  private init(whileOpen failure: LogFailure, _ name: String) {
    switch failure {
    case .readOnly:
      self.init(
        "F2007", .environment,
        Wording(en: "\(name) may not be written", zh: "没有写入 \(name) 的权限"),
        help: Wording(
          en: "choose a folder you may write to", zh: "请选择有写入权限的目录"))
    case .diskFull:
      self.init(
        "F2008", .environment,
        Wording(en: "the disk of \(name) is full", zh: "\(name) 所在的磁盘已满"),
        help: Wording(
          en: "every block reported so far is kept and verifies; make room and run again",
          zh: "已报告的区块都已保存并可校验；请腾出空间后重新运行"))
    case .corrupt(let height):
      let place = height.map { Wording(en: " at block \($0)", zh: "，在区块 \($0)") }
      self.init(
        "F2009", .environment,
        Wording(
          en: "the database \(name) is damaged\(place?.en ?? "")",
          zh: "数据库 \(name) 已损坏\(place?.zh ?? "")"),
        help: Wording(en: "restore it from a copy", zh: "请从副本恢复"))
    case .headMoved:
      self.init(
        "F2010", .environment,
        Wording(
          en: "somebody else added a block to \(name) meanwhile", zh: "其间有他人向 \(name) 追加了区块"),
        help: Wording(en: "one writer at a time: run again", zh: "同时只能有一个写入者：请重新运行"))
    default:
      let (code, message) =
        if case .other(let code, let message) = failure { (code, message) } else { (0, "") }
      self.init(
        "F2011", .environment,
        Wording(
          en: "SQLite failed on \(name): \(message) (\(code))",
          zh: "SQLite 处理 \(name) 时出错：\(message)（\(code)）"),
        help: Wording(en: "check the path and its disk", zh: "请检查路径及其所在的磁盘"))
    }
  }

  /// What stops a run and is no refusal.
  init(_ failure: PlatformFailure, file: String) {
    switch failure {
    case .log(let failure): self.init(failure, file: file)
    case .crypto(let failure): self.init(failure)
    default:
      let why = wording(of: failure)
      self.init(
        "F2012", .environment,
        Wording(en: "the run stopped: \(why.en)", zh: "运行中止：\(why.zh)"),
        help: Wording(
          en: "this should not happen: please report it with the scenario",
          zh: "这不应发生：请附上情景文件报告问题"))
    }
  }
}

/// Of those that are not about the log or libcrypto, which have failures of their own.
private func wording(of failure: PlatformFailure) -> Wording {
  switch failure {
  case .refused(let refusal):
    let code = refusal.reason.code
    return Wording(en: "a step was refused (\(code))", zh: "有一步被拒（\(code)）")
  case .source(let file, _):
    let name = file.name.shown
    return Wording(en: "\(name) has errors", zh: "\(name) 有错误")
  case .unknownActor(let actor):
    return Wording(en: "nobody has number \(actor.number)", zh: "没有 \(actor.number) 号参与方")
  case .sequence(let expected):
    return Wording(en: "sequence number \(expected) was due", zh: "序号应为 \(expected)")
  case .clockBackwards(let now, _):
    return Wording(en: "it is \(now) already", zh: "此刻已是 \(now)")
  case .unbound(let name):
    return Wording(en: "`\(name)` is not bound", zh: "“\(name)”没有给定")
  case .oversized: return Wording(en: "a step is too large", zh: "有一步过大")
  case .log(let failure): return wording(of: failure)
  case .crypto(let failure): return wording(of: failure)
  case .stopped: return Wording(en: "the chain failed before", zh: "此前链已出错")
  }
}

func wording(of failure: CryptoFailure) -> Wording {
  switch failure {
  case .unavailable(let algorithm):
    Wording(en: "it has no \(algorithm)", zh: "没有 \(algorithm)")
  case .failed(let operation, let code):
    Wording(
      en: "\(operation) gave error \(String(code, radix: 16))",
      zh: "\(operation) 返回错误 \(String(code, radix: 16))")
  }
}

func wording(of failure: LogFailure) -> Wording { Failure(failure, file: "").message }
