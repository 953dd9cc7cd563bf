"""Transcripts and subtitles with times (SubRip, WebVTT): what is said as paragraphs, each with the time it begins.

Subtitles break sentences where the picture has no room; these breaks are undone. https://www.w3.org/TR/webvtt1/
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile
from annotator.readers.source import SourceFile

PAUSE_S = 2.0
"""Silence after which a new paragraph begins."""
LONG = 600
"""Characters after which a paragraph ends with the sentence."""
_LONGEST = 4 * LONG
_END = 10
"""So many characters at the end tell whether a sentence ends there."""

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = regex.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?=[ \t]|$)")
_BEGIN = regex.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:WEBVTT(?=[\s-]|$)|\d{1,6}[ \t]*\r?\n[ \t]*\d{1,3}:\d\d:\d\d[.,]\d{3}[ \t]*-->)"
)
_VOICE = regex.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]{1,200})>")
_TAG = regex.compile(r"</?[A-Za-z0-9:.][^<>\n]{0,200}>|<>|\{\\[^{}\n]{0,100}\}")
_SENTENCE_END = regex.compile(r"[.!?…。！？]['\"’”»)\]]*$")
_IDEOGRAPHIC = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}。、，！？]")


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown from `start` to `end`, in seconds; `speaker`: who says it, if that is marked."""

    start: float
    end: float
    speaker: str
    lines: tuple[str, ...]


def sniff(data: bytes) -> bool:
    """Whether the file begins as subtitles do."""
    return _BEGIN.match(data) is not None


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a transcript; raises `BadFile`."""
    decoded = source.decoded()
    text = canonical(decoded.text)
    cues = list(_without_repetition(cues_of(text)))
    if not cues:
        raise BadFile(source.name, "no times are in it, as subtitles have them", "give it the extension of what it is")
    metadata = {"duration": clock(max(cue.end for cue in cues))}
    head = text.lstrip().partition("\n")[0]
    title = head.removeprefix("WEBVTT").strip(" -\t") if head.startswith("WEBVTT") else ""
    return [source.draft("\n\n".join(paragraphs(cues)), title=title, metadata=metadata, notices=decoded.notices)]


def clock(seconds: float) -> str:
    """Return a time as hours, minutes and seconds, such as 00:01:02."""
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def cues_of(text: str) -> Iterator[Caption]:
    """Yield what is shown with its times; notes, styles and numbers are passed over."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        times = _TIMES.match(lines[at])
        at += 1
        if times is None:
            continue
        shown = []
        while at < len(lines) and lines[at].strip() and not _TIMES.match(lines[at]):
            shown.append(lines[at])
            at += 1
        voice = _VOICE.search("\n".join(shown))
        words = tuple(filter(None, (_plain(line) for line in shown)))
        if words:
            yield Caption(
                _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:]), _plain(voice[1]) if voice else "", words
            )


def paragraphs(cues: list[Caption]) -> Iterator[str]:
    """Yield paragraphs, which end with who speaks, with a pause, and with a sentence once they are long.

    Captions that were made by a program have neither; those end where they are very long.
    """
    said, speaker, start, end = "", "", 0.0, 0.0
    for cue in cues:
        is_long = len(said) >= LONG and (_SENTENCE_END.search(said[-_END:]) or len(said) >= _LONGEST)
        if said and (cue.speaker != speaker or cue.start - end >= PAUSE_S or is_long):
            yield _paragraph(start, speaker, said)
            said = ""
        if not said:
            start, speaker = cue.start, cue.speaker
        for line in cue.lines:
            said = _joined(said, line)
        end = max(cue.end, cue.start)
    if said:
        yield _paragraph(start, speaker, said)


def _paragraph(start: float, speaker: str, said: str) -> str:
    return f"[{clock(start)}] {f'{speaker}: ' if speaker else ''}{said}"


def _joined(before: str, line: str) -> str:
    """Return two lines as one; between ideographs no blank stands."""
    if not before:
        return line
    is_close = _IDEOGRAPHIC.match(line) and _IDEOGRAPHIC.match(before[-1])
    return f"{before}{'' if is_close else ' '}{line}"


def _without_repetition(cues: Iterator[Caption]) -> Iterator[Caption]:
    """Yield cues without the lines that the one before showed already, as rolling captions do."""
    before: tuple[str, ...] = ()
    end = -PAUSE_S
    for cue in cues:
        lines = cue.lines
        # Somebody may say the same again later; captions roll on without a pause.
        for count in range(min(len(before), len(lines)), 0, -1) if cue.start - end < 0.1 else ():
            if before[-count:] == lines[:count]:
                lines = lines[count:]
                break
        before, end = cue.lines, cue.end
        if lines:
            yield Caption(cue.start, cue.end, cue.speaker, lines)


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).replace("\0", "").split())


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")
