"""What was counted as a record, for programs."""

from collections.abc import Sequence

from annotator import __version__
from annotator.formats.jsonl.count_records import (
    DispersionRecord,
    GroupRecord,
    KeynessRecord,
    KeyRecord,
    PassageCountsRecord,
    TableRecord,
    WordRecord,
    WordsRecord,
)
from annotator.formats.jsonl.records import SCHEMA_VERSION, ProgramRecord
from annotator.frequencies.keyness import DEGREES
from annotator.operations.passages.counting import CountTable
from annotator.operations.passages.word_counts import KeyRow, WordCounts, WordRow
from annotator.store.project import Project


def counts_record(project: Project, search: str) -> PassageCountsRecord:
    """Return the record of a search, of which nothing was counted yet."""
    program = ProgramRecord(name="annotator", version=__version__, schema_version=SCHEMA_VERSION)
    return PassageCountsRecord(program=program, project=project.name, search=search)


def table_record(table: CountTable, rows_by: str, columns_by: str, measure: str) -> TableRecord:
    """Return a table."""
    return TableRecord(
        rows_by=rows_by,
        columns_by=columns_by,
        measure=measure,
        rows=[GroupRecord(name=one.name, search=one.search, total=table.row_totals[one]) for one in table.rows],
        columns=[
            GroupRecord(name=one.name, search=one.search, total=table.column_totals[one]) for one in table.columns
        ],
        cells=[[float(table.value(row, column)) for column in table.columns] for row in table.rows],
        total=float(table.total),
    )


def words_records(counts: WordCounts, most: int) -> list[WordsRecord]:
    """Return the words of each group, `most` of each."""
    return [
        WordsRecord(
            group=group.name,
            search=group.search,
            phrases=len(found.phrases(counts.choice.least, counts.choice.without)),
            words=[_word(row) for row in counts.rows(group, most)],
        )
        for group, found in counts.groups.items()
    ]


def _word(row: WordRow) -> WordRecord:
    spread = row.dispersion
    return WordRecord(
        phrase=row.phrase,
        number=row.number,
        size=row.size,
        passages=row.passages,
        dispersion=DispersionRecord(
            parts=spread.parts, range=spread.reach, juilland_d=spread.juilland, dp=spread.dp, dp_norm=spread.dp_norm
        ),
        search=row.search,
    )


def keyness_record(group: str, against: str, rows: Sequence[KeyRow], most: int) -> KeynessRecord:
    """Return the keyness of a group."""
    return KeynessRecord(group=group, against=against, compared=len(rows), words=[_key(row) for row in rows[:most]])


def _key(row: KeyRow) -> KeyRecord:
    found = row.keyness
    return KeyRecord(
        phrase=row.phrase,
        number=row.here.number,
        size=row.here.size,
        other_number=row.there.number,
        other_size=row.there.size,
        g2=found.g2,
        g2_of_use=found.g2_of_use,
        df=DEGREES,
        p=found.p,
        p_corrected=row.corrected,
        log_ratio=found.log_ratio,
        difference=found.difference,
        ell=found.ell,
        search=row.search,
    )
