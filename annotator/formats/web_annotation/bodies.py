"""What the bodies of a Web Annotation say: tags, comments, and what ours say besides."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from pydantic_core import from_json

from annotator.formats.web_annotation.names import DOUBT, JSON, LABEL, id_in, iri_of, is_of_type, listed
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.span import AttributeValue, SlotValue

_TAGGING = ("tagging", "classifying", "identifying")
_COMMENTING = ("commenting", "describing", "replying", "editing", "assessing", "bookmarking", "moderating")
_KNOWN = (*_TAGGING, *_COMMENTING, "highlighting", "linking", "questioning")
_VALUES: dict[str, SlotValue] = {
    "implicit": "implicit",
    "collective": "collective",
    "unclear": "unclear",
    "document": "document",
}


@dataclass(slots=True)
class BodiesSaid:
    """What an annotation says. `labels`: (what it is called, how that is shown, empty where it is the same)."""

    labels: list[tuple[str, str]] = field(default_factory=list)
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubt: bool = False
    actor: Actor | None = None
    value: SlotValue | None = None

    @property
    def note(self) -> str:
        """All that is commented."""
        return "\n".join(self.notes)


def said_in(annotation: dict[str, Any]) -> BodiesSaid:
    """Return what the bodies of an annotation say."""
    said = BodiesSaid()
    motivations = [str(one).rpartition(":")[2] for one in listed(annotation.get("motivation"))]
    tags: list[str] = []
    classes: list[str] = []
    for body in _bodies(annotation):
        purposes = listed(body.get("purpose")) or motivations or ["commenting"]
        _take(body, str(purposes[0]).rpartition(":")[2], str(purposes[0]), said, tags, classes)
    ours = [unquote(one.removeprefix(LABEL)) for one in classes if one.startswith(LABEL)]
    if ours:
        said.labels = [(ours[0], tags[0] if tags else "")]
    else:
        found = dict.fromkeys([*tags, *(unquote(one.rstrip("/").rpartition("/")[2] or one) for one in classes)])
        said.labels = [(name, "") for name in found if name]
    return said


def _bodies(annotation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(annotation.get("bodyValue"), str):
        yield {"type": "TextualBody", "value": annotation["bodyValue"]}
    for body in listed(annotation.get("body")):
        if isinstance(body, str):
            yield {"source": body}
        elif isinstance(body, dict):
            choice = listed(body.get("items")) if is_of_type(body, "Choice") else []
            yield next((one for one in choice if isinstance(one, dict)), body)


def _take(
    body: dict[str, Any], purpose: str, said_purpose: str, said: BodiesSaid, tags: list[str], classes: list[str]
) -> None:
    value = body.get("value")
    if not isinstance(value, str):
        source = body.get("source", body)
        if purpose == "identifying" and isinstance(source, dict) and (actor := _actor(source)) is not None:
            said.actor = actor
        elif purpose in _TAGGING and iri_of(source):
            classes.append(iri_of(source))
        elif iri_of(source) and purpose in _COMMENTING:
            said.notes.append(iri_of(source))
    elif purpose == "describing" and body.get("format") == JSON:
        said.attributes |= _attributes(value)
    elif purpose == "questioning" and value == DOUBT:
        said.doubt = True
    elif purpose == "identifying" and value in _VALUES:
        said.value = _VALUES[value]
    elif purpose in _TAGGING or (purpose == "linking" and value):
        tags.append(" ".join(value.split()))
    elif purpose in _KNOWN:
        said.notes += [value] if value else []
    elif value:
        said.attributes[said_purpose] = value


def _actor(source: dict[str, Any]) -> Actor | None:
    name, kind = source.get("label"), source.get("kind")
    if not isinstance(name, str) or not name or str(kind) not in list(ActorKind) or not iri_of(source):
        return None
    return Actor(id=ActorId(id_in(iri_of(source))), name=name, kind=ActorKind(str(kind)))


def _attributes(value: str) -> dict[str, AttributeValue]:
    try:
        found = from_json(value)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): _value(one) for name, one in found.items() if one is not None}


def _value(value: Any) -> AttributeValue:
    if isinstance(value, list):
        return [str(one) for one in value]
    return value if isinstance(value, str | int | float | bool) else str(value)
