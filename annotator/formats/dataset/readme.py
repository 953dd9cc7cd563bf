"""README.md: what a person reads first, under a head by which the Hugging Face Hub and `datasets` know the files."""

from collections.abc import Callable, Iterator
from typing import Any

from annotator.formats.dataset.citing import citation
from annotator.formats.dataset.gathered import GatheredDataset
from annotator.formats.dataset.prose import KINDS, codings, how_coded
from annotator.model.licence import hub_licence, licence_title, licence_url
from annotator.model.wording import counted

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""How the Hub says how many rows there are."""
_MOST_LABELS = 40
"""So many labels the card lists; the codebook has all."""


def readme(of: GatheredDataset, told: Callable[[str], tuple[str, str]]) -> str:
    """Return the card; `told`: what a file is, by its name."""
    return f"---\n{_head(of)}---\n\n" + "\n\n".join(_sections(of, told)) + "\n"


def _head(of: GatheredDataset) -> str:
    # Loads in a hundredth of a second, and is needed when a folder is written alone.
    import yaml  # noqa: PLC0415

    said, rows = of.said, of.spans.total()
    hub = hub_licence(said.licence)
    head: dict[str, Any] = {"pretty_name": of.title}
    if said.licence:
        head["license"] = hub
    if said.licence and hub == "other":
        head |= {"license_name": said.licence.lower(), "license_link": licence_url(said.licence) or "README.md"}
    if of.languages:
        head["language"] = [language.split("-")[0] for language in of.languages]
    head |= {
        "annotations_creators": ["expert-generated"],
        "task_categories": [
            *(["token-classification"] if not of.spans or any(not is_whole for _, _, is_whole in of.spans) else []),
            *(["text-classification"] if any(is_whole for _, _, is_whole in of.spans) else []),
        ],
        "size_categories": [next((name for most, name in _SIZES if rows < most), "n>1M")],
        "tags": [*said.keywords, "annotated texts"],
        "configs": [
            {
                "config_name": table.name,
                **({"default": True} if table is of.tables.all[0] else {}),
                "data_files": [{"split": split, "path": file} for split, file in of.data_files(table)],
            }
            for table in of.tables.all
            if of.has_rows(table)
        ],
        "dataset_info": [
            {
                "config_name": table.name,
                "features": [{"name": column.name, "dtype": column.dtype} for column in table.columns],
            }
            for table in of.tables.all
            if of.has_rows(table)
        ],
    }
    text: str = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000)
    return text


def _sections(of: GatheredDataset, told: Callable[[str], tuple[str, str]]) -> Iterator[str]:
    said = of.said
    yield f"# {of.title}"
    if said.summary:
        yield said.summary
    documents = counted(of.documents, "document")
    slots = f", {counted(of.links, 'slot')} of acts" if of.links else ""
    yield f"{codings(of)} in {documents} ({of.characters:,} characters){slots}."
    yield "## How it is read\n\n" + _reading(of)
    files = [one["name"] for one in of.files.records() if one["bytes"]]
    yield "## Files\n\n" + _table(("file", "what it is"), [(f"`{name}`", told(name)[1]) for name in files])
    if labels := of.used_labels(*of.kinds):
        heads = [KINDS[kind] for kind in of.kinds] if len(of.kinds) > 1 else ["spans"]
        shown = [(name, *(f"{n:,}" for n in counts)) for name, counts in labels[:_MOST_LABELS]]
        yield "## Labels\n\n" + _table(("label", *heads), shown)
    made = [how_coded(of), said.coders]
    if any(made):
        yield "## How it was coded\n\n" + "\n\n".join(filter(None, made))
    if rows := [_agreement_row(one) for one in of.headlines()]:
        more = f"agreement.json has those by label and pair. {of.left_out}".rstrip()
        said_of = f"Of all coders, on all labels, {of.compared}; {more}"
        yield f"## Agreement\n\n{said_of}\n\n" + _table(("coefficient", "value", "95 % interval", "documents"), rows)
    for title, text in (
        ("Where the texts come from", said.collection),
        ("What was done to the texts", said.treatment),
        ("Personal and sensitive information", said.personal),
        ("Limits", said.limits),
        ("Uses", said.uses),
    ):
        if text:
            yield f"## {title}\n\n{text}"
    if said.licence or said.rights:
        link = f" (<{licence_url(said.licence)}>)" if licence_url(said.licence) else ""
        named = f"Codings: {licence_title(said.licence)}{link}." if said.licence else ""
        yield "## Licence\n\n" + "\n\n".join(filter(None, (named, said.rights)))
    if said.funding:
        yield "## Funding\n\n" + "\n".join(f"- {one}" for one in said.funding)
    yield f"## How to cite\n\n{citation(of)}"


def _agreement_row(one: Any) -> tuple[str, ...]:
    interval = f"{one.low:.2f} to {one.high:.2f}" if one.low is not None and one.high is not None else ""
    return one.title, f"{one.value:.2f}", interval, f"{one.documents:,}"


def _reading(of: GatheredDataset) -> str:
    first = next((table for table in of.tables.all if of.has_rows(table)), None)
    if first is None:
        return "There is nothing in it yet."
    others = [table.name for table in of.tables.all if table is not first and of.has_rows(table)]
    lines = [f'{first.name} = load_dataset("PATH")']
    lines += [f'{name} = load_dataset("PATH", "{name}")' for name in others]
    code = "\n".join(["from datasets import load_dataset", "", *lines])
    offsets = "`start` and `stop` are code points of `text`, counted from 0: in Python, `text[start:stop]`."
    frames = (
        'As data frames, with acts and agreement: in Python `annotator_reader.load("PATH")` (the package '
        '`diplomatic-annotator-reader`), in R `source("PATH/load.R")` and `read_dataset("PATH")`.'
    )
    return f"```python\n{code}\n```\n\n{frames} {offsets} Tables belong together by `document_id` and `span_id`."


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(_in_cell(cell) for cell in line) + " |" for line in lines)


def _in_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
