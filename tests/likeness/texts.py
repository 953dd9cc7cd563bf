"""Random texts of several scripts, and edits of known kinds, for what is said of likeness."""

import random
from collections.abc import Callable

WORDS = 400
SCRIPTS = {
    "Latin": [f"{a}{b}{c}" for a in ("sta", "tre", "pea", "con") for b in ("te", "ty", "ce") for c in "abcdefghij"],
    "Arabic": [f"{a}{b}{c}" for a in ("سل", "دو", "حر", "أم") for b in ("ام", "لي", "بن", "رد", "شك") for c in "ةنيت"],
    "Han": [chr(code) for code in range(0x4E00, 0x4E00 + 600)],
}
Edit = Callable[[random.Random, str], str]


def a_text(chance: random.Random, script: str, words: int = WORDS) -> str:
    """Return a text of so many words in lines; words of Han characters stand without blanks."""
    between = "" if script == "Han" else " "
    chosen = chance.choices(SCRIPTS[script], k=words)
    lines = [between.join(chosen[place : place + 12]) for place in range(0, words, 12)]
    return ".\n".join(lines) + ".\n"


def replaced(chance: random.Random, text: str, count: int) -> str:
    """Return a text of which so many words, or characters where there are no blanks, are others."""
    places = [place for place, char in enumerate(text) if char.isalpha()]
    chars = list(text)
    for place in chance.sample(places, count):
        chars[place] = "ж"
    return "".join(chars)


EDITS: dict[str, Edit] = {
    "a line feed more": lambda chance, text: text.replace("\n", "\n\n", 1),
    "lines broken elsewhere": lambda chance, text: " ".join(text.split()),
    "capitals": lambda chance, text: text.upper(),
    "other punctuation": lambda chance, text: text.replace(".", ";"),
    "a header": lambda chance, text: f"Press office\nFor release {chance.randint(1, 99)}\n{text}",
    "a footer": lambda chance, text: f"{text}\nPrinted on {chance.randint(1, 99)} May\n",
    "another word": lambda chance, text: replaced(chance, text, 1),
    "three other words": lambda chance, text: replaced(chance, text, 3),
    "a line less": lambda chance, text: text.split("\n", 1)[1],
}
"""Edits that leave nine tenths of the shingles, at least, of a text of `WORDS` words."""
