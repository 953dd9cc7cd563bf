"""From the adjective of a state to what is said with it: its feminine, and the phrases of phrases.tsv."""

from tools.actors.russian import inflected
from tools.actors.tables import LANGUAGES, forms, table

_SPANISH = {"o": "a", "és": "esa", "án": "ana", "ín": "ina"}


def feminine(masculine: str, language: str) -> str:
    """Return the feminine of an adjective in French, Spanish or Arabic, as the rule of the language has it."""
    if language == "fr":
        return masculine + ("ne" if masculine.endswith("en") else "" if masculine[-1] in "eè" else "e")
    if language == "es":
        by_ending = [masculine.removesuffix(end) + new for end, new in _SPANISH.items() if masculine.endswith(end)]
        return by_ending[0] if by_ending else masculine
    return " ".join(word + "ة" for word in masculine.split()) if language == "ar" else masculine


def _feminine_plural(feminine: str, language: str) -> str:
    if language == "es" and feminine[-1] not in "aeio":
        return feminine + "es"  # iraníes, kosovares, but saharauis
    return feminine.rstrip("s") + "s"


def _definite(adjective: str) -> str:
    """Return an Arabic adjective with its article, on each word of it."""
    return " ".join(f"ال{word}" for word in adjective.split())


def genders(cell: str, language: str) -> list[dict[str, str]]:
    """Return for each adjective of a cell of demonyms.tsv what stands for {m}, {f} and {fp} in a pattern."""
    found = []
    for form in forms(cell):
        masculine, _, given = form.partition("/")
        other = given or feminine(masculine, language)
        if language == "ar":
            masculine, other = _definite(masculine), _definite(other)
        plural = _feminine_plural(other, language)
        found.append({"m": masculine, "f": masculine if language == "ru" else other, "fp": plural})
    return found


def phrases(adjectives: dict[str, str]) -> dict[str, list[str]]:
    """Return by language what is said of a government by its adjectives (a row of demonyms.tsv)."""
    patterns = {row["language"]: forms(row["forms"]) for row in table("phrases")}
    said = {
        language: [
            pattern.format(**gender)
            for gender in genders(adjectives[language], language)
            for pattern in patterns[language]
        ]
        for language in LANGUAGES
    }
    sides = [side for phrase in said["ru"] for side in (*inflected(phrase), phrase[0].upper() + phrase[1:])]
    return {**said, "ru": sides}
