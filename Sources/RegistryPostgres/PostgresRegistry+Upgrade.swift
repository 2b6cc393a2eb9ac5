import RegistryModel
import RegistryStore

extension PostgresRegistry {
  /// Brings the registry to the format this program writes; nil if it is there already. Clerks with older
  /// programs read on, and their next save is refused.
  public static func upgrade(
    _ address: PostgresAddress, clock: RegistryClock = .machine
  ) throws(StoreError) -> RegistryIdentity.Upgrade? {
    let connection = try Connection(address, writing: true)
    let registry = try PostgresRegistry(address, .writing, clock: clock, connection)
    let old = registry.identity
    if old.format == RegistryIdentity.format { return nil }
    if old.format > RegistryIdentity.format {
      throw .newerFormat(address.path, format: old.format)
    }
    _ = try registry.load()
    let upgrade = RegistryIdentity.Upgrade(
      from: old.format, to: RegistryIdentity.format, at: clock.at, by: registry.account,
      backup: "-")
    try asOwner(connection, address) { () throws(StoreError) in
      try registry.catchUp()
      if let moving = registry.head.movingRetired {
        _ = try registry.append(moving, from: registry.head)
      }
      let upgrades = JSON.array((old.upgrades + [upgrade]).map(\.json)).text
      do throws(PostgresFault) {
        try connection.run(
          "update sanshe.registry set format = $2::int, upgrades = $3::jsonb where registry = $1",
          [address.registry, String(upgrade.to), upgrades])
      } catch { throw address.error(error, registry.account, needing: owner) }
    }
    return upgrade
  }
}
