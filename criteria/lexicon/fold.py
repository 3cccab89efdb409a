"""One spelling for names: "Sjögren's syndromes", "Sjogren syndrome" and "SJÖGREN SYNDROME" fold alike.

A text is cut into runs of letters and digits; every other character separates, "+" included, so that "CD19+ B cells"
is "cd19 b cell" (whether a plus sign means positive is for the reader of the sentence to say). A possessive "'s"
belongs to its word and is dropped. Each token is folded alone, so that a text folded word by word still meets a
folded name:

- case, accents, full-width letters, ligatures and superscripts are levelled;
- Greek letters are spelled out where they stand ("β2" is "beta2"), except µ and μ, which are "u", the unit prefix;
- plurals meet their singulars ("biopsies", "diagnoses", "CNIs"); words that only look like plurals stay ("lupus").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["fold", "fold_token", "located", "tokens"]

_APOSTROPHES = "'’‘`´ʼ′"
_TOKEN = re.compile(rf"((?:(?![{_APOSTROPHES}])[^\W_]|[\u0300-\u036f])+)(?:[{_APOSTROPHES}][sS](?![^\W_]))?")
# The same for a text that is plain and in lower case already: most names are, and there are many.
_PLAIN_TOKEN = re.compile(r"([a-z0-9]+)(?:['`]s(?![a-z0-9]))?")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST_PLURAL = 4

_SPELLED = {
    ord(letter): name
    for letter, name in {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "ζ": "zeta",
        "η": "eta",
        "θ": "theta",
        "ι": "iota",
        "κ": "kappa",
        "λ": "lambda",
        "μ": "u",
        "ν": "nu",
        "ξ": "xi",
        "ο": "omicron",
        "π": "pi",
        "ρ": "rho",
        "σ": "sigma",
        "τ": "tau",
        "υ": "upsilon",
        "φ": "phi",
        "χ": "chi",
        "ψ": "psi",
        "ω": "omega",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
    }.items()
}

# Words that end like a plural and are none; those in -us, -is and -ss need not stand here.
_SINGULAR = frozenset(
    {
        *("always", "ascites", "atlas", "besides", "bias", "caries", "chagas", "diabetes", "does", "erysipelas"),
        *("faeces", "feces", "herpes", "lens", "measles", "menses", "mumps", "obliterans", "ours", "pancreas"),
        *("perhaps", "prediabetes", "rabies", "regardless", "scabies", "series", "species", "tabes", "theirs"),
        *("this", "towards", "trans", "vegetans", "whereas", "yours"),
        # acronyms
        *("adamts", "aids", "alps", "alsfrs", "aplas", "apls", "ards", "asas", "asdas", "birads", "bvas", "caps"),
        *("cmas", "cssrs", "dads", "dcis", "facs", "frns", "fsgs", "hads", "hdrs", "hras", "icans", "irods"),
        *("itas", "jadas", "kras", "lems", "lldas", "lqts", "melas", "mers", "mgrs", "mods", "nras", "oaps"),
        *("onls", "pacns", "pandas", "pans", "paps", "poems", "ppms", "pres", "pvas", "qmgs", "raas", "rads"),
        *("rods", "rrms", "sars", "sdns", "sirs", "spms", "srns", "ssns", "ssrs", "tips", "tirads", "traps"),
    }
)

# Plurals that no ending tells.
_IRREGULAR = {
    "aceis": "acei",
    "bacilli": "bacillus",
    "bacterium": "bacteria",
    "bursae": "bursa",
    "children": "child",
    "cocci": "coccus",
    "crises": "crisis",
    "criterion": "criteria",
    "emboli": "embolus",
    "feet": "foot",
    "fetuses": "fetus",
    "foci": "focus",
    "fungi": "fungus",
    "halves": "half",
    "indices": "index",
    "jakis": "jaki",
    "lives": "life",
    "maois": "maoi",
    "men": "man",
    "mtoris": "mtori",
    "nevi": "nevus",
    "rasis": "rasi",
    "sinuses": "sinus",
    "teeth": "tooth",
    "thrombi": "thrombus",
    "tnfis": "tnfi",
    "uris": "uri",
    "varices": "varix",
    "utis": "uti",
    "vertebrae": "vertebra",
    "women": "woman",
}

# The first ending that fits decides: vasculitides, metastases, diagnoses (not doses), analyses, aphereses; biopsies;
# headaches (not patches, approaches); viruses; abscesses, rashes, complexes.
_ENDINGS = (
    (re.compile(r"(?<=it)ides$"), "is"),
    (re.compile(r"(?<=stas)es$"), "is"),
    (re.compile(r"(?<=..[^cdlop]os)es$|(?<=[yk]los)es$"), "is"),
    (re.compile(r"(?<=ys)es$|(?<=..es)es$"), "is"),
    (re.compile(r"(?<=...)ies$"), "y"),
    (re.compile(r"(?<=[^eot]ache)s$"), ""),
    (re.compile(r"(?<=irus)es$"), ""),
    (re.compile(r"(?<=ss|sh|ch)es$|(?<=x)es$"), ""),
)


@lru_cache(maxsize=1 << 16)
def fold_token(token: str) -> str:
    """One run of letters and digits, folded: "Antibodies" is "antibody"; empty where nothing is left."""
    return _singular(token.lower() if token.isascii() else _levelled(token))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A name, folded: "Anti-β2-glycoprotein I antibodies" is "anti beta2 glycoprotein i antibody"."""
    return " ".join(tokens(text))


def tokens(text: str) -> tuple[str, ...]:
    """The folded tokens of a text, in order."""
    if text.isascii():
        return tuple(map(fold_token, _PLAIN_TOKEN.findall(text.lower())))
    return tuple([token for token, _, _ in located(text)])


def located(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded tokens of a text with the place of each in it, a possessive "'s" included in the place."""
    for found in _TOKEN.finditer(text):
        if token := fold_token(found[1]):
            yield token, found.start(), found.end()


def _levelled(token: str) -> str:
    """Case, accents and variant letters away: "Behçet" is "behcet"."""
    plain = _unmarked(_unmarked(token).casefold()).translate(_SPELLED)
    return "".join([letter for letter in plain if letter.isalnum() and letter not in _APOSTROPHES])


def _unmarked(token: str) -> str:
    decomposed = unicodedata.normalize("NFKD", token)
    return "".join([letter for letter in decomposed if not unicodedata.combining(letter)])


def _singular(token: str) -> str:
    """The singular of a plural token, any other token as it is."""
    if token in _IRREGULAR:
        return _IRREGULAR[token]
    if len(token) < _SHORTEST_PLURAL or not token.endswith("s") or token in _SINGULAR or not token.isalpha():
        return token
    if token.endswith(("us", "ss")):
        return token
    if token.endswith("is"):
        # "arthritis" is one, "CNIs" are several: an abbreviation has no vowel before.
        return token if _VOWEL.search(token, 0, len(token) - 2) else token[:-1]
    for ending, instead in _ENDINGS:
        if ending.search(token):
            return ending.sub(instead, token)
    return token[:-1]
