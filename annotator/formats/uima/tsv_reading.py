"""A CAS from WebAnno TSV 3: a row a token or a part of one, with the columns of each layer.

An annotation that covers several rows, or stands in one row with others of its layer, has a disambiguation id; by it
rows are put together, and slots and relations find whom they mean. Chains are known by the numbers of chain and link.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from annotator.formats.losses import Losses
from annotator.formats.placing import Unit
from annotator.formats.uima.cas import SENTENCE, TOKEN, Cas, CasText, FeatureStructure, FeatureValue, FsRef
from annotator.formats.uima.files import UimaFile
from annotator.formats.uima.naming import is_ours
from annotator.formats.uima.own import PASSAGE, PIECES, OwnMarks
from annotator.formats.uima.tsv_cells import EMPTY, NOTHING, address_of, split_at, stacked, unescaped, with_id
from annotator.formats.uima.tsv_header import FORMAT_LINE, TsvKind, TsvLayer, layers_in
from annotator.formats.uima.tsv_text import TsvRow, TsvSentence, text_of
from annotator.model.errors import BadFile
from annotator.model.text import TextIndex

LINK = "link"
_TEXT, _ID = "#Text=", "#Sentence.id="
_OFFSETS = re.compile(r"(\d{1,12})-(\d{1,12})\Z")
_NUMBER = re.compile(r"\d+-\d+(\.\d+)?\Z")
_DAMAGED = "it is a damaged WebAnno TSV:"
_REMEDY = "export it again as WebAnno TSV 3.3, or as UIMA CAS XMI"


def read_tsv(name: str, text: str, losses: Losses) -> Cas:
    """Return the CAS in the text of a file called `name`; raises `BadFile`."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if not lines[0].startswith(FORMAT_LINE):
        raise BadFile(name, "it is no WebAnno TSV 3", _REMEDY)
    layers = layers_in(iter(lines), name)
    sentences = list(_sentences(lines, name))
    if not sentences:
        raise BadFile(name, "it has no sentence", _REMEDY)
    reading = _TsvReading(name, layers)
    cas = reading.cas
    cas.texts[0] = CasText(0, "", text_of(sentences, name, losses))
    for sentence in sentences:
        reading.sentence(sentence)
    reading.join()
    OwnMarks(cas).type_values()
    _count_pieces(cas)
    return cas


def _count_pieces(cas: Cas) -> None:
    """Say the places of pieces in code points, as all others are said here."""
    index = TextIndex(cas.texts[0].text)
    for one in cas.structures.values():
        said = one.features.get(PIECES)
        if (isinstance(said, str) and is_ours(one.type)) or one.type == PASSAGE:
            places = OwnMarks(cas).pieces(one)
            one.features[PIECES] = " ".join(f"{index.from_qt(start)}-{index.from_qt(stop)}" for start, stop in places)


def _sentences(lines: list[str], name: str) -> Iterator[TsvSentence]:
    current = TsvSentence()
    for number, line in enumerate(lines[1:], 2):
        if line.startswith(_TEXT):
            if current.rows:
                yield current
                current = TsvSentence()
            current.lines.append(line.removeprefix(_TEXT))
        elif line.startswith("#") and "\t" not in line:
            continue  # the head, an id of a sentence, a remark
        elif line.strip():
            if not current.lines:
                raise BadFile(name, f"{_DAMAGED} line {number} stands before the text of its sentence", _REMEDY)
            current.rows.append(_row(line, number, name))
        elif current.lines:
            yield current
            current = TsvSentence()
    if current.lines:
        yield current


def _row(line: str, number: int, name: str) -> TsvRow:
    fields = line.split("\t")
    offsets = _OFFSETS.match(fields[1]) if len(fields) > 2 else None
    if offsets is None or not _NUMBER.match(fields[0]):
        raise BadFile(name, f"{_DAMAGED} line {number} is no row of a token", _REMEDY)
    start, stop = int(offsets[1]), int(offsets[2])
    cells = fields[3:-1] if fields[-1] == "" else fields[3:]  # a tab ends the line
    return TsvRow(fields[0], start, stop, unescaped(fields[2]), [cell or EMPTY for cell in cells], number)


class _TsvReading:
    def __init__(self, name: str, layers: list[TsvLayer]) -> None:
        self.name, self.cas, self._layers = name, Cas(unit=Unit.CODE_POINTS), layers
        self._by_id: dict[tuple[str, int], FeatureStructure] = {}
        self._at: dict[tuple[str, str], list[FeatureStructure]] = {}
        self._in_row: dict[str, list[FeatureStructure]] = {}
        self._types = frozenset(layer.type for layer in layers)
        self._any: dict[int, FeatureStructure] = {}
        self._links: dict[tuple[str, int], dict[int, FeatureStructure]] = {}
        self._slots: list[tuple[FeatureStructure, str, str, list[str], list[str], int]] = []
        self._relations: list[tuple[TsvLayer, TsvRow, list[str]]] = []

    def sentence(self, sentence: TsvSentence) -> None:
        """Make what stands in the rows of a sentence."""
        if sentence.rows:
            tokens = [row for row in sentence.rows if "." not in row.number] or sentence.rows
            self._made(SENTENCE, min(row.start for row in tokens), max(row.stop for row in tokens))
        for row in sentence.rows:
            if "." not in row.number:
                self._note(TOKEN, row, self._made(TOKEN, row.start, row.stop))
            for layer in self._layers:
                cells = row.cells[layer.first : layer.first + layer.width]
                if len(cells) < layer.width:
                    raise BadFile(
                        self.name,
                        f"{_DAMAGED} line {row.line} has fewer columns than its head names",
                        _REMEDY,
                    )
                for values in stacked(cells):
                    self._read(layer, row, values)

    def join(self) -> None:
        """Join slots, relations and chains with whom they mean, now that all is there."""
        for host, feature, target, roles, whom, line in self._slots:
            self._fill(host, feature, target, roles, whom, line)
        for layer, row, values in self._relations:
            self._relate(layer, row, values)
        for chain in self._links.values():
            ordered = [chain[number] for number in sorted(chain)]
            for one, following in pairwise(ordered):
                one.features["next"] = FsRef(following.id)

    def _read(self, layer: TsvLayer, row: TsvRow, values: list[str]) -> None:
        if layer.kind is TsvKind.RELATION:
            if values[-1] != EMPTY:
                self._relations.append((layer, row, values))
        elif layer.kind is TsvKind.CHAIN:
            self._chain(layer, row, values)
        elif any(value != EMPTY for value in values):
            self._span(layer, row, values)

    def _span(self, layer: TsvLayer, row: TsvRow, values: list[str]) -> None:
        ids = [with_id(value)[1] for at, value in enumerate(values) if not self._is_target(layer, at)]
        id = next((one for one in ids if one), 0)
        span, is_new = self._continued(layer.type, row, id)
        self._note(layer.type, row, span)
        if not is_new:
            return
        at = 0
        for feature in layer.features:
            value = with_id(values[at])[0]
            if feature.is_slot:
                whom = values[at + 1]
                if whom not in (EMPTY, NOTHING):
                    roles, targets = split_at(value, ";"), split_at(whom, ";")
                    self._slots.append((span, feature.name, feature.target, roles, targets, row.line))
                at += 2
            else:
                if value not in (EMPTY, NOTHING):
                    span.features[feature.name] = unescaped(value)
                at += 1

    def _is_target(self, layer: TsvLayer, at: int) -> bool:
        column = 0
        for feature in layer.features:
            if feature.is_slot and column + 1 == at:
                return True
            column += 2 if feature.is_slot else 1
        return False

    def _continued(self, type: str, row: TsvRow, id: int) -> tuple[FeatureStructure, bool]:
        """Return the annotation of a row: one that an earlier row began, longer now, or a new one."""
        known = self._by_id.get((type, id)) if id else None
        if known is not None:
            known.begin = min(known.begin or 0, row.start)
            known.end = max(known.end or 0, row.stop)
            return known, False
        made = self._made(type, row.start, row.stop)
        if id:
            self._by_id[type, id] = made
            self._any.setdefault(id, made)
        return made, True

    def _chain(self, layer: TsvLayer, row: TsvRow, values: list[str]) -> None:
        said = {feature.name: value for feature, value in zip(layer.features, values, strict=False)}
        relation, link = said.get("referenceRelation", EMPTY), said.get("referenceType", EMPTY)
        value, arrow, place = relation.rpartition("->")
        chain, _, number = place.partition("-")
        if not arrow or not (chain.isdecimal() and number.isdecimal()):
            if relation == EMPTY and link == EMPTY:
                return
            raise BadFile(self.name, f"{_DAMAGED} line {row.line} has a link of no chain", _REMEDY)
        links = self._links.setdefault((layer.type, int(chain)), {})
        known = links.get(int(number))
        if known is not None:
            known.begin, known.end = min(known.begin or 0, row.start), max(known.end or 0, row.stop)
            return
        made = links[int(number)] = self._made(layer.type, row.start, row.stop)
        self._note(layer.type, row, made)
        for name, one in (("referenceRelation", value), ("referenceType", with_id(link)[0])):
            if one not in (EMPTY, NOTHING):
                made.features[name] = unescaped(one)

    def _fill(
        self, host: FeatureStructure, feature: str, target: str, roles: list[str], whom: list[str], line: int
    ) -> None:
        links: list[FeatureValue] = []
        for at, address in enumerate(whom):
            if address in (EMPTY, NOTHING):
                continue
            found = self._addressed(target, address, line)
            features: dict[str, FeatureValue] = {"target": FsRef(found.id)}
            role = roles[at] if at < len(roles) else NOTHING
            if role not in (EMPTY, NOTHING):
                features["role"] = unescaped(role)
            link = self._made(LINK, None, None, features)
            links.append(FsRef(link.id))
        host.features[feature] = links

    def _relate(self, layer: TsvLayer, row: TsvRow, values: list[str]) -> None:
        address = address_of(values[-1])
        if address is None:
            raise BadFile(self.name, f"{_DAMAGED} line {row.line} has a relation from nowhere", _REMEDY)
        source = self._one(layer.base, address.row, address.first, row.line)
        target = self._one(layer.base, row.number, address.second, row.line)
        features: dict[str, FeatureValue] = {
            feature.name: unescaped(value)
            for feature, value in zip(layer.features, values, strict=False)
            if value not in (EMPTY, NOTHING)
        }
        features |= {"Governor": FsRef(source.id), "Dependent": FsRef(target.id)}
        self._made(layer.type, target.begin, target.end, features)

    def _addressed(self, type: str, said: str, line: int) -> FeatureStructure:
        address = address_of(said)
        if address is None:
            raise BadFile(self.name, f"{_DAMAGED} line {line} has a slot that names no row", _REMEDY)
        return self._one(type, address.row, address.first, line)

    def _one(self, type: str, row: str, id: int, line: int) -> FeatureStructure:
        """Return the annotation that is meant by a type, a row, and a disambiguation id there."""
        if id:
            found = self._by_id.get((type, id)) or self._any.get(id)
            if found is not None:
                return found
        of_row = self._at.get((type, row)) or ([] if type in self._types else self._in_row.get(row, []))
        if not of_row:
            raise BadFile(
                self.name,
                f"{_DAMAGED} line {line} speaks of an annotation in row {row}, where none is",
                _REMEDY,
            )
        return of_row[0]

    def _note(self, type: str, row: TsvRow, made: FeatureStructure) -> None:
        """Note which annotation a row has, so that others find it; its token comes last."""
        self._at.setdefault((type, row.number), []).append(made)
        held = self._in_row.setdefault(row.number, [])
        held.insert(max(len(held) - 1, 0), made) if held else held.append(made)

    def _made(
        self, type: str, begin: int | None, end: int | None, features: dict[str, FeatureValue] | None = None
    ) -> FeatureStructure:
        id = len(self.cas.structures) + 1
        made = FeatureStructure(id, type, None if begin is None else 0, begin, end, features or {})
        self.cas.structures[id] = made
        return made


def read_file(file: UimaFile, losses: Losses) -> Cas:
    """Return the CAS of a file; raises `BadFile`."""
    data = file.data()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(file.name, f"it is not UTF-8 at byte {error.start}", _REMEDY) from error
    return read_tsv(file.name, text, losses)
