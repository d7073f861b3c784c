extension Console {
  /// Handles one after the other, showing what fails and going on. Where a command handles many,
  /// the highest exit wins.
  func each<Item>(
    _ items: [Item], _ handle: (Item) throws(Failure) -> ExitStatus
  ) -> ExitStatus {
    var status = ExitStatus.ok
    for item in items {
      do throws(Failure) {
        status = max(status, try handle(item))
      } catch {
        show(error)
        status = max(status, error.exit)
      }
    }
    return status
  }
}
