"""The results of one annotation as what they say: regions with labels, labels of the whole, relations.

Results with one id are of one region: its label, and choices, texts or numbers about it. Choices and taxonomies that
are of no region label the text as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.formats.details import KEY
from annotator.formats.flat_layers import CONTINUES
from annotator.formats.json_files import Record, items, objects, whole, words
from annotator.formats.placing import PlaceClaim
from annotator.model.span import AttributeValue

_OF_MEDIA = frozenset({"x", "y", "points", "rle", "channel", "original_length", "sequence", "instant", "vertices"})
_TYPED = ("textarea", "number", "rating", "datetime", "pairwise", "ranker")


@dataclass(frozen=True, slots=True)
class RegionPlace:
    """Where a region is: offsets into the text, or into a turn of a conversation; `quote`: its words."""

    start: int | None
    stop: int | None
    quote: str | None = None
    first_turn: int | None = None
    last_turn: int | None = None


@dataclass(slots=True)
class Region:
    """What is said of one region, or of the whole where it has no place. `labels`: each a path of parents and label."""

    id: str
    to_name: str
    place: RegionPlace | None
    labels: list[tuple[str, ...]] = field(default_factory=list)
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    note: str = ""
    parent: str = ""
    own: list[Record] = field(default_factory=list)
    pieces: list[RegionPlace] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Relation:
    """Act --label--> party, by the ids of regions; `own`: our key."""

    source: str
    target: str
    labels: tuple[str, ...]
    own: Record


@dataclass(slots=True)
class TaskFindings:
    """What an annotation says. `media`: results on pictures, sound or video; `others`: of kinds that are not read."""

    regions: list[Region] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    media: list[Record] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)


def found_in(results: Sequence[Record]) -> TaskFindings:
    """Return what results say."""
    found = TaskFindings()
    groups: dict[str, list[Record]] = {}
    for number, result in enumerate(results):
        value = result.get("value")
        if result.get("type") == "relation":
            found.relations.append(_relation(result))
        elif not isinstance(value, dict):
            found.others.append(result)
        elif not _OF_MEDIA.isdisjoint(value) or "original_width" in result or "original_length" in result:
            found.media.append(result)
        else:
            groups.setdefault(words(result.get("id")) or f"\0{number}", []).append(result)
    for id, group in groups.items():
        found.regions += _regions(id.partition("\0")[0], group, found)
    _join_pieces(found)
    return found


def _relation(result: Record) -> Relation:
    source, target = words(result.get("from_id")), words(result.get("to_id"))
    if result.get("direction") == "left":
        source, target = target, source
    labels = tuple(filter(None, map(words, items(result.get("labels")))))
    own = result.get(KEY)
    return Relation(source, target, labels, own if isinstance(own, dict) else {})


def _regions(id: str, group: list[Record], found: TaskFindings) -> Iterator[Region]:
    place = next(filter(None, (_place(one["value"]) for one in group)), None)
    labelling = [one for one in group if _label_list(one) is not None]
    choosing = [one for one in group if one.get("type") in ("choices", "taxonomy")]
    region = Region(id, words(group[0].get("to_name")), place)
    for one in group:
        _take_meta(region, one)
    saying = labelling or choosing[:1]
    for one in saying:
        region.labels += _labels(one)
    rest = [one for one in group if all(one is not other for other in saying)]
    for one in rest:
        if (value := _value(one)) is not None:
            region.attributes[words(one.get("from_name")) or words(one.get("type"))] = value
        elif one.get("type") not in ("labels", "choices", "taxonomy", "text"):
            found.others.append(one)
    if place is None and not saying and region.attributes:
        # A text or a number about the whole: the control is the label, what was written its value.
        region.labels = [(name,) for name in region.attributes]
    yield region


def _place(value: Record) -> RegionPlace | None:
    quote = value["text"] if isinstance(value.get("text"), str) else None
    around = value.get("globalOffsets")
    if isinstance(around, dict):
        return RegionPlace(whole(around.get("start")), whole(around.get("end")), quote)
    if "start" not in value and "end" not in value:
        return None
    if "startOffset" in value:
        first, last = whole(value.get("start")), whole(value.get("end"))
        offsets = (whole(value.get("startOffset")), whole(value.get("endOffset")))
        return RegionPlace(*offsets, quote, first, last) if first is not None else RegionPlace(None, None, quote)
    return RegionPlace(whole(value.get("start")), whole(value.get("end")), quote)


def _label_list(result: Record) -> list[str] | None:
    """Return the labels of a result that marks a region, None for one of another kind."""
    value, kind = result["value"], words(result.get("type"))
    names = [kind] if kind.endswith("labels") else [name for name in value if name.endswith("labels")]
    lists = [value[name] for name in names if isinstance(value.get(name), list)]
    return [label for one in lists for label in map(words, one) if label] if lists else None


def _labels(result: Record) -> list[tuple[str, ...]]:
    value = result["value"]
    if (named := _label_list(result)) is not None:
        return [(name,) for name in named]
    if "taxonomy" in value:
        return list(paths_of(value["taxonomy"]))
    return [(name,) for name in chosen(value.get("choices"))]


def chosen(value: object) -> list[str]:
    """Return what was chosen, a word each; of nested choices the last."""
    found = [value] if isinstance(value, str) else items(value)
    return [name for one in found if (name := words(one[-1] if isinstance(one, list) and one else one))]


def paths_of(value: object) -> Iterator[tuple[str, ...]]:
    """Yield the paths of a taxonomy from the top down; one that is no list of lists is taken for a single one."""
    found = items(value)
    for path in found if all(isinstance(one, list) for one in found) else [found]:
        names = tuple(filter(None, map(words, items(path))))
        if names:
            yield names


def _value(result: Record) -> AttributeValue | None:
    """Return what a result says about a region as the value of an attribute."""
    kind, value = words(result.get("type")), result["value"]
    if kind == "choices":
        return _one_or_several(chosen(value.get("choices")))
    if kind == "taxonomy":
        return _one_or_several([" > ".join(path) for path in paths_of(value.get("taxonomy"))])
    if kind == "textarea":
        written = [one for one in map(words, items(value.get("text")) or [value.get("text")]) if one]
        return "\n".join(written) or None
    said = value.get(kind) if kind in _TYPED else None
    return said if isinstance(said, int | float | str) else None


def _one_or_several(names: list[str]) -> AttributeValue | None:
    return names[0] if len(names) == 1 else names or None


def _take_meta(region: Region, result: Record) -> None:
    meta = result.get("meta")
    region.parent = region.parent or words(result.get("parentID"))
    if isinstance(meta, dict):
        lines = items(meta.get("text")) or [meta.get("text")]
        region.note = region.note or "\n".join(filter(None, map(words, lines)))
        region.own += objects(meta.get(KEY)) or ([meta[KEY]] if isinstance(meta.get(KEY), dict) else [])


def _join_pieces(found: TaskFindings) -> None:
    """Make one of regions that our relation “continues” joins."""
    regions = {region.id: region for region in found.regions if region.id}
    for relation in [one for one in found.relations if one.labels == (CONTINUES,)]:
        first, piece = regions.get(relation.source), regions.get(relation.target)
        if first is None or piece is None or first is piece:
            continue
        if piece.place is not None and piece.labels == first.labels:
            first.pieces.append(piece.place)
            regions[relation.target] = first
            found.regions = [one for one in found.regions if one is not piece]
            found.relations.remove(relation)


def claim_of(places: Iterable[RegionPlace], add: int = 0) -> PlaceClaim:
    """Return what a region says of its place in a text; `add`: what the ends lack where they count the last one."""
    found = list(places)
    if any(place.start is None or place.stop is None for place in found):
        return PlaceClaim(((-1, -1),), found[0].quote)
    ranges = tuple((place.start or 0, (place.stop or 0) + add) for place in found)
    quotes = [place.quote for place in found]
    said = " … ".join(quote or "" for quote in quotes) if all(quote is not None for quote in quotes) else None
    return PlaceClaim(ranges, said)
