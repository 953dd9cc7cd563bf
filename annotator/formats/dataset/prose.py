"""The paragraph that a paper's section on its data can begin with, of figures that the export counted."""

from annotator.formats.dataset.citing import citation
from annotator.formats.dataset.gathered import GatheredDataset
from annotator.model.coder import LayerKind
from annotator.model.decision import Rule
from annotator.model.wording import counted, one_or_many, word_list

_NAMED_LABELS = 12
KINDS = {
    LayerKind.GOLD: "as gold",
    LayerKind.CODER: "by single coders",
    LayerKind.SUGGESTIONS: "as suggestions",
}
"""In what capacity spans stand in a dataset, where they do so in several."""


def data_section(of: GatheredDataset) -> str:
    """Return the paragraph as Markdown, with the reference below it."""
    sentences = [_what(of), _labels(of), how_coded(of), agreement_said(of), of.said.treatment, _offered(of)]
    paragraph = " ".join(sentence.rstrip() for sentence in sentences if sentence)
    return f"{paragraph}\n\n{citation(of)}\n"


def _what(of: GatheredDataset) -> str:
    languages = f" in {counted(len(of.languages), 'language')} ({', '.join(of.languages)})" if of.languages else ""
    years = sorted({date[:4] for date in of.dates or ()})
    since = f" of {'–'.join(years)}" if years else ""
    documents = counted(of.documents, "document")
    return f"{of.title} holds {codings(of)} in {documents}{since}{languages}, {of.characters:,} characters in all."


def codings(of: GatheredDataset) -> str:
    """Return how many passages were coded, and how many labels whole documents have: gold, and others, apart."""
    found = [_of_kind(of, kind) + (f" {KINDS[kind]}" if len(of.kinds) > 1 else "") for kind in of.kinds]
    return word_list(found or [counted(0, "coded passage")])


def _of_kind(of: GatheredDataset, kind: LayerKind) -> str:
    passages, whole = of.labels(kind, False).total(), of.labels(kind, True).total()
    said = [counted(passages, "coded passage")] if passages else []
    said += [counted(whole, "label of a whole document", "labels of whole documents")] if whole else []
    return word_list(said)


def _labels(of: GatheredDataset) -> str:
    """Return which labels were used, and how often: in gold, where there is some, else in all there is."""
    counted_in = of.kinds[:1] if LayerKind.GOLD in of.kinds else of.kinds
    used = [(name, sum(counts)) for name, counts in of.used_labels(*counted_in)]
    if not used:
        return ""
    named = word_list([f"{name} ({count:,})" for name, count in used[:_NAMED_LABELS]])
    total = len(of.bundle.codebook.labels)
    is_apart = LayerKind.GOLD in of.kinds and of.kinds != (LayerKind.GOLD,)
    where = " in gold" if is_apart else ""
    were = one_or_many(len(used), "was", "were")
    head = f"Of the {counted(total, 'label')} of the codebook, {len(used)} {were} used{where}"
    more = " among them " if len(used) > _NAMED_LABELS else " "
    return f"{head},{more}{named}." if more.strip() else f"{head}: {named}."


def how_coded(of: GatheredDataset) -> str:
    """Return who coded how many documents, and how gold came about."""
    several = sum(count for coders, count in of.coders_of_document.items() if coders > 1)
    is_a_team = len(of.people) > 1
    who = f"{counted(len(of.people), 'coder')} worked on them independently of each other" if is_a_team else ""
    if who and several:
        who += f", {counted(several, 'document')} by at least two"
    said = [f"{who[:1].upper()}{who[1:]}."] if who else []
    if LayerKind.GOLD in of.kinds:
        said.append(_gold(of))
    return " ".join(said)


def _gold(of: GatheredDataset) -> str:
    gold, decided, alike = of.labels(LayerKind.GOLD).total(), of.rules.total(), of.rules[Rule.UNANIMOUS]
    annotations = counted(gold, "gold annotation")
    if not decided:
        return f"{annotations} {one_or_many(gold, 'stands', 'stand')} in it."
    came = f"{alike:,} confirmed what all coders of the document had said alike" if alike else ""
    other = f"{decided - alike:,} came of other decisions" if decided > alike else ""
    without = f"{gold - decided:,} of none that is kept" if gold > decided else ""
    return f"Of the {annotations} {word_list(list(filter(None, (came, other, without))))}."


def agreement_said(of: GatheredDataset) -> str:
    """Return the main numbers of agreement; nothing where there are none."""
    said = []
    for one in of.headlines():
        interval = (
            f", 95 % interval {one.low:.2f} to {one.high:.2f}" if one.low is not None and one.high is not None else ""
        )
        said.append(f"{one.title} {one.value:.2f}{interval}")
    if not said:
        return ""
    return f"Agreement of all coders on all labels, {of.compared}: {'; '.join(said)} (agreement.json). {of.left_out}"


def _offered(of: GatheredDataset) -> str:
    said = of.said
    where = said.doi_url or said.url
    terms = f" under {said.licence}" if said.licence else ""
    return f"The dataset is available at {where}{terms}." if where else ""
