"""Names of units, spans of time and currencies of Unicode CLDR -> src/locale/lexicon/names.txt.

Run by hand when CLDR has a new version: python3 tests/units/cldr.py PATH, where PATH is `cldr-json` of a checkout of
github.com/unicode-org/cldr-json. Takes every language that CLDR calls modern, in all plural forms and cases.
"""

import json
import os
import re
import sys
import unicodedata

# Symbols of units, and what CLDR calls them.
UNITS = {
    "%": "concentr-percent",
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "mi": "length-mile",
    "yd": "length-yard",
    "ft": "length-foot",
    "in": "length-inch",
    "km²": "area-square-kilometer",
    "m²": "area-square-meter",
    "ha": "area-hectare",
    "acre": "area-acre",
    "m³": "volume-cubic-meter",
    "l": "volume-liter",
    "gal": "volume-gallon",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "t": "mass-tonne",
    "lb": "mass-pound",
    "oz": "mass-ounce",
    "km/h": "speed-kilometer-per-hour",
    "m/s": "speed-meter-per-second",
    "mph": "speed-mile-per-hour",
    "°": "angle-degree",
    "°C": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "B": "digital-byte",
    "kB": "digital-kilobyte",
    "MB": "digital-megabyte",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "d": "duration-day",
    "h": "duration-hour",
    "min": "duration-minute",
    "s": "duration-second",
    "year": "duration-year",
    "month": "duration-month",
    "week": "duration-week",
}
SPANS = ("year", "month", "week")
TIMES = ("d", "h", "min", "s", *SPANS)

# Currencies and where they are used; where a name is of several, the likeliest comes first.
WORLD = {
    "USD": "US", "EUR": "", "GBP": "GB", "JPY": "JP", "CNY": "CN", "CHF": "CH", "INR": "IN", "RUB": "RU", "KRW": "KR",
    "CAD": "CA", "AUD": "AU", "NZD": "NZ", "SEK": "SE", "NOK": "NO", "DKK": "DK", "ISK": "IS", "CZK": "CZ", "PLN": "PL",
    "HUF": "HU", "RON": "RO", "TRY": "TR", "UAH": "UA", "BRL": "BR", "MXN": "MX", "ARS": "AR", "ZAR": "ZA", "ILS": "IL",
    "SAR": "SA", "AED": "AE", "EGP": "EG", "IRR": "IR", "KWD": "KW", "RSD": "RS",
}  # fmt: skip
# The currencies of a language's own countries, beside those of the world.
OWN = {
    "af": "NAD", "am": "ETB", "ar": "IQD DZD MAD SYP", "az": "AZN", "be": "BYN", "bg": "BGN", "bn": "BDT", "bs": "BAM",
    "es": "CLP COP PEN", "fa": "AFN", "fil": "PHP", "gu": "", "ha": "NGN", "hr": "BAM", "hy": "AMD", "id": "IDR",
    "ig": "NGN", "ka": "GEL", "kk": "KZT", "km": "KHR", "ky": "KGS", "lo": "LAK", "mk": "MKD", "mn": "MNT", "ms": "MYR",
    "my": "MMK", "ne": "NPR", "ps": "AFN", "ro": "MDL", "sd": "PKR", "si": "LKR", "so": "SOS", "sq": "ALL", "sr": "BAM",
    "sw": "KES TZS UGX", "ta": "LKR", "th": "THB", "ti": "ETB ERN", "tk": "TMT", "ur": "PKR", "uz": "UZS", "vi": "VND",
    "yo": "NGN",
}  # fmt: skip
PLACES = {
    "NAD": "NA", "ETB": "ET", "IQD": "IQ", "DZD": "DZ", "MAD": "MA", "SYP": "SY", "AZN": "AZ", "BYN": "BY", "BGN": "BG",
    "BDT": "BD", "BAM": "BA", "CLP": "CL", "COP": "CO", "PEN": "PE", "AFN": "AF", "PHP": "PH", "NGN": "NG", "AMD": "AM",
    "IDR": "ID", "GEL": "GE", "KZT": "KZ", "KHR": "KH", "KGS": "KG", "LAK": "LA", "MKD": "MK", "MNT": "MN", "MYR": "MY",
    "MMK": "MM", "NPR": "NP", "MDL": "MD", "PKR": "PK", "LKR": "LK", "SOS": "SO", "ALL": "AL", "KES": "KE", "TZS": "TZ",
    "UGX": "UG", "THB": "TH", "ERN": "ER", "TMT": "TM", "UZS": "UZ", "VND": "VN",
    **WORLD,
}  # fmt: skip

# Languages of which onrecord has whole tables of its own, and those written with Han signs alone.
KNOWN = ("de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "yue", "zh")
# Scripts without blanks between words.
DENSE = ("km", "lo", "my", "th")

INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]")


def load(root, package, language, file):
    with open(f"{root}/{package}/main/{language}/{file}.json", encoding="utf-8") as text:
        return json.load(text)["main"][language]


def clean(text):
    text = re.sub(r"\s*[(（].*?[)）]", "", INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()


def is_name(name, least=2):
    letters = [sign for sign in name if unicodedata.category(sign)[0] in "LM"]
    plain = all(unicodedata.category(sign)[0] in "LM" or sign in " -.'’ʼ/״׳″" for sign in name)
    return len(letters) >= least and plain


def forms(entry, least=2):
    """The names of a unit in its patterns, those before their figures with a sign behind."""
    names = []
    for key, pattern in entry.items():
        if "-count-" not in key:
            continue
        pattern = clean(pattern)
        before, found, behind = pattern.partition("{0}")
        before, behind = before.strip(" -"), behind.strip(" -")
        if not found or (before and behind):
            continue
        name = before or behind
        if is_name(name, least):
            names.append(f"{name} …" if before else name)
    plural = clean(entry.get("displayName", ""))
    if names and is_name(plural, least) and not any(name.endswith("…") for name in names):
        names.append(plural)
    return list(dict.fromkeys(names))


def units(root, language):
    """Names by symbol."""
    data = load(root, "cldr-units-full", language, "units")["units"]
    found = {}
    for symbol, key in UNITS.items():
        names = forms(data["long"].get(key, {}))
        if symbol not in TIMES:
            short = forms(data["short"].get(key, {}))
            # Two Latin letters may be anything.
            names += [name for name in short if len(name) > 2 or not name.isascii()]
        if symbol == "t":
            names += tonnes(names, forms(data["long"].get("mass-ton", {})))
        # A symbol of our own is read in every language.
        found[symbol] = [name for name in dict.fromkeys(names) if name.rstrip(".") not in UNITS]
    return found


def tonnes(metric, short):
    """What metric and short tons have in common: people write of "tons"."""
    words = {word for name in short for word in name.split(" ")}
    common = [word for name in metric for word in name.split(" ") if word in words]
    # Where no adjective is, the whole name is the bare one: "tona" beside "metrinė tona".
    bare = [name for name in short if any(name != long and long.endswith(name) for long in metric)]
    return [word for word in dict.fromkeys(common + bare) if is_name(word, 2)]


def currencies(root, language):
    """Names by codes."""
    data = load(root, "cldr-numbers-full", language, "currencies")["numbers"]["currencies"]
    places = load(root, "cldr-localenames-full", language, "territories")["localeDisplayNames"]["territories"]
    codes = [*WORLD, *OWN.get(language.split("-")[0], "").split()]
    whole = {code: whole_names(data.get(code, {})) for code in codes}
    of_places = {place: of_place(places, place) for place in PLACES.values()}
    bare = set()
    for code in codes:
        for name in whole[code]:
            words = [word for word in re.split("[ -]", name) if word]
            rest = [word for word in words if word.casefold()[:4] not in of_places[PLACES[code]]]
            if language in DENSE:
                place = places.get(PLACES[code], "")
                rest = [name.removesuffix(place).strip()] if place and name != place else []
            if len(rest) == 1 and (rest != words or code == "EUR"):
                bare.add(rest[0].casefold())
    found = {}
    for code in codes:
        for name in whole[code]:
            # "Dollar" of "US Dollar", since "Canadian Dollar" has it too.
            parts = [word for word in re.split("[ -]", name) if word.casefold() in bare]
            if language in DENSE:
                parts = [part for part in bare if name.startswith(part)]
            for part in [name, *parts]:
                found.setdefault(part, [])
                if code not in found[part]:
                    found[part].append(code)
    lines = {}
    for name, of in found.items():
        # "Egyptian pound" tells the word; most pounds are of Britain.
        if "EGP" in of and "GBP" not in of and name.casefold() in bare:
            of.insert(0, "GBP")
        if is_name(name, 2):
            lines.setdefault(" ".join(of), []).append(name)
    return lines


def whole_names(entry):
    names = [clean(text) for key, text in entry.items() if key.startswith("displayName")]
    return list(dict.fromkeys(name for name in names if is_name(name, 2)))


def of_place(places, place):
    names = [places.get(place, ""), places.get(f"{place}-alt-short", "")]
    return {word.casefold()[:4] for name in names for word in re.split("[ -]", clean(name)) if len(word) > 1}


def shared(units, money):
    """Lines of names: a name of two units, or of a unit and a currency, stands for both."""
    of = {}
    for codes, names in money.items():
        for name in names:
            of.setdefault(name.casefold(), (name, []))[1].extend(codes.split(" "))
    for symbol, names in units.items():
        for name in names:
            entry = of.setdefault(name.casefold(), (name, []))[1]
            # A span of time has no unit beside it, and a share of a hundred no other meaning.
            if not (entry and (symbol in SPANS or entry[0] in ("%", *SPANS))):
                entry.append(symbol)
    # "Mārciņu" is a form of the weight alone, and yet a pound of money in texts.
    if any({"GBP", "lb"} <= set(symbols) for _, symbols in of.values()):
        for name, symbols in of.values():
            if symbols == ["lb"]:
                symbols[:0] = ["GBP", "EGP"]
            elif " " not in name and symbols[:2] == ["GBP", "EGP"] and "lb" not in symbols:
                symbols.append("lb")
    lines = {}
    for name, symbols in of.values():
        lines.setdefault(" ".join(dict.fromkeys(symbols)), []).append(name)
    order = [*UNITS, *PLACES]
    return sorted(lines.items(), key=lambda line: [order.index(symbol) for symbol in line[0].split(" ")])


def packed(names):
    """Names with a common beginning as "beginning{ending,ending}"."""
    names = sorted(dict.fromkeys(names))
    out = []
    while names:
        first = names.pop(0)
        group = [first]
        while names and len(os.path.commonprefix([*group, names[0]])) >= 3:
            group.append(names.pop(0))
        start = os.path.commonprefix(group)
        while start and unicodedata.category(group[0][len(start) :][:1] or "a")[0] == "M":
            start = start[:-1]
        if len(group) == 1:
            out.append(first)
        else:
            out.append(start + "{" + ",".join(name[len(start) :] for name in group) + "}")
    return "|".join(out)


def main(root):
    with open(f"{root}/cldr-core/coverageLevels.json", encoding="utf-8") as text:
        levels = json.load(text)["coverageLevels"]
    with open(f"{root}/cldr-core/package.json", encoding="utf-8") as text:
        version = json.load(text)["version"]
    out = [
        f"# Names of units, spans of time and currencies: Unicode CLDR {version}, languages of level modern.",
        "# Copyright (c) Unicode, Inc.; Unicode License v3, https://www.unicode.org/license.txt",
        "# Written by tests/units/cldr.py; not to be edited.",
    ]
    for language in sorted(language for language, level in levels.items() if level == "modern"):
        if language.split("-")[0] in KNOWN:
            continue
        lines = shared(units(root, language), currencies(root, language))
        out.append(f"\n[{language}]")
        out.extend(f"{symbols} = {packed(names)}" for symbols, names in lines)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(f"{here}/../../src/locale/lexicon/names.txt", "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
