"""What a document is called: the title that the file gives it, unless that is a file's name; else its first heading.

Word processors write a file's name, or nothing that anybody chose, into the title. Where a file marks no heading, its
first line is one only if it plainly looks so: short, on its own, no sentence, and with prose after it.
"""

import unicodedata

import regex

from annotator.readers.dates.written import date_within

LONGEST_HEADING = 120
_NOBODYS = regex.compile(
    r"(?:microsoft (?:word|powerpoint|excel|publisher) ?-.*"
    r"|(?:untitled|unbenannt|sans titre|sans nom|sin título|sem título|senza titolo|naamloos"
    r"|без имени|без названия|無題|无标题|未命名|제목 없음)(?: ?\d+| document)?"
    r"|(?:document|dokument|documento|документ|文档|文書) ?\d*|unspecified|\(anonymous\)|print(?:ing)?"
    r"|title|titel|titre"
    r"|(?:powerpoint|pdf) (?:presentation|document)|presentation ?\d*|new page ?\d*)",
    regex.I,
)
_EXTENSION = regex.compile(
    r"\.(?:docx?|docm|dotx?|odt|ott|rtf|pptx?|xlsx?|ods|csv|indd|qxd|tex|dvi|e?ps|pdf|html?|txt|md|wpd|wps|pmd|fm"
    r"|pages|xml)$",
    regex.I,
)
_CODE = regex.compile(r"(?=\S*[\d_])(?=\S*[_\-.\d]\S*[_\-.\d])[\p{Latin}\d_.~()\-]+")
"""One word of letters, numbers and dividers: 2023-04-06_final_v2."""
_SENTENCE = regex.compile(r"[.,;:!…。，；：、！․؟،؛]['\"”’»)\]]*$|\p{L}{2,}\. \p{Lu}")
_MARKED_LINE = regex.compile(r"^[\[(<{*•–—\-|>#=+/\\]|https?://|www\.|\S+@\S+|^\p{L}[\p{L}\- ]{0,20}: |\t|[:=]{2}")
_ALPHABETIC = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Armenian}]")
_PAGE = regex.compile(r"(?:page|seite|página|стр\.?|第)?\W*[\divxlc]+\W*(?:/|of|von|de|sur|页|頁)?\W*\d*\W*", regex.I)
_UNDERLINE = regex.compile(r"[=\-_*~]{3,}")


def is_file_name(title: str, stem: str = "") -> bool:
    """Whether a title is the name of a file, or what a program writes in place of one; `stem`: the file's own name."""
    title = " ".join(title.split())
    if _NOBODYS.fullmatch(title) or _EXTENSION.search(title) or _CODE.fullmatch(title):
        return True
    return bool(stem) and _folded(title) == _folded(stem)


def title_of(title: str, heading: str, text: str, stem: str) -> str:
    """Return what a document is called: title, marked heading or first line; "" for its file's name."""
    if title.strip() and not is_file_name(title, stem):
        return title
    for found in (heading, heading_line(text)):
        if found.strip() and not is_file_name(found, stem):
            return found
    # A name that somebody gave, though it is a file's, tells more than the one under which the file lies here.
    return title if title.strip() and not _NOBODYS.fullmatch(" ".join(title.split())) else ""


def heading_line(text: str) -> str:
    """Return the first line of a text where it plainly is its heading, else ""."""
    lines = text[: 20 * LONGEST_HEADING].lstrip("\n").split("\n")
    first, rest = lines[0].strip(), lines[1:]
    if rest and _UNDERLINE.fullmatch(rest[0].strip()):
        return first if _may_be_heading(first) else ""
    if not rest or rest[0].strip() or not _may_be_heading(first):
        return ""
    after = next((line.strip() for line in rest if line.strip()), "")
    is_prose = len(after) >= max(40, len(first)) or (len(after) >= 12 and not _ALPHABETIC.search(after))
    return first if is_prose else ""


def _may_be_heading(line: str) -> bool:
    if not line or len(line) > LONGEST_HEADING or _SENTENCE.search(line) or _MARKED_LINE.search(line):
        return False
    letters = [char for char in line if char.isalpha()]
    if len(letters) < 4 or not (line[0].isdigit() or not letters[0].islower()):
        return False
    is_several = " " in line or not _ALPHABETIC.search(line)
    return is_several and not _PAGE.fullmatch(line) and not date_within(line)


def _folded(name: str) -> str:
    name = unicodedata.normalize("NFKC", _EXTENSION.sub("", name)).casefold()
    return "".join(char for char in name if char.isalnum())
