"""Write the manual's tables of formats anew from the registry: `python -m tests.format_tables`."""

from pathlib import Path

from annotator.formats.registry import FORMATS

HELP = Path(__file__).resolve().parents[1] / "resources" / "help"
PAGES = {"export": ("## The formats\n\n", "\nWhat was lost"), "import": ("in these formats:\n\n", "\nWhere a document")}
"""What stands before and after the table of each page."""


def export_table() -> str:
    """Return a line for each format that can be written."""
    rows = ["| name | kind | what it has | what it loses |", "|---|---|---|---|"]
    for found in FORMATS:
        if found.writer is not None:
            said = found.writer.about.removesuffix("."), found.writer.leaves_out.removesuffix(".")
            rows.append(f"| `{found.name}` | {found.title} | {said[0]} | {said[1]} |")
    return "\n".join(rows) + "\n"


def import_table() -> str:
    """Return a line for each format that can be read."""
    rows = ["| name | kind | what is read |", "|---|---|---|"]
    rows += [f"| `{one.name}` | {one.title} | {one.reader.about} |" for one in FORMATS if one.reader is not None]
    return "\n".join(rows) + "\n"


TABLES = {"export": export_table, "import": import_table}


def main() -> None:
    """Put each table between what stands before and after it."""
    for name, (before, after) in PAGES.items():
        page = HELP / f"{name}.md"
        text = page.read_text(encoding="utf-8")
        start = text.index(before) + len(before)
        page.write_text(text[:start] + TABLES[name]() + text[text.index(after, start) :], encoding="utf-8")


if __name__ == "__main__":
    main()
