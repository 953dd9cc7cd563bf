"""A run of paragraphs of rich text while it is being read: the body, a note, a text box."""

from dataclasses import dataclass, field

from annotator.readers.rtf_words import BULLETS
from annotator.readers.values import sound

_ROW, _ITEM, _PARAGRAPH = "row", "item", "paragraph"


@dataclass(slots=True)
class RtfStory:
    """Paragraphs, items and rows in order. `label`: what stands before the present paragraph as an item of a list.

    `is_heading`: whether it is one; `heading`: the first that was.
    """

    blocks: list[tuple[str, str]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    label: str = ""
    in_table: bool = False
    is_heading: bool = False
    heading: str = ""

    def end_paragraph(self) -> None:
        """End a paragraph; within a table its cell goes on."""
        if self.in_table:
            self.parts.append(" ")
            return
        text = sound("".join(self.parts)).strip(" \t\n")
        if text:
            is_item = self.label[:1] in BULLETS and len(self.label) == 1
            label = "- " if is_item else f"{sound(self.label)} " if self.label else ""
            self.heading = self.heading or (text if self.is_heading else "")
            self.blocks.append((_ITEM if is_item else _PARAGRAPH, label + text))
        self.parts, self.label = [], ""

    def end_cell(self) -> None:
        """End a cell of a table."""
        self.cells.append(" ".join(sound("".join(self.parts)).split()))
        self.parts, self.label = [], ""

    def end_row(self) -> None:
        """End a row of a table."""
        if any(self.cells):
            self.blocks.append((_ROW, "\t".join(self.cells)))
        self.cells = []

    def text(self) -> str:
        """Return the text; rows and items without numbers stand line by line."""
        self.in_table = False
        self.end_row()
        self.end_paragraph()
        written, before = "", ""
        for kind, text in self.blocks:
            ends = "" if not written else "\n" if kind == before and kind != _PARAGRAPH else "\n\n"
            written += ends + text
            before = kind
        return written
