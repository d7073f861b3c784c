import Foundation
import Testing

/// What each module may import: the architecture as data. Lowest first.
private let mayImport: KeyValuePairs<String, Set<String>> = [
  "QiValues": [],
  "QiCrypto": ["COpenSSL", "QiValues"],
  "QiDiagnostics": [],
  "QiBytecode": ["QiValues"],
  "QiLanguage": ["QiValues", "QiCrypto", "QiDiagnostics", "QiBytecode"],
  "QiMachine": ["QiValues", "QiCrypto", "QiBytecode"],
  "QiLedger": ["QiValues"],
  "QiChain": ["QiValues", "QiCrypto"],
  "QiStore": ["QiValues", "QiChain", "GRDB", "Foundation"],
  "YuanqiKit": [
    "QiValues", "QiCrypto", "QiDiagnostics", "QiBytecode", "QiLanguage", "QiMachine", "QiLedger",
    "QiChain",
  ],
  "QiScenario": ["QiValues", "QiDiagnostics", "QiLanguage", "YuanqiKit"],
  "QiCommands": [
    "QiValues", "QiCrypto", "QiDiagnostics", "QiBytecode", "QiLanguage", "QiChain", "QiStore",
    "YuanqiKit", "QiScenario", "ArgumentParser", "Glibc",
  ],
  "yuanqi": ["QiCommands", "Glibc"],
  "yuanqi-bench": [
    "QiValues", "QiBytecode", "QiLanguage", "QiMachine", "QiChain", "QiStore", "YuanqiKit",
    "GRDB", "Foundation",
  ],
]

private func allowed(_ module: String) -> Set<String>? {
  mayImport.first { $0.key == module }?.value
}

extension SwiftText {
  fileprivate func forbiddenImports(_ allowed: Set<String>) -> [Finding] {
    code.findings { line in
      guard let name = importedModule(line), !allowed.contains(name) else { return nil }
      return "imports \(name), which its module may not"
    }
  }
}

/// `public import struct Foundation.Data` → `Foundation`.
private func importedModule(_ line: Substring) -> String? {
  let words = line.split(separator: " ")
  guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
    words[..<index].allSatisfy({
      $0.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains($0)
    })
  else { return nil }
  let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "typealias", "var"]
  let name = kinds.contains(words[index + 1]) ? words.last : words[index + 1]
  return name?.split(separator: ".").first.map(String.init)
}

/// The dependencies of each target in a manifest.
private func dependencies(inManifest text: String) throws -> [(target: String, names: [String])] {
  let target = try Regex(#"arget\(\s*name: "([\w-]+)"(?:,\s*dependencies: \[([^\]]*)\])?"#)
  let name = try Regex(#""(\w+)""#)
  let package = try Regex(#"package: "[^"]*""#)
  return text.matches(of: target).map { match in
    let list = match.output[2].substring ?? ""
    return (
      String(match.output[1].substring ?? ""),
      list.replacing(package, with: "").matches(of: name).map {
        String($0.output[1].substring ?? "")
      }
    )
  }
}

@Suite struct ImportTests {
  @Test func modulesImportOnlyWhatTheyMay() {
    let findings = Repository.sources.flatMap { text in
      text.forbiddenImports(text.code.module.flatMap(allowed) ?? [])
    }
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test func theManifestGivesModulesOnlyWhatTheyMayImport() throws {
    let manifest = try #require(Repository.texts.first { $0.path == "Package.swift" })
    let targets = try dependencies(inManifest: manifest.text)
    #expect(targets.map(\.target).filter { allowed($0) != nil } == mayImport.map(\.key))
    for (target, names) in targets {
      guard let allowed = allowed(target) else { continue }
      #expect(allowed.isSuperset(of: names), "\(target) depends on more than it may import")
    }
  }

  @Test func everyModuleIsInTheTable() {
    let modules = Set(Repository.sources.compactMap(\.code.module))
    #expect(modules.isSubset(of: mayImport.map(\.key)))
  }

  @Test func noFoundationBelowTheStore() {
    let above: Set<String> = ["QiStore", "QiCommands", "yuanqi-bench"]
    for (module, allowed) in mayImport where !above.contains(module) {
      #expect(!allowed.contains { $0.hasPrefix("Foundation") }, "\(module)")
    }
  }

  @Test(arguments: [
    ("import Foundation", 1), ("public import struct GRDB.Row", 1), ("@testable import QiChain", 1),
    ("// import Foundation", 0), ("let text = \"import Foundation\"", 0), ("import QiValues", 0),
  ])
  func theScannerSees(line: String, count: Int) {
    #expect(SwiftText(sample: "\n" + line).forbiddenImports(["QiValues"]).count == count)
  }

  @Test func theManifestIsUnderstood() throws {
    let targets = try dependencies(
      inManifest: """
        .target(name: "A", swiftSettings: strict),
        .target(
          name: "B",
          dependencies: ["A", .product(name: "GRDB", package: "GRDB.swift")])
        """)
    #expect(targets.map(\.target) == ["A", "B"])
    #expect(targets.map(\.names) == [[], ["A", "GRDB"]])
  }
}
