"""The paragraph that a paper's section on its data can begin with, of figures that the export counted."""

from annotator.formats.dataset.citing import citation
from annotator.formats.dataset.gathered import GatheredDataset
from annotator.model.coder import LayerKind
from annotator.model.decision import Rule
from annotator.model.wording import counted, word_list

_NAMED_LABELS = 12


def data_section(of: GatheredDataset) -> str:
    """Return the paragraph as Markdown, with the reference below it."""
    sentences = [_what(of), _labels(of), how_coded(of), agreement_said(of), of.said.treatment, _offered(of)]
    paragraph = " ".join(sentence.rstrip() for sentence in sentences if sentence)
    return f"{paragraph}\n\n{citation(of)}\n"


def _what(of: GatheredDataset) -> str:
    count = of.count
    languages = f" in {counted(len(of.languages), 'language')} ({', '.join(of.languages)})" if of.languages else ""
    years = sorted({date[:4] for date in of.dates or ()})
    since = f" of {'–'.join(years)}" if years else ""
    documents, spans = counted(count.documents, "document"), counted(count.labels.total(), "coded passage")
    return f"{of.title} holds {spans} in {documents}{since}{languages}, {count.characters:,} characters in all."


def _labels(of: GatheredDataset) -> str:
    used = of.used_labels()
    if not used:
        return ""
    named = word_list([f"{name} ({count:,})" for name, count in used[:_NAMED_LABELS]])
    total = len(of.bundle.codebook.labels)
    head = f"Of the {counted(total, 'label')} of the codebook, {len(used)} were used"
    more = " among them " if len(used) > _NAMED_LABELS else " "
    return f"{head},{more}{named}." if more.strip() else f"{head}: {named}."


def how_coded(of: GatheredDataset) -> str:
    """Return who coded how many documents, and how gold came about."""
    gold = any(layer.kind is LayerKind.GOLD and of.count.layers[layer.id] for layer in of.bundle.layers)
    several = sum(count for coders, count in of.coders_of_document.items() if coders > 1)
    is_a_team = len(of.people) > 1
    who = f"{counted(len(of.people), 'coder')} worked on them independently of each other" if is_a_team else ""
    if who and several:
        who += f", {counted(several, 'document')} by at least two"
    said = [f"{who[:1].upper()}{who[1:]}."] if who else []
    if gold and of.rules:
        decided = of.rules.total()
        alike = of.rules[Rule.UNANIMOUS]
        said.append(
            f"The gold annotations come of {counted(decided, 'decision')}"
            + (f", of which {alike:,} confirmed what all coders had said alike." if alike else ".")
        )
    return " ".join(said)


def agreement_said(of: GatheredDataset) -> str:
    """Return the main numbers of agreement; nothing where there are none."""
    said = []
    for one in of.headlines():
        interval = (
            f", 95 % interval {one.low:.2f} to {one.high:.2f}" if one.low is not None and one.high is not None else ""
        )
        said.append(f"{one.title} {one.value:.2f}{interval}")
    return f"Agreement of all coders on all passages and labels: {'; '.join(said)} (agreement.json)." if said else ""


def _offered(of: GatheredDataset) -> str:
    said = of.said
    where = said.doi_url or said.url
    terms = f" under {said.licence}" if said.licence else ""
    return f"The dataset is available at {where}{terms}." if where else ""
