public import QiChain

extension Platform {
  /// Replays all closed blocks from the first, and gives the head they lead to.
  @discardableResult
  public func verify() throws(ReplayFault) -> ChainHead? {
    let replay = try Replay(log)
    var last: ChainHead?
    while let block = try replay.next() {
      last = ChainHead(height: block.header.height, digest: block.digest)
    }
    return last
  }
}
