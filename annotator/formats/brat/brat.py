"""brat standoff (https://brat.nlplab.org/standoff.html), in and out: a folder of X.txt and X.ann.

Written are T for spans and for passages that fill slots (discontinuous ones in fragments), A for attributes and the
mark of doubt, # for notes (a line a record), R for links of acts with spans and passages, and N for actors and for
slots without words (`references.py`). Types are the ids of the codebook; visual.conf has the names and colours. A file
speaks of one layer, so that layers become a folder each; gold that is alone has none.
"""

import re
from collections.abc import Iterator, Sequence

from annotator.formats.brat.coded import DOUBT, PASSAGE
from annotator.formats.brat.layers import BratLayer, layers_of_bundle
from annotator.formats.brat.reading import read, sniff
from annotator.formats.brat.records import ONLY_NAMED, count_losses, records, words_said
from annotator.formats.brat.references import can_be_named
from annotator.formats.format import Format, FormatReader, Options, Piece, Writer, WritingRun
from annotator.formats.losses import Loss, Part
from annotator.formats.names import FileNames, home_layer, layers_of
from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook, Label
from annotator.model.file_names import safe_name

TITLE = Loss(
    "1 title was changed so that it can be the name of a file of its own",
    "{n} titles were changed so that they can be the names of different files",
)
READ = frozenset(
    {Part.TEXTS, Part.GAPS, Part.OVERLAPS, Part.ATTRIBUTES, Part.NOTES, Part.DOUBT, Part.MENTIONS, Part.LINKS}
    | {Part.LAYERS, Part.CODERS}
)
"""What of a bundle is written and read again."""


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the configuration, then the pair of each document in each layer in which it stands."""
    home, names, layers = home_layer(bundle), FileNames(), layers_of_bundle(bundle, run.names)
    folders = {one.id: f"{one.folder}/" if one.folder else "" for one in layers}
    yield Piece(annotation_conf(bundle.codebook, layers), "annotation.conf")
    yield Piece(visual_conf(bundle.codebook), "visual.conf")
    actors = {actor.id: actor for actor in bundle.actors if can_be_named(actor)}
    for coded in bundle.documents:
        name = names.make(coded.document.title)
        if name != coded.document.title:
            run.losses.add(TITLE, f"“{coded.document.title}”")
        count_losses(coded, actors, run.losses)
        for layer in layers_of(coded, home):
            place = f"{folders.get(layer, f'{safe_name(layer)}/' if layers else '')}{name}"
            yield Piece(coded.document.text, f"{place}.txt")
            yield Piece("".join(f"{record}\n" for record in records(coded, layer, actors)), f"{place}.ann")


def annotation_conf(codebook: Codebook, layers: Sequence[BratLayer] = ()) -> str:
    """Return brat's configuration for a codebook: types, relations and attributes; and which folder is which layer."""
    labels = list(codebook.labels)
    roles: dict[str, list[str]] = {}
    for label in labels:
        for role in label.roles:
            roles.setdefault(role.id, []).append(label.id)
    slots = [PASSAGE] if roles else []
    lines = [*(one.line for one in layers), "[entities]", *_tree(labels, None, 0), *slots, "", "[relations]"]
    lines += [f"{role}\tArg1:{'|'.join(acts)}, Arg2:<ENTITY>" for role, acts in roles.items()]
    lines += ["", "[events]", "", "[attributes]", f"{DOUBT}\tArg:<ENTITY>", *_attributes(labels)]
    return "\n".join(lines) + "\n"


def _tree(labels: list[Label], parent: str | None, depth: int) -> Iterator[str]:
    for label in labels:
        if label.parent == parent:
            yield "\t" * depth + label.id
            yield from _tree(labels, label.id, depth + 1)


def _attributes(labels: list[Label]) -> Iterator[str]:
    owners: dict[str, list[str]] = {}
    values: dict[str, dict[str, None]] = {}
    for label in labels:
        for attribute in label.attributes:
            owners.setdefault(attribute.id, []).append(label.id)
            words = values.setdefault(attribute.id, {})
            if not attribute.value_type.fixed:
                words.update(dict.fromkeys(word for value in attribute.values for word in words_said(value)))
    for name, acts in owners.items():
        listed = f", Value:{'|'.join(values[name])}" if values[name] else ""
        yield f"{name}\tArg:{'|'.join(acts)}{listed}"


def visual_conf(codebook: Codebook) -> str:
    """Return how brat shows the labels: their names and colours."""
    names: dict[str, str] = {part.id: part.name for label in codebook.labels for part in label.attributes}
    names |= {part.id: part.name for label in codebook.labels for part in label.roles}
    names |= {label.id: label.name for label in codebook.labels}
    names[PASSAGE] = "passage"
    lines = ["[labels]", *(f"{id} | {_shown(name)}" for id, name in names.items()), "", "[drawing]"]
    lines += [f"{label.id}\tbgColor:{label.colour}, fgColor:white" for label in codebook.labels]
    return "\n".join(lines) + "\n"


def _shown(name: str) -> str:
    return re.sub(r"[\s|]+", " ", name).strip()


FORMAT = Format(
    name="brat",
    title="brat standoff (folder of .txt and .ann)",
    extensions=(".ann",),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=READ,
        about="a folder of `X.txt` and `X.ann`, or one such pair",
        settings=(".conf",),
    ),
    writer=Writer(
        pieces=pieces,
        carries=READ,
        about="texts, spans with their gaps, attributes, acts with their parties, notes; a folder for each layer.",
        leaves_out="decisions, labels on whole documents, metadata.",
        options=Options,
        says={Part.ACTORS: ONLY_NAMED},
    ),
    folder=True,
)
