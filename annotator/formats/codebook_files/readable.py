"""The codebook for people: Word, a web page, LaTeX, Markdown; out only. What coders were told stands in it."""

from collections.abc import Callable

from annotator.formats.codebook_files.codebook_file import CodebookFile
from annotator.formats.losses import Loss, Losses
from annotator.model.codebook import Attribute, Codebook
from annotator.model.description import Description

CUES = Loss(
    "1 list of words that point to a value is left out",
    "{n} lists of words that point to values are left out",
)


def _file(name: str, title: str, extension: str) -> CodebookFile:
    return CodebookFile(
        name=name,
        title=title,
        extensions=(extension,),
        about="definitions, rules, examples, values and slots, to be read and printed",
        write=_writer(extension),
    )


def _writer(extension: str) -> Callable[[Codebook, Losses], bytes]:
    return lambda codebook, losses: write_for(codebook, losses, extension, Description())


def write_for(codebook: Codebook, losses: Losses, extension: str, said: Description) -> bytes:
    """Return a codebook as a file of this ending. `said`: of the dataset that it is of."""
    # The writers of reports are many, and none is needed before one is written.
    from annotator.reports.codebook_report import codebook_report  # noqa: PLC0415
    from annotator.reports.writing import render  # noqa: PLC0415

    for label in codebook.labels:
        of_slots = (one for role in label.roles for one in role.attributes)
        for attribute in (*label.attributes, *of_slots):
            _count(attribute, label.name, losses)
    return render(codebook_report(codebook, said.title, said.author_names), f"codebook{extension}")


def _count(attribute: Attribute, label: str, losses: Losses) -> None:
    for value in attribute.cues:
        losses.add(CUES, f"of “{value or attribute.name}” of “{label}”")


FILES = (
    _file("docx", "Word document", ".docx"),
    _file("html", "Web page", ".html"),
    _file("tex", "LaTeX", ".tex"),
    _file("md", "Markdown", ".md"),
)
