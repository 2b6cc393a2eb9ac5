import ArgumentParser
import RegistryModel
import RegistryPostgres

/// Prints what a database is prepared with.
struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "database",
    Words(
      "Print the SQL that prepares a PostgreSQL database, for its administrator.",
      "输出准备 PostgreSQL 数据库所用的 SQL，供管理员执行。"))

  @OptionGroup var options: CommonOptions<Use.Speech>

  func run() throws { Output.bytes(Array(PostgresScript.text.utf8), .answer) }
}
