"""A codebook as codes of REFI-QDA: in a project, and in a file of its own.

A code has a name, a colour and one description; of what else a label says another program sees nothing, and this one
reads it again in an instruction beside it.
"""

from collections.abc import Sequence

from annotator.formats.making import derived_id
from annotator.formats.refi.describing import description_of
from annotator.formats.refi.markup import element, instruction, words
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId

BOOK = "book"


def guid_of(kind: str, id: str) -> str:
    """Return the GUID of something: its id where that is one."""
    return derived_id("annotator", kind, id)


def codebook_markup(codebook: Codebook, attributes: Sequence[tuple[str, str | None]] = ()) -> str:
    """Return the codebook as an element, empty where it has no labels: the schema wants at least one."""
    if not codebook.labels:
        return ""
    about = {BOOK: {"name": codebook.name, "description": codebook.description}}
    rest = codebook.model_dump(mode="json", exclude={"labels", "name", "description"}, exclude_defaults=True)
    codes = element("Codes", (), *(_code(label, codebook) for label in codebook.labels if label.parent is None))
    return element("CodeBook", attributes, instruction({**about, "rest": rest}), codes)


def label_guid(label: LabelId) -> str:
    """Return the GUID of a label's code, the same in each project."""
    return guid_of("label", label)


def _code(label: Label, codebook: Codebook) -> str:
    said = description_of(label)
    number = next(at for at, one in enumerate(codebook.labels) if one.id == label.id)
    return element(
        "Code",
        [
            ("guid", label_guid(label.id)),
            ("name", label.name),
            ("isCodable", "true" if label.is_codable else "false"),
            ("color", label.colour),
        ],
        instruction({"label": label.model_dump(mode="json", exclude_defaults=True), "at": number}),
        *([f"<Description>{words(said)}</Description>"] if said else []),
        *(_code(one, codebook) for one in codebook.labels if one.parent == label.id),
    )
