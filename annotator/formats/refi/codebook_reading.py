"""A codebook of REFI-QDA by itself (.qdc), or that of a project."""

from pathlib import Path

from annotator.formats.codebook_files.codebook_file import ALL_FIELDS, ReadCodebook
from annotator.formats.codebook_files.qdc import BARE, DIVIDED
from annotator.formats.codebooks import CodebookMaker
from annotator.formats.losses import Losses
from annotator.formats.refi.codes import codes_of
from annotator.formats.refi.container import BEFORE, RefiContainer
from annotator.formats.refi.writing_names import is_ours
from annotator.formats.refi.xml import Element, child, is_root, said
from annotator.model.errors import BadFile
from annotator.readers.archive import parse_xml
from annotator.readers.registry import bytes_at, printable


def read(path: Path) -> ReadCodebook:
    """Read a codebook; raises `BadFile`."""
    name, data = printable(path.name), bytes_at(path)
    if data.startswith(b"PK"):
        root: Element = RefiContainer(path).root
    else:
        root = parse_xml(name, data.lstrip(BEFORE))
    book = root if is_root(root, "CodeBook") else child(root, "CodeBook")
    if not is_root(root, "CodeBook") and not is_root(root, "Project"):
        raise BadFile(name, "it is no REFI-QDA codebook", "export it again as REFI-QDA (.qdc)")
    maker, losses = CodebookMaker(completes=False), Losses()
    codes = codes_of(book, maker, losses, is_ours(root))
    if not codes.codes:
        raise BadFile(name, "it has no codes", "choose another file")
    codebook = codes.own or maker.codebook(root.get("name", "").strip() or path.stem)
    if codes.own is None and (description := said(root, "Description")):
        codebook = codebook.model_copy(update={"description": description})
    has_colour = any(one.element.get("color") for one in codes.codes)
    divided = {name for name in DIVIDED if any(getattr(label, name) for label in codebook.labels)}
    fields = ALL_FIELDS if codes.own else BARE | divided | ({"colour"} if has_colour else set())
    guids = {codes.labels[one.guid]: one.guid for one in codes.codes}
    return ReadCodebook(codebook, losses.sentences(), fields, codes.own is not None, guids)
