"""The units that numbers carry, Japanese and English, under one name each.

A unit is a name and a factor: `キロワット` and `kW` are both ("watt", 1000), so that 1000MW and 1GW compare equal.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Final

_CURRENCIES: Final = {
    "JPY": "円 日本円 yen JPY",
    "USD": "ドル 米ドル 米国ドル dollar dollars 'US dollars' 'U.S. dollars' 'US dollar' USD",
    "KRW": "ウォン 韓国ウォン won KRW",
    "EUR": "ユーロ euro euros EUR",
    "CNY": "人民元 中国元 元 yuan renminbi RMB CNY",
    "GBP": "英ポンド ポンド pound pounds GBP",
    "INR": "ルピー インドルピー rupee rupees INR",
    "TWD": "台湾ドル NTD",
    "HKD": "香港ドル HKD",
    "AUD": "豪ドル オーストラリアドル AUD",
    "CAD": "カナダドル CAD",
    "SGD": "シンガポールドル SGD",
    "CHF": "スイスフラン フラン CHF",
    "RUB": "ルーブル ruble rubles",
    "THB": "バーツ baht",
    "VND": "ドン VND",
}
_COUNTED: Final = {
    "%": "% パーセント percent 'per cent' pct",
    "point": "ポイント %ポイント パーセントポイント 'percentage points' 'percentage point' points pt",
    "fold": "倍 fold -fold x ×",
    "person": "人 名 people persons person",
    "company": "社 companies company firms firm",
    "country": "カ国 か国 ヶ国 ヵ国 ケ国 箇国 countries country nations",
    "place": "カ所 か所 ヶ所 ヵ所 ケ所 箇所 拠点 locations location sites site places",
    "year": "年間 年 years year yr yrs",
    "month": "カ月間 か月間 ヶ月間 ヵ月間 ケ月間 箇月間 カ月 か月 ヶ月 ヵ月 ケ月 箇月 months month",
    "week": "週間 週 weeks week",
    "day": "日間 日 days day",
    "hour": "時間 hours hour hrs",
    "minute": "分間 分 minutes minute min",
    "second": "秒間 秒 seconds second sec",
    "age": "歳 才 代 'years old' 'year old' -year-old",
    "century": "世紀 century",
    "times": "回 times",
    "rank": "位",
}
# Counters that say nothing more than the number does: they fit any noun of the other text.
_PLAIN: Final = (
    "つ 個 件 点 種 種類 台 枚 本 冊 頁 ページ 店 店舗 校 機 基 棟 隻 床 世帯 戸 品目 部 章 階 号 番 級 世代 項目 "
    "周年 次 列 行 ステップ 段階 人月 票 語 文字 字 都市 地域 分野 業種 職種 団体 機関 大学 チーム 組 匹 頭 羽 軒 "
    "曲 話 巻 杯 皿 缶 箱 袋 束 着 足 度 通 便 輪 両 艘 株 口 泊 食 試合 勝 敗 得点 トークン パラメータ "
    "パラメーター タスク モデル 単位 桁 進 乗 層 コア ノード"
)
_BASES: Final = {
    "watt-hour": "ワット時 Wh",
    "watt": "ワット watt watts W",
    "byte": "バイト byte bytes B",
    "bit": "ビット bit bits",
    "bps": "ビット/秒 bps",
    "meter": "メートル m metre metres meter meters",
    "gram": "グラム g",
    "hertz": "ヘルツ Hz",
    "volt": "ボルト volt volts V",
    "flops": "フロップス FLOPS FLOP",
}
_PREFIXES: Final[dict[str, int | Fraction]] = {
    "": 1,
    "キロ": 10**3,
    "メガ": 10**6,
    "ギガ": 10**9,
    "テラ": 10**12,
    "ペタ": 10**15,
    "エクサ": 10**18,
    "ミリ": Fraction(1, 10**3),
    "マイクロ": Fraction(1, 10**6),
    "ナノ": Fraction(1, 10**9),
    "センチ": Fraction(1, 100),
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "G": 10**9,
    "T": 10**12,
    "P": 10**15,
    "E": 10**18,
    "m": Fraction(1, 10**3),
    "μ": Fraction(1, 10**6),
    "n": Fraction(1, 10**9),
    "c": Fraction(1, 100),
}
_WHOLE: Final[dict[str, tuple[str, int | Fraction]]] = {
    "キロ": ("kilo", 1000),
    "ミリ": ("milli", Fraction(1, 1000)),
    "センチ": ("meter", Fraction(1, 100)),
    "ミリリットル": ("litre", Fraction(1, 1000)),
    "ml": ("litre", Fraction(1, 1000)),
    "mL": ("litre", Fraction(1, 1000)),
    "millimeter": ("meter", Fraction(1, 1000)),
    "millimetres": ("meter", Fraction(1, 1000)),
    "centimeter": ("meter", Fraction(1, 100)),
    "centimetres": ("meter", Fraction(1, 100)),
    "megawatt": ("watt", 10**6),
    "gigawatt": ("watt", 10**9),
    "kilowatt": ("watt", 10**3),
    "gigabyte": ("byte", 10**9),
    "terabyte": ("byte", 10**12),
    "megabyte": ("byte", 10**6),
    "kilobytes": ("byte", 10**3),
    "トン": ("gram", 10**6),
    "tons": ("gram", 10**6),
    "tonnes": ("gram", 10**6),
    "kilometers": ("meter", 1000),
    "kilometres": ("meter", 1000),
    "kilometer": ("meter", 1000),
    "kilograms": ("gram", 1000),
    "kilos": ("gram", 1000),
    "nanometers": ("meter", Fraction(1, 10**9)),
    "nanometer": ("meter", Fraction(1, 10**9)),
    "millimeters": ("meter", Fraction(1, 1000)),
    "centimeters": ("meter", Fraction(1, 100)),
    "milliseconds": ("second", Fraction(1, 1000)),
    "ミリ秒": ("second", Fraction(1, 1000)),
    "ms": ("second", Fraction(1, 1000)),
    "megawatts": ("watt", 10**6),
    "gigawatts": ("watt", 10**9),
    "kilowatts": ("watt", 10**3),
    "gigabytes": ("byte", 10**9),
    "terabytes": ("byte", 10**12),
    "petabytes": ("byte", 10**15),
    "megabytes": ("byte", 10**6),
    "exaflops": ("flops", 10**18),
    "exaflop": ("flops", 10**18),
    "petaflops": ("flops", 10**15),
    "teraflops": ("flops", 10**12),
    "PB": ("byte", 10**15),
    "割": ("%", 10),
    "平方メートル": ("m2", 1),
    "square meters": ("m2", 1),
    "ヘクタール": ("m2", 10**4),
    "hectares": ("m2", 10**4),
    "℃": ("celsius", 1),
    "°C": ("celsius", 1),
    "リットル": ("litre", 1),
    "liters": ("litre", 1),
    "decades": ("year", 10),
    "decade": ("year", 10),
}
# What stands before the number.
PREFIX_CURRENCIES: Final = {
    "US$": "USD", "$": "USD", "NT$": "TWD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "S$": "SGD",
    "¥": "JPY", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "USD": "USD", "JPY": "JPY", "EUR": "EUR", "KRW": "KRW",
    "GBP": "GBP", "CNY": "CNY",
}  # fmt: skip
CURRENCIES: Final = frozenset(_CURRENCIES)
# A number that names one of these must find the same one (or, for the last, none) in the other text.
STRICT: Final = CURRENCIES | frozenset(_COUNTED) | frozenset(_BASES) | {"m2", "celsius", "litre", "kilo", "milli"}
# 75ワット may be "75 W", which is read as 75; 5% is never "5".
_HARD: Final = CURRENCIES | {"%", "fold", "celsius"}
# Pairs of names that one text may give for the other: 120キロ is 120 km or 120 kg.
_ALIKE: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("times", "fold"), ("year", "age"), ("kilo", "meter"), ("kilo", "gram"), ("kilo", "byte"), ("milli", "meter"),
        ("milli", "gram"), ("milli", "litre"),
    )
)  # fmt: skip
# What lasts as long: 90分 is an hour and a half, 半年 six months.
_LASTING: Final = {
    "second": ("second", 1), "minute": ("second", 60), "hour": ("second", 3600), "day": ("second", 86400),
    "week": ("second", 604800), "month": ("month", 1), "year": ("month", 12), "century": ("month", 1200),
}  # fmt: skip

Unit = tuple[str, Fraction]


@cache
def unit_table() -> dict[str, Unit]:
    """Every spelling of a unit, folded to half width, to its name and factor. Plain counters have the name ""."""
    table: dict[str, Unit] = {word: ("", Fraction(1)) for word in _PLAIN.split()}
    for name, spellings in {**_CURRENCIES, **_COUNTED}.items():
        for quoted, bare in re.findall(r"'([^']+)'|(\S+)", spellings):
            table[quoted or bare] = (name, Fraction(1))
    for name, spellings in _BASES.items():
        for spelling in spellings.split():
            katakana = ord(spelling[0]) > 0x3000
            for prefix, factor in _PREFIXES.items():
                if not prefix or (ord(prefix[0]) > 0x3000) == katakana:
                    table[prefix + spelling] = (name, Fraction(factor))
    table.update({word: (name, Fraction(factor)) for word, (name, factor) in _WHOLE.items()})
    # "5m" is five metres or five million, "3B" bytes or billions: a bare letter is no unit; PV are page views.
    for letter in ("B", "m", "g", "W", "V", "PV", "EV", "TV"):
        del table[letter]
    return table


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches a unit right behind a number: an optional space or hyphen, then the longest spelling."""
    spelled = "|".join(_spelled(word) for word in sorted(unit_table(), key=len, reverse=True))
    return re.compile(rf"[ \u00a0-]?({spelled})")


def _spelled(word: str) -> str:
    """1920×1080 is a size and no multiple."""
    ends = "(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return re.escape(word) + ends + (r"(?! ?\d)" if word in ("x", "×") else "")


def japanese_units() -> list[str]:
    """The spellings of units and counters that are no Latin letters, as patterns, the longest first."""
    words = (word for word in unit_table() if ord(word[0]) > 0x3000)
    return [re.escape(word) for word in sorted(words, key=len, reverse=True)]


def fits(unit: str, other: str) -> bool:
    """May a number with `unit` rest on one that the other text gives with `other`?"""
    if unit == other or not unit:
        return True
    if frozenset((unit, other)) in _ALIKE:
        return True
    if not other:
        return unit not in _HARD
    return unit not in STRICT or other not in STRICT


def lasting(value: Fraction, unit: str) -> tuple[str, Fraction] | None:
    """How long so many of a unit of time are, in seconds or months; None for other units."""
    if unit not in _LASTING:
        return None
    base, factor = _LASTING[unit]
    return base, value * factor


@cache
def _currency_names() -> dict[str, re.Pattern[str]]:
    names = {}
    for name, spellings in _CURRENCIES.items():
        words = [quoted or bare for quoted, bare in re.findall(r"'([^']+)'|(\S+)", spellings)]
        words += (mark for mark, of in PREFIX_CURRENCIES.items() if of == name)
        names[name] = re.compile("|".join(map(re.escape, words)))
    return names


def names_currency(text: str, unit: str) -> bool:
    """Does a folded text speak of this currency anywhere? Then its bare numbers may be amounts of it."""
    return unit in CURRENCIES and _currency_names()[unit].search(text) is not None
