"""A codebook from a file: what it says must be plain, beyond what one in a project must hold true.

Those in projects are kept as they were saved; a file is refused while its author can still mend it.
"""

import json
from codecs import BOM_UTF8
from typing import Any

from annotator.model.codebook import Codebook
from annotator.model.errors import BadCodebook
from annotator.model.names import tidied


def read_codebook(data: bytes, source: str) -> Codebook:
    """Read a codebook; raises `BadCodebook` with one sentence that names `source` and the place."""
    data = data.removeprefix(BOM_UTF8)
    codebook = Codebook.from_json(data, source)
    if problem := _repeated_key(data) or _fault(codebook):
        raise BadCodebook(f"{source}: {problem}.")
    return codebook


def _repeated_key(data: bytes) -> str | None:
    found: list[str] = []

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) < len(pairs):
            keys = [key for key, _ in pairs]
            key = next(key for key in keys if keys.count(key) > 1)
            of = seen.get("id") or seen.get("name")
            found.append(f"the field “{key}” is written twice" + (f" in “{of}”" if of else ""))
        return seen

    json.loads(data, object_pairs_hook=noted)
    return found[0] if found else None


def _fault(codebook: Codebook) -> str | None:
    for number, label in enumerate(codebook.labels, 1):
        place = f"label {number} (“{label.id}”)"
        if not tidied(label.name):
            return f"{place}: its name is blank"
        named = [*((one.id, one.name) for one in label.attributes), *((one.id, one.name) for one in label.roles)]
        if blank := next((id for id, name in named if not tidied(name)), None):
            return f"{place}: the name of “{blank}” is blank"
        for attribute in label.attributes:
            if attribute.values and not attribute.value_type.listed:
                kind = attribute.value_type.noun
                return f"{place}: attribute “{attribute.id}” is {kind}, which has no list of values"
        for role in label.roles:
            if role.labels and not role.slot_type.spans:
                return f"{place}: role “{role.id}” takes a {role.takes}, so it cannot name the labels of its spans"
    return None
