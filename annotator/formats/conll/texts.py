"""The text of a CoNLL document, put together of its tokens, and where each token stands in it.

| the file has | the text is |
|---|---|
| places and blanks (ours) | exactly what it was |
| places alone | the tokens at their places, blanks between them, a line end between sentences |
| `# text` of a sentence in which its tokens stand | that; sentences stand on lines of their own |
| `SpaceAfter=No`, `SpacesAfter` | the tokens with these blanks; sentences on lines of their own |
| tokens alone | a blank between two, sentences on lines of their own |
"""

from annotator.formats.conll.columns import ConllColumns
from annotator.formats.conll.rows import ConllDocument, ConllSentence
from annotator.formats.conll.spaces import read_blanks
from annotator.model.span import Extent

Places = list[list[Extent | None]]
"""Where the tokens of each sentence stand; None for one that is not in the text."""


def exact_text(document: ConllDocument, columns: ConllColumns) -> tuple[str, Places]:
    """Return the text and the places of a document that says them; what it says of places is taken as it is."""
    pieces: list[str] = []
    places: Places = []
    at = 0
    before = read_blanks(document.start[3]) if columns.blanks >= 0 and len(document.start) > 4 else None
    if before:
        pieces.append(before)
        at = len(before)
    blanks = ""
    for number, sentence in enumerate(document.sentences):
        here: list[Extent | None] = []
        for first, row in enumerate(sentence.rows):
            word, start = row[columns.word], int(row[columns.place])
            if columns.blanks < 0:
                gap = max(start - at, 0)
                blanks = " " * gap if first or not number or not gap else " " * (gap - 1) + "\n"
            pieces += [blanks, word]
            at += len(blanks) + len(word)
            here.append(Extent(at - len(word), at))
            blanks = (read_blanks(row[columns.blanks]) or "") if columns.blanks >= 0 else ""
        places.append(here)
    return "".join((*pieces, blanks)), places


def rebuilt_text(document: ConllDocument, columns: ConllColumns) -> tuple[str, Places]:
    """Return the text and the places of a document of which only tokens are known, and what stands behind some."""
    pieces: list[str] = []
    places: Places = []
    at = 0
    for number, sentence in enumerate(document.sentences):
        if number:
            joint = "\n\n" if sentence.is_first else "\n"
            pieces.append(joint)
            at += len(joint)
        text, inside = _sentence(sentence, columns)
        pieces.append(text)
        places.append([Extent(one.start + at, one.stop + at) if one is not None else None for one in inside])
        at += len(text)
    return "".join(pieces), places


def _sentence(sentence: ConllSentence, columns: ConllColumns) -> tuple[str, list[Extent | None]]:
    words, blanks, of_row = _surface(sentence, columns)
    found = _within(sentence.text, words)
    text = sentence.text
    if found is None:
        text, found = "", []
        for word, behind in zip(words, blanks, strict=True):
            found.append(Extent(len(text), len(text) + len(word)))
            text += word + behind
        text = text.rstrip()
    return text, [found[at] if at is not None else None for at in of_row]


def _surface(sentence: ConllSentence, columns: ConllColumns) -> tuple[list[str], list[str], list[int | None]]:
    """Return the words as they are written, the blanks behind each, and for each row which of them it is of.

    A row `2-3` is the word that its parts are written as; one such as `5.1` is not written at all.
    """
    words, blanks, of_row = list[str](), list[str](), list[int | None]()
    until = 0
    for row in sentence.rows:
        number = row[columns.number] if columns.number >= 0 else ""
        if "." in number:
            of_row.append(None)
            continue
        if "-" in number or not number or int(number) > until:
            words.append(row[columns.word])
            behind = read_blanks(row[columns.blanks]) if columns.blanks >= 0 and columns.blanks < len(row) else None
            blanks.append(" " if behind is None else behind)
            until = int(number.partition("-")[2]) if "-" in number else until
        of_row.append(len(words) - 1)
    return words, blanks, of_row


def _within(text: str, words: list[str]) -> list[Extent] | None:
    """Return where words stand in a text one behind the other, with nothing but blanks between; None where not so."""
    places, at = list[Extent](), 0
    for word in words:
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        places.append(Extent(at, at + len(word)))
        at += len(word)
    return places if text and not text[at:].strip() else None
