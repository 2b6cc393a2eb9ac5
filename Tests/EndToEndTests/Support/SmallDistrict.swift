/// The registry of a small district made by hand.
enum SmallDistrict {
  private static let template = Office.template { office in
    try office.add("community", "code=110105001001", "name=安居社区居委会", "townName=建外街道办事处")
    try office.add("community", "code=110105001002", "name=永丰社区居委会", "townName=建外街道办事处")
    try office.add("community", "code=110105021201", "name=康营村委会", "townName=崔各庄地区办事处")
  }

  /// An urban community 安居社区 (m1), an urban one 永丰社区 (m2) and a village 康营村 (m3).
  static func office() throws -> Office { try Office(registry: template.get().registry) }
}
