// Who imports YuanqiKit has what its API speaks of: values, receipts, templates, diagnostics.
@_exported public import QiBytecode
@_exported public import QiChain
@_exported public import QiDiagnostics
@_exported public import QiLanguage
@_exported public import QiLedger
@_exported public import QiValues
