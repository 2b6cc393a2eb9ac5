// Made by make.py from the list in make.py; not edited by hand.
// swift-format-ignore-file

extension Pinyin {
  /// The same of characters at the beginning of a person's name, which may be read so there too.
  public static let surnames: String = """
    chong种
    ge盖
    he黑
    mo万
    nai能
    ou区
    piao朴
    po繁
    qi俟
    qiu仇
    shen谌
    xian洗
    yun员贠
    zha查
    """
}
