/// How Chinese characters are read and written elsewhere; `README.md` says where it comes from.
///
/// Text in the program's own image: nothing is decoded or copied before somebody searches.
public enum Pinyin {}
