import QiDiagnostics
import QiLanguage
import QiScenario

/// Reads and compiles source files, each once.
final class SourceLoader {
  /// Sources are cut off here; a longer one is reported as too long, not read.
  private static let limit = 1 << 20

  private var compiled: [String: Compilation] = [:]

  func load(_ path: String) throws(Failure) -> Compilation {
    if let known = compiled[path] { return known }
    let bytes = try readFile(path, limit: SourceLoader.limit)
    do {
      let compilation = try compile(SourceFile(name: path, bytes: bytes))
      compiled[path] = compilation
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

  /// With its slash; empty for a bare file name.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }
}
