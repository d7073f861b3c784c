import Glibc
import QiDiagnostics

/// Writes a file that is not there yet, whole or not at all. Fails with F1051 … F1053.
func writeNewFile(_ path: String, _ text: String) throws(Failure) {
  let name = path.shown
  guard !path.utf8.contains(0) else { throw noFolder(name) }
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    switch errno {
    case EEXIST: throw isThere(name)
    case ENOENT, ENOTDIR: throw noFolder(name)
    default: throw cannotWrite(name, errno)
    }
  }
  var problem: CInt = 0
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty, problem == 0 {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno != EINTR {
      problem = errno
    }
  }
  if close(descriptor) != 0, problem == 0 { problem = errno }
  guard problem == 0 else {
    unlink(path)
    throw cannotWrite(name, problem)
  }
}

private func isThere(_ name: String) -> Failure {
  Failure(
    "F1051", .badInput,
    Wording(en: "\(name) is there already", zh: "\(name) 已经存在"),
    help: Wording(
      en: "choose another name, or move the old file away", zh: "请换一个名称，或移走旧文件"))
}

private func noFolder(_ name: String) -> Failure {
  Failure(
    "F1052", .badInput,
    Wording(en: "there is no folder for \(name)", zh: "\(name) 所在的目录不存在"),
    help: Wording(en: "make the folder first, or leave it out", zh: "请先建立目录，或不写目录"))
}

private func cannotWrite(_ name: String, _ number: CInt) -> Failure {
  let cause = String(cString: strerror(number))
  return Failure(
    "F1053", .environment,
    Wording(en: "\(name) cannot be written: \(cause)", zh: "无法写入 \(name)（\(cause)）"),
    help: Wording(
      en: "choose a folder you may write to, on a disk with room",
      zh: "请选择有写入权限且有空间的目录"))
}
