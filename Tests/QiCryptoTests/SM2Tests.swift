import QiValues
import Testing

@testable import QiCrypto

@Suite struct SM2Tests {
  private func digest(_ byte: UInt8) throws -> Digest { try SM3.digest(.header, [byte]) }

  @Test func signsAndVerifies() throws {
    let key = try SigningKey(seed: 7, actor: 3)
    for byte in 0..<20 as Range<UInt8> {
      let signature = try key.sign(digest(byte))
      #expect(try key.verifyingKey.verify(signature, of: digest(byte)))
      #expect(try !key.verifyingKey.verify(signature, of: digest(byte + 1)))
    }
  }

  @Test func keysDifferBySeedAndActor() throws {
    let keys = try [(1, 1), (1, 2), (2, 1)].map { try SigningKey(seed: $0, actor: $1).verifyingKey }
    #expect(Set(keys).count == 3)
    let signature = try SigningKey(seed: 1, actor: 1).sign(digest(0))
    #expect(try !keys[1].verify(signature, of: digest(0)))
  }

  @Test func everyFlippedBitOfASignatureIsWrong() throws {
    let key = try SigningKey(seed: 1, actor: 1)
    let bytes = try key.sign(digest(0)).bytes
    for bit in 0..<512 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      let signature = try #require(Signature(flipped))
      #expect(try !key.verifyingKey.verify(signature, of: digest(0)), "bit \(bit)")
    }
  }

  @Test(arguments: [[UInt8](repeating: 0, count: 64), [UInt8](repeating: 255, count: 64)])
  func halvesOutOfRangeAreWrong(_ bytes: [UInt8]) throws {
    let key = try SigningKey(seed: 1, actor: 1).verifyingKey
    let signature = try #require(Signature(bytes))
    #expect(try !key.verify(signature, of: digest(0)))
  }

  @Test func onlyPointsOfTheCurveAreKeys() throws {
    var bytes = try SigningKey(seed: 1, actor: 1).verifyingKey.bytes
    #expect(try VerifyingKey(bytes) != nil)
    #expect(try VerifyingKey(bytes.dropLast()) == nil)
    #expect(try VerifyingKey(bytes + [0]) == nil)
    bytes[63] ^= 1
    #expect(try VerifyingKey(bytes) == nil)
    #expect(try VerifyingKey([UInt8](repeating: 0, count: 64)) == nil)
  }

  @Test func privateKeysLieBetweenOneAndOrderMinusTwo() {
    func changed(_ bytes: [UInt8], last: UInt8) -> [UInt8] { bytes.dropLast() + [last] }
    let zero = [UInt8](repeating: 0, count: 32)
    #expect(!SM2Curve.isPrivateKey(zero))
    #expect(SM2Curve.isPrivateKey(changed(zero, last: 1)))
    #expect(SM2Curve.isPrivateKey(changed(SM2Curve.order, last: 0x21)))
    #expect(!SM2Curve.isPrivateKey(changed(SM2Curve.order, last: 0x22)))
    #expect(!SM2Curve.isPrivateKey(SM2Curve.order))
  }

  @Test func signaturesHaveSixtyFourBytes() {
    #expect(Signature([UInt8](repeating: 1, count: 63)) == nil)
    #expect(Signature([UInt8](repeating: 1, count: 65)) == nil)
  }
}
