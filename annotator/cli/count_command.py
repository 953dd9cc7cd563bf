"""`annotator count FILE [QUERY]`: passages counted, labels beside labels, words, keyness, a network."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, say_plain, say_unseen, see_option
from annotator.cli.count_text import keyness_csv, keyness_lines, table_lines, words_csv, words_lines
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.cli.streams import print_data
from annotator.formats.jsonl.count_records import PassageCountsRecord
from annotator.frequencies.phrases import LONGEST
from annotator.model.errors import BadFile
from annotator.model.searching.words import words_of
from annotator.model.wording import counted as in_words
from annotator.operations.atomic_files import bytes_of
from annotator.operations.passages.acts_network import WRITERS, acts_network, write_network
from annotator.operations.passages.co_occurrence import co_occurrences, nearness
from annotator.operations.passages.count_file import counts_csv
from annotator.operations.passages.count_record import counts_record, keyness_record, table_record, words_records
from annotator.operations.passages.counting import CountTable, PassageMeasure, counted
from annotator.operations.passages.index_upkeep import keep_up
from annotator.operations.passages.word_counts import Against, WordChoice, WordCounts, WordsOf
from annotator.operations.progress import Progress
from annotator.store.project import Project

_LENGTHS = re.compile(rf"([1-{LONGEST}])(?:-([1-{LONGEST}]))?")


@click.command("count")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1)
@click.option("--rows", metavar="FIELD", help="What the rows are: label, by, to, year, a value, a field, …")
@click.option("--columns", metavar="FIELD", default="", help="The same for columns; none where it is left out.")
@click.option("--of", "measure", type=click.Choice([one.value for one in PassageMeasure]), help="What is counted.")
@click.option("--co-occurrence", "beside", metavar="HOW", help="Labels beside labels: sentence, overlaps, near/5, …")
@click.option(
    "--words", "lengths", is_flag=False, flag_value="1", metavar="[N|N-M]", help="The words; phrases of N words."
)
@click.option("--keyness", "group", metavar="FIELD=VALUE", help="The words that tell this group from the others.")
@click.option("--against", type=click.Choice([one.value for one in Against]), help="The others, or all texts.")
@click.option("--parts", metavar="FIELD", help="Over what words are dispersed; documents where it is left out.")
@click.option("--least", type=click.IntRange(1), help="How often a word is used to be listed.")
@click.option("--stop", type=click.Path(path_type=Path), help="A file of words that are not listed.")
@click.option(
    "--most", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="Words that are listed."
)
@click.option(
    "--network",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help=f"Write who acts towards whom: {'|'.join(WRITERS)}.",
)
@click.option("--by-state", is_flag=True, help="In the network whoever belongs to a state stands as that.")
@click.option("--force", is_flag=True, help="Replace what is at OUT.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@as_option
@see_option
@json_option
def command(
    file: Path,
    query: tuple[str, ...],
    rows: str | None,
    columns: str,
    measure: str | None,
    beside: str | None,
    lengths: str | None,
    group: str | None,
    against: str | None,
    parts: str | None,
    least: int | None,
    stop: Path | None,
    most: int,
    network: Path | None,
    by_state: bool,
    force: bool,
    as_csv: bool,
    who: str | None,
    asks: bool,
    as_json: bool,
) -> None:
    """Count the passages of the project FILE that a search finds, all codings where there is none.

    QUERY is a search in one line, as in the window: words, conditions such as label:appeal, or both.
    """
    of_words = lengths is not None or group is not None
    if (beside is not None) + of_words + (network is not None) > 1:
        raise click.UsageError("Choose one of --co-occurrence, --words (with --keyness or without) and --network.")
    if (not of_words and (against or parts or least or stop)) or (against and group is None):
        raise click.UsageError("--against belongs to --keyness; --parts, --least and --stop to --words or --keyness.")
    if as_csv and as_json:
        raise click.UsageError("Choose one of --csv and --json.")
    search = " ".join(query)
    choice = _choice(lengths, least, stop, measure, parts) if of_words else None
    with acting(file, who) as project, progress_bar("Counting") as progress:
        say_plain(project, to_file=network is not None)
        if asks:
            refuse_unseen(project, asks)
        say_unseen(project)
        keep_up(project)
        printed = _Printed(counts_record(project, search), as_csv, as_json, most)
        if network is not None:
            _write(project, search, network, by_state, force, progress)
        elif choice is not None and group is not None:
            _keyness(project, printed, group, Against(against or Against.REST), choice, progress)
        elif choice is not None:
            printed.words(WordCounts(project, search, rows or "", choice, progress))
        elif beside is not None:
            how = nearness(beside)
            printed.table(co_occurrences(project, search, how, progress), "label", beside, PassageMeasure.PASSAGES)
        else:
            of = PassageMeasure(measure or PassageMeasure.PASSAGES)
            printed.table(
                counted(project, search, rows or "label", columns, of, progress), rows or "label", columns, of
            )


def _choice(
    lengths: str | None, least: int | None, stop: Path | None, measure: str | None, parts: str | None
) -> WordChoice:
    found = _LENGTHS.fullmatch(lengths or "1")
    if found is None:
        raise click.UsageError(f"--words has a number from 1 to {LONGEST}, or two as in 1-3.")
    first, last = int(found[1]), int(found[2] or found[1])
    if measure not in (None, *WordsOf):
        raise click.UsageError("Words are counted --of passages, or of the whole texts --of documents.")
    without = frozenset(words_of(_text(stop))) if stop is not None else frozenset[str]()
    of = WordsOf(measure or WordsOf.PASSAGES)
    return WordChoice(
        tuple(range(min(first, last), max(first, last) + 1)), least or 1, without, of, parts or "document"
    )


def _text(path: Path) -> str:
    try:
        return bytes_of(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(path.name, "it is no text in UTF-8", "save it as that") from error


def _keyness(
    project: Project, printed: "_Printed", group: str, against: Against, choice: WordChoice, progress: Progress
) -> None:
    field, equals, value = group.partition("=")
    if not equals or not field.strip():
        raise click.UsageError("--keyness has a field and its value, as in label=appeal.")
    counts = WordCounts(project, printed.record.search, field.strip(), choice, progress)
    printed.keyness(counts, value, against)


def _write(project: Project, search: str, path: Path, by_state: bool, force: bool, progress: Progress) -> None:
    if path.suffix.lower() in WRITERS and path.exists() and not force:
        raise BadFile(path.name, "there is such a file", "choose another name, or add --force to replace it")
    found = acts_network(project, search, by_state, progress)
    write_network(found, path)
    acts = in_words(sum(arrow.weight for arrow in found.arrows), "act")
    click.echo(f"Wrote {path}: {in_words(len(found.nodes), 'actor')}, {in_words(len(found.arrows), 'arrow')}, {acts}.")
    if found.left_out:
        click.echo(f"Note: {in_words(found.left_out, 'act')} left out, with nobody named on one side.", err=True)


@dataclass(frozen=True, slots=True)
class _Printed:
    """What was counted, as JSON, as CSV or for reading."""

    record: PassageCountsRecord
    as_csv: bool
    as_json: bool
    most: int

    def table(self, found: CountTable, rows: str, columns: str, measure: PassageMeasure) -> None:
        said = table_record(found, rows, columns, measure.value)
        self._print(self.record.model_copy(update={"table": said}), counts_csv(found, rows), table_lines(said))

    def words(self, counts: WordCounts) -> None:
        said = words_records(counts, self.most)
        self._print(self.record.model_copy(update={"words": said}), words_csv(said), words_lines(said))

    def keyness(self, counts: WordCounts, value: str, against: Against) -> None:
        group = counts.group(value)
        said = keyness_record(group.name, against.value, counts.key_rows(group, against), self.most)
        self._print(self.record.model_copy(update={"keyness": said}), keyness_csv(said), keyness_lines(said))

    def _print(self, record: PassageCountsRecord, csv: str, lines: Iterable[str]) -> None:
        if self.as_json:
            print_json(record.model_dump(mode="json"))
        elif self.as_csv:
            print_data(csv)
        else:
            click.echo("\n".join(lines) or "Nothing is found.")
