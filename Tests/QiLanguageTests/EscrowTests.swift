import QiBytecode
import QiLanguage
import Testing

struct EscrowTests {
  @Test func bothSpellingsAreOneTemplate() throws {
    let english = try compile(try source("contracts/purchase/escrow.qi"))
    let chinese = try compile(try source("contracts/purchase/escrow.zh.qi"))
    #expect(english.diagnostics.isEmpty)
    #expect(chinese.diagnostics.isEmpty)
    #expect(english.templates.first?.identity == chinese.templates.first?.identity)
  }

  @Test func aTemplateIsReadBackFromItsTree() throws {
    let template = try #require(
      try compile(try source("contracts/purchase/escrow.qi")).templates.first)
    let again = try Template(tree: template.tree)
    #expect(again.identity == template.identity)
    #expect(again.program.disassembly == template.program.disassembly)
  }
}
