// Made by make.py from the list in make.py; not edited by hand.
// swift-format-ignore-file

extension Pinyin {
  /// The same of characters at the beginning of a person's name, which may be read so there too.
  public static let surnames: String = """
    chong种種
    ge盖蓋
    he黑
    huan郇
    kui隗
    miao缪繆
    mo万萬
    nai能
    nie乜
    ou区區
    piao朴樸
    po繁
    qi俟
    qiu仇
    shen谌諶
    xian洗
    yun员員贠貟
    zha查査
    zhai祭
    """
}
