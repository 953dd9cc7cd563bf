"""What dkpro-cassis reads of files of a UIMA CAS. `folder`: an export, with TypeSystem.xml."""

from pathlib import Path
from typing import Any

from cassis import Cas, load_cas_from_json, load_cas_from_xmi, load_typesystem

from tests.oracles.programs.answering import answer

CUSTOM = "webanno.custom."


def xmi(folder: str, file: str) -> list[list[Any]]:
    """Return what stands in an XMI file."""
    with (Path(folder) / "TypeSystem.xml").open("rb") as types, (Path(folder) / file).open("rb") as data:
        return _read(load_cas_from_xmi(data, typesystem=load_typesystem(types)))


def cas_json(folder: str, file: str) -> list[list[Any]]:
    """Return what stands in a JSON file."""
    with (Path(folder) / file).open("rb") as data:
        return _read(load_cas_from_json(data))


def _read(cas: Cas) -> list[list[Any]]:
    """Return type, words, note and slots (role and words) of each annotation of a label, and the whole text first."""
    found: list[list[Any]] = [["text", cas.sofa_string, "", []]]
    for type in cas.typesystem.get_types():
        name = type.name.removeprefix(CUSTOM)
        if name == type.name or not name[0].islower() or name.endswith("SlotsLink"):
            continue
        for one in cas.select(type.name):
            slots = one.Slots.elements if getattr(one, "Slots", None) else []
            parties = sorted([slot.role, slot.target.get_covered_text()] for slot in slots)
            found.append([name, one.get_covered_text(), one.Note or "", parties])
    return sorted(found)


if __name__ == "__main__":
    answer({each.__name__: each for each in (xmi, cas_json)})
