"""What is to be read of rich text, word by word: groups, destinations, encodings, paragraphs, rows and notes."""

import codecs
from dataclasses import dataclass, replace

from annotator.model.wording import counted
from annotator.readers.rtf_story import RtfStory
from annotator.readers.rtf_words import (
    CHARSETS,
    CODE_PAGES,
    EDGES,
    INFORMATION,
    KNOWN,
    SIGNS,
    SKIPPED,
    SYMBOL_CHARSET,
    SYMBOLS,
)
from annotator.readers.values import sound

_BODY_LEVEL = 9
"""Levels of an outline below are headings."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until a brace closes. `place`: text, skip, fonts, edge, label, or a field of the information."""

    place: str = "text"
    skip: int = 1
    font: int = -1
    hidden: bool = False
    deleted: bool = False
    starts: bool = False


class RtfBody:
    """The text of one document while it is being read."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._now = _Group()
        self._above: list[_Group] = []
        self._stories: list[tuple[int, str, RtfStory]] = [(0, "body", RtfStory())]
        self._notes: list[str] = []
        self._boxes: list[str] = []
        self._fonts: dict[int, int] = {}
        self._default, self._codec = -1, "cp1252"
        self._waiting = bytearray()
        self._to_skip = 0
        self._information: dict[str, str] = {}
        self._comments = 0
        self._said: dict[str, None] = {}

    def open(self) -> None:
        """Begin a group."""
        self._flush()
        self._to_skip = 0
        self._above.append(self._now)
        self._now = replace(self._now, starts=False)

    def close(self) -> None:
        """End a group, and the note or box that it is."""
        self._flush()
        self._to_skip = 0
        if self._stories[-1][0] == len(self._above) > 0:
            self._end_story()
        if self._above:
            self._now = self._above.pop()

    @property
    def heading(self) -> str:
        """The first heading of the body."""
        return self._stories[0][2].heading

    def end(self) -> None:
        """End what the file has not ended."""
        self._flush()
        while len(self._stories) > 1:
            self._end_story()

    def word(self, name: str, number: int | None) -> None:
        """Take a control word."""
        if self._skips_one():
            return
        self._flush()
        if name == "u":
            self._put(chr(number % 0x10000) if number else "")
            self._to_skip = self._now.skip
        elif name in SIGNS:
            self._put(SIGNS[name])
        elif not self._is_destination(name) and not self._is_encoding(name, number):
            self._layout(name, number)
        self._now = replace(self._now, starts=False) if self._now.starts else self._now

    def sign(self, sign: bytes) -> None:
        """Take a control sign, such as a hard blank."""
        if self._skips_one():
            return
        self._flush()
        if sign == b"*":
            self._now = replace(self._now, starts=True)
        elif sign in b"\r\n":
            self._layout("par", None)
        else:
            self._put(SYMBOLS.get(sign, ""))

    def byte(self, value: int) -> None:
        """Take a byte in hex."""
        if not self._skips_one():
            self._waiting.append(value)

    def raw(self, text: bytes) -> None:
        """Take text as it stands."""
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        self._waiting += text[skipped:]

    def text(self) -> str:
        """Return the text with its notes at the end."""
        notes = [f"[{number}] {note}" for number, note in enumerate(self._notes, 1)]
        return "\n\n".join(filter(None, [self._stories[0][2].text(), *self._boxes, *notes]))

    def information(self) -> dict[str, str]:
        """Return what the file says of itself."""
        found = {name: " ".join(sound(text).split()) for name, text in self._information.items()}
        return {name: text for name, text in found.items() if text}

    def notices(self) -> tuple[str, ...]:
        """Return sentences about what was decided or left out."""
        comments = f"{counted(self._comments, 'comment was', 'comments were')} left out."
        return (*self._said, comments) if self._comments else tuple(self._said)

    def _skips_one(self) -> bool:
        """Whether this stands for a character that was given by its number already."""
        if self._to_skip:
            self._to_skip -= 1
            return True
        return False

    def _flush(self) -> None:
        if self._waiting:
            data, self._waiting = bytes(self._waiting), bytearray()
            self._put(self._decoded(data))

    def _decoded(self, data: bytes) -> str:
        font = self._now.font if self._now.font >= 0 else self._default
        charset = self._fonts.get(font, -1)
        if charset == SYMBOL_CHARSET:
            return "".join(chr(0xF000 + byte) if byte > 0x7F else chr(byte) for byte in data)
        return data.decode(CHARSETS.get(charset, self._codec) if charset > 0 else self._codec, "replace")

    def _put(self, text: str) -> None:
        now, story = self._now, self._stories[-1][2]
        if now.place in INFORMATION:
            self._information[now.place] = self._information.get(now.place, "") + text
        elif now.place == "edge":
            if text.strip():
                self._said["Headers and footers were left out."] = None
        elif now.place == "label":
            story.label = (story.label + text).strip()
        elif now.place == "text" and text:
            if now.deleted:
                self._said["Tracked changes: insertions were kept, deletions dropped."] = None
            elif now.hidden and text.strip():
                self._said["Hidden text was left out."] = None
            elif not now.hidden:
                story.parts.append(text.replace("\uf0b7", "•"))

    def _is_destination(self, name: str) -> bool:
        place = self._now.place
        if name in SKIPPED or (self._now.starts and name not in KNOWN):
            new = "skip"
        elif name == "fonttbl":
            new = "fonts"
        elif name == "info":
            new = "information"
        elif name in INFORMATION and place == "information":
            new, self._information[name] = name, ""  # some programs write a field twice
        elif name in EDGES:
            new = "edge" if place == "text" else place
        elif name in ("listtext", "pntext"):
            new = "label" if place == "text" else place
        elif name in ("annotation", "footnote", "shptxt", "dptxbxtext", "ud"):
            new = self._begin(name)
        else:
            return False
        self._now = replace(self._now, place=new)
        return True

    def _begin(self, name: str) -> str:
        """Begin what stands aside of the text, and return its place."""
        place = self._now.place
        if name == "ud":  # the better of two forms of the same
            return self._above[-2].place if len(self._above) > 1 else place
        if place != "text":
            return place
        if name == "annotation":
            self._comments += 1
            return "skip"
        if name == "footnote":
            self._notes.append("")
            self._stories[-1][2].parts.append(f"[{len(self._notes)}]")
        self._stories.append((len(self._above), f"{len(self._notes) - 1}" if name == "footnote" else "box", RtfStory()))
        return "text"

    def _end_story(self) -> None:
        _, kind, story = self._stories.pop()
        if kind == "box":
            self._boxes.append(story.text())
        else:
            self._notes[int(kind)] = story.text()

    def _is_encoding(self, name: str, number: int | None) -> bool:
        now = self._now
        match name:
            case "ansicpg" | "cpg" if number and now.place != "fonts":
                self._codec = _codec_of(number) or self._codec
            case "mac":
                self._codec = "mac_roman"
            case "pc":
                self._codec = "cp437"
            case "pca":
                self._codec = "cp850"
            case "deff":
                self._default = number or 0
            case "f":
                self._now = replace(now, font=number or 0)
            case "fcharset" if now.place == "fonts":
                self._fonts[now.font] = number or 0
            case "uc":
                self._now = replace(now, skip=min(max(number or 0, 0), 10))
            case _:
                return False
        return True

    def _layout(self, name: str, number: int | None) -> None:
        story, is_on = self._stories[-1][2], number != 0
        match name:
            case "plain":
                self._now = replace(self._now, hidden=False, deleted=False, font=-1)
            case "v":
                self._now = replace(self._now, hidden=is_on)
            case "deleted":
                self._now = replace(self._now, deleted=is_on)
            case _ if self._now.place != "text":
                return
            case "par" | "sect" | "page" | "column":
                if not self._now.deleted:
                    story.end_paragraph()
            case "line" | "softline":
                story.parts.append(" " if story.in_table else "\n")
            case "pard":
                story.in_table, story.is_heading = False, False
            case "outlinelevel":
                story.is_heading = (number or 0) < _BODY_LEVEL
            case "intbl":
                story.in_table = True
            case "cell":
                story.end_cell()
            case "row":
                story.end_row()
            case "nestcell" | "nestrow":
                story.parts.append(" ")


def _codec_of(number: int) -> str | None:
    """Return the encoding of a code page, None for one that is not known."""
    name = CODE_PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name
