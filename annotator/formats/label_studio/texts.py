"""Which field of a task is its text: what the controls point at, what has the quotes, else the longest text.

The labelling configuration, which says it, is no part of an export. A text may be plain, HTML, or a conversation.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import Any

from annotator.formats.json_files import Record, is_text, objects, words
from annotator.formats.label_studio.tasks import StudioTask
from annotator.readers.table import TEXT_COLUMNS

_ADDRESS = re.compile(
    r"(?:https?|s3|gs|ftp|file|azure-blob)://\S+|/data/\S+|data:\S+|\S+\.(?:png|jpe?g|gif|wav|mp3|mp4|pdf)", re.I
)
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = frozenset({"script", "style", "head", "title"})


class TextFields:
    """Finds the field that an object tag (`to_name`) shows, for a file as a whole."""

    def __init__(self, tasks: Iterable[StudioTask], known: Mapping[str, str]) -> None:
        """`known`: fields by the names of object tags, where a configuration says so."""
        self._known = dict(known)
        self._quotes: dict[str, Counter[str]] = {}
        self._lengths: Counter[str] = Counter()
        self._shown: Counter[str] = Counter()
        for task in tasks:
            self._look_at(task)

    def _look_at(self, task: StudioTask) -> None:
        texts = {name: found for name, value in task.data.items() if (found := text_of(value))}
        for name, found in texts.items():
            self._lengths[name] += len(found)
        for said in task.said:
            for result in said.results:
                name = words(result.get("to_name"))
                self._shown[name] += 1
                value = result.get("value")
                quote = value.get("text") if isinstance(value, dict) and "start" in value else None
                if is_text(quote):
                    self._quotes.setdefault(name, Counter()).update(
                        field for field, found in texts.items() if quote in found
                    )

    def of(self, to_name: str, task: StudioTask) -> str:
        """Return the field of a task that an object tag shows, empty where it is none with a text."""
        if to_name not in self._known:
            self._known[to_name] = self._found(to_name.removeprefix("$"))
        field = self._known[to_name]
        return field if text_of(task.data.get(field)) else ""

    def main(self, task: StudioTask) -> str:
        """Return the field of a task of which nothing was said."""
        for name, _ in self._shown.most_common():
            if field := self.of(name, task):
                return field
        if field := self.of("", task):
            return field
        texts = {name: len(found) for name, value in task.data.items() if (found := text_of(value))}
        return max(texts, key=lambda name: texts[name], default="")

    def _found(self, name: str) -> str:
        if name in self._lengths:
            return name
        if quoted := self._quotes.get(name):
            return quoted.most_common(1)[0][0]
        parts = {part.casefold() for part in _WORD.findall(name)}
        if parts and (alike := [field for field in self._lengths if field.casefold() in parts]):
            return max(alike, key=lambda field: self._lengths[field])
        if name and name in _PICTURES:
            return ""
        usual = [field for column in TEXT_COLUMNS for field in self._lengths if field.casefold() == column]
        return usual[0] if usual else max(self._lengths, key=lambda field: self._lengths[field], default="")


_PICTURES = frozenset({"image", "img", "audio", "video", "picture", "timeseries", "ts", "pdf"})


def text_of(value: Any) -> str:
    """Return the text that a field holds, empty for an address, a number or a table."""
    if isinstance(value, str):
        return "" if not value.strip() or _ADDRESS.fullmatch(value.strip()) else value
    return "".join(turn + "\n" for turn in turns_of(value))


def turns_of(value: Any) -> list[str]:
    """Return the texts of the turns of a conversation, none where a field is none."""
    turns = objects(value)
    for name in ("text", "content", "utterance"):
        if turns and all(isinstance(turn.get(name), str) for turn in turns):
            return [turn[name] for turn in turns]
    return []


def speakers_of(value: Any) -> list[str]:
    """Return who speaks in each turn, empty where it is not said."""
    names = ("author", "speaker", "role", "name")
    return [next((words(turn[name]) for name in names if turn.get(name)), "") for turn in objects(value)]


class _HtmlText(HTMLParser):
    """The text of HTML, character for character as a browser has it in its text nodes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)


def html_text(html: str) -> str:
    """Return the text of a page."""
    parser = _HtmlText()
    parser.feed(html)
    parser.close()
    return "".join(parser.pieces)


def is_of_html(results: Iterable[Record]) -> bool:
    """Whether results mark places of a page: by the path of an element, or by offsets over all of it."""
    for result in results:
        value = result.get("value")
        if result.get("type") == "hypertextlabels" or (isinstance(value, dict) and "globalOffsets" in value):
            return True
        if isinstance(value, dict) and isinstance(value.get("start"), str) and value["start"].startswith("/"):
            return True
    return False
