"""A list of passages as the record that `annotator find --json` prints."""

from annotator import __version__
from annotator.formats.jsonl.passage_records import PassageRecord, PassagesRecord, SectionRecord
from annotator.formats.jsonl.records import SCHEMA_VERSION, PlaceRecord, ProgramRecord
from annotator.operations.passages.lines import ShownLine
from annotator.operations.passages.listing import PassageList, PassageSection


def passages_record(found: PassageList) -> PassagesRecord:
    """Return a list as a record."""
    return PassagesRecord(
        program=ProgramRecord(name="annotator", version=__version__, schema_version=SCHEMA_VERSION),
        project=found.project,
        search=found.search,
        sentence=found.sentence,
        by=found.by,
        found=found.found,
        listed=found.listed,
        sections=[_section(one) for one in found.sections],
    )


def _section(section: PassageSection) -> SectionRecord:
    return SectionRecord(
        heading=section.group.name if section.group is not None else "",
        search=section.group.search if section.group is not None else "",
        number=section.number,
        passages=[_passage(one) for one in section.lines],
    )


def _passage(shown: ShownLine) -> PassageRecord:
    return PassageRecord(
        document=shown.document.id,
        title=shown.document.title,
        date=shown.date,
        pages=shown.pages,
        extents=[PlaceRecord(start=one.start, stop=one.stop) for one in shown.extents],
        before=shown.before,
        quote=shown.words,
        behind=shown.behind,
        span=shown.line.span,
        layer=shown.line.layer,
        coder=shown.coder,
        label=shown.line.label,
        label_name=shown.label,
        sentence=shown.sentence,
        note=shown.note,
        doubt=shown.doubt,
    )
