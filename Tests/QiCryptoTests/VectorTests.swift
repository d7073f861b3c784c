import Foundation
import QiValues
import Testing

@testable import QiCrypto

/// The vectors of docs/chain-format.md §14, as far as they are digests, keys and trees.
@Suite struct VectorTests {
  struct Page: Decodable {
    let section: UInt8
    let page: UInt32
    let rows: [String]
    let sum: Int64
    let digest: String
  }
  struct Vectors: Decodable {
    struct Key: Decodable {
      let seed: UInt64, actor: UInt64
      let `private`: String
      let `public`: [String]
    }
    struct Header: Decodable { let digest: String }
    struct Bytes: Decodable { let bytes: [String] }
    struct Node: Decodable {
      let sum: Int64
      let digest: String
    }
    struct Root: Decodable { let root: String }
    let ofNothing: [String]
    let key: Key
    let header: Header
    let signature: Bytes
    let pages: [Page]
    let pageNode: Node
    let stateRoot: Root
  }

  let vectors: Vectors

  init() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/chain-format.md").standardizedFileURL
    let json = try #require(
      String(contentsOf: page, encoding: .utf8).split(separator: "```json\n").last?
        .split(separator: "```").first)
    vectors = try JSONDecoder().decode(Vectors.self, from: Data(json.utf8))
  }

  @Test func digestOfNothingInEveryDomain() throws {
    #expect(Domain.allCases.map(\.rawValue) == Array(0...10))
    for domain in Domain.allCases {
      let digest = try SM3.digest(domain, [])
      #expect(digest.description == vectors.ofNothing[Int(domain.rawValue)])
    }
  }

  @Test func keyOfAScenario() throws {
    let (seed, actor) = (vectors.key.seed, vectors.key.actor)
    let scalar = try SigningKey.scalar(seed: seed, actor: actor)
    #expect(hexadecimal(scalar) == vectors.key.private)
    let key = try SigningKey(seed: seed, actor: actor)
    #expect(hexadecimal(key.verifyingKey.bytes) == vectors.key.public.joined())
  }

  @Test func signatureMadeByAnotherProgram() throws {
    let key = try #require(try VerifyingKey(raw(vectors.key.public)))
    let signature = try #require(Signature(raw(vectors.signature.bytes)))
    let digest = try #require(Digest(raw([vectors.header.digest])))
    #expect(try key.verify(signature, of: digest))
    #expect(try !key.verify(signature, of: .zero))
  }

  @Test func stateRoot() throws {
    var sm3 = try SM3()
    var sections = [StateSection](repeating: .empty, count: StateSection.count)
    var both = SumTree()
    for (index, page) in vectors.pages.enumerated() {
      let rows = raw(page.rows)
      let node = SumNode(
        section: page.section, page: page.page, rows: rows.span.bytes, sum: page.sum, using: &sm3)
      #expect(node.digest.description == page.digest)
      both.update(page: index, to: node)
      var tree = SumTree()
      tree.update(page: 0, to: node)
      sections[Int(page.section)] = StateSection(
        rowCount: index == 0 ? 4 : 1, root: try tree.root(using: &sm3))
    }
    let node = try both.root(using: &sm3)
    #expect(node.digest.description == vectors.pageNode.digest)
    #expect(node.sum == vectors.pageNode.sum)
    #expect(
      QiCrypto.stateRoot(of: sections, using: &sm3).description == vectors.stateRoot.root)
  }

  private func raw(_ lines: [String]) -> [UInt8] {
    let digits = Array(lines.joined())
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
  }
}
