"""The hand-kept tables beside this file: tab-separated, with a head, notes after "#", and "|" between forms."""

from pathlib import Path

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")

_HERE = Path(__file__).resolve().parent


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of NAME.tsv, by the names of the columns; raises `ValueError` with the line that is wrong."""
    text = (_HERE / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    head, rows = lines[0][1].split("\t"), []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(head):
            raise ValueError(f"{name}.tsv, line {number}: {len(cells)} columns instead of {len(head)}: {line}")
        rows.append(dict(zip(head, cells, strict=True)))
    return rows


def forms(cell: str) -> list[str]:
    """Return the forms of a cell, in their order."""
    return [form for form in cell.split("|") if form]


def spellings(form: str) -> list[str]:
    """Return a form with either apostrophe; mentions are matched literally."""
    return [form, form.replace("'", "’")] if "'" in form else [form, form.replace("’", "'")]


def distinct(aliases: list[str], name: str) -> tuple[str, ...]:
    """Return aliases in their order, each in both spellings and once, without the name itself."""
    return tuple(dict.fromkeys(one for alias in aliases for one in spellings(alias) if one != name))
