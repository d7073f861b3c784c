import Glibc
import QiDiagnostics
import QiLanguage
import QiScenario

/// Reads and compiles source files, each once.
final class SourceLoader {
  /// Sources are cut off here; a longer one is reported as too long, not read.
  private static let limit = 1 << 20

  private var compiled: [String: Compilation] = [:]
  private var reported: Set<String> = []

  func load(_ path: String) throws(Failure) -> Compilation {
    let file = SourceLoader.realPath(path)
    if let known = compiled[file] { return known }
    let bytes = try readFile(path, limit: SourceLoader.limit)
    do {
      let compilation = try compile(SourceFile(name: path, bytes: bytes))
      compiled[file] = compilation
      return compilation
    } catch { throw Failure(error) }
  }

  /// Links a scenario of that file; paths count from the file's folder.
  func link(_ scenario: ScenarioSyntax, in compilation: Compilation) -> LinkedScenario {
    let folder = SourceLoader.folder(of: compilation.source.name)
    return QiScenario.link(scenario, in: compilation) { path in
      do throws(Failure) {
        return .compiled(try self.load(path.hasPrefix("/") ? path : folder + path))
      } catch {
        return .unreadable(error.message)
      }
    }
  }

  /// Whether its mistakes have not been asked for before: several scenarios may use one file.
  func isFirstReport(of compilation: Compilation) -> Bool {
    reported.insert(SourceLoader.realPath(compilation.source.name)).inserted
  }

  /// One file under one name, however it is written; the path itself where there is none.
  private static func realPath(_ path: String) -> String {
    guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// With its slash; empty for a bare file name.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }
}
