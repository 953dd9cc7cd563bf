"""What writer and reader of Web Annotations agree on: addresses of ours, and how they are read back."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, unquote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ENDING = ".jsonld"
DOUBT = "doubt"
JSON = "application/json"
OWN = "urn:x-annotator:"
LABEL = f"{OWN}label:"

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def address(id: str) -> str:
    """Return an id as an IRI: a UUID as a URN of that, another one percent-encoded within a URN of ours."""
    return f"urn:uuid:{id}" if _UUID.fullmatch(id) else f"{OWN}{quote(id, safe='')}"


def id_in(iri: str) -> str:
    """Return the id in an IRI of `address`; of another IRI itself."""
    if iri.startswith("urn:uuid:"):
        return iri.removeprefix("urn:uuid:")
    return unquote(iri.removeprefix(OWN)) if iri.startswith(OWN) else iri


def label_address(label: str) -> str:
    """Return the IRI of a label."""
    return LABEL + quote(label, safe="")


def listed(value: Any) -> list[Any]:
    """Return what JSON-LD may give as one or several as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def iri_of(value: Any) -> str:
    """Return the IRI that something is, or has as its id; empty where it has none."""
    if isinstance(value, dict):
        value = value.get("id", value.get("@id", value.get("source")))
        return iri_of(value) if isinstance(value, dict) and value else value if isinstance(value, str) else ""
    return value if isinstance(value, str) else ""


def is_of_type(value: Any, *types: str) -> bool:
    """Whether an object says that it is of one of these types."""
    said: Iterable[Any] = listed(value.get("type", value.get("@type"))) if isinstance(value, dict) else []
    return any(str(one).rpartition(":")[2] in types for one in said)
