"""What a step of the history did: a verb and its facts, which are ids and counts and hold no sentence.

The history stores the verb's id, from the table `VERBS`, and the facts as JSON. The sentence is made when it is shown,
from the names of that day, by the table in `operations/project/history_sentences.py`.
"""

from pydantic import ValidationError

from annotator.model.verbs import (
    actors,
    assigning,
    codebook,
    coding,
    documents,
    gold,
    memos,
    project,
    remarks,
    reverting,
    searches,
    team,
    units,
)
from annotator.model.verbs.verb import Told, Verb

VERBS: dict[str, type[Verb]] = {
    "new project": project.NewProject,
    "rescue": project.Rescue,
    "rescue all": project.RescueAll,
    "add documents": project.AddDocuments,
    "rename document": project.RenameDocument,
    "change metadata": project.ChangeMetadata,
    "keep source": project.KeepSource,
    "describe documents": project.DescribeDocuments,
    "join table": documents.JoinTable,
    "remove documents": project.RemoveDocuments,
    "read anew": project.ReadAnew,
    "add coder": project.AddCoder,
    "add layer": project.AddLayer,
    "rename coder": project.RenameCoder,
    "merge coders": project.MergeCoders,
    "remove coder": project.RemoveCoder,
    "remove layer": project.RemoveLayer,
    "put back layer": project.PutBackLayer,
    "put back": project.PutBack,
    "change roles": project.ChangeRoles,
    "share codebook": project.ShareCodebook,
    "choose languages": project.ChooseLanguages,
    "describe dataset": project.DescribeDataset,
    "see others": project.SeeOthers,
    "erase documents": project.EraseDocuments,
    "erase names": project.EraseNames,
    "empty bin": project.EmptyBin,
    "import files": project.ImportFiles,
    "import annotations": project.ImportAnnotations,
    "take in": team.TakeIn,
    "decide conflict": team.DecideConflict,
    "code": coding.Code,
    "move edge": coding.MoveEdge,
    "relabel": coding.Relabel,
    "code passages": coding.CodePassages,
    "relabel passages": coding.RelabelPassages,
    "set on passages": coding.SetOnPassages,
    "note passages": coding.NotePassages,
    "confirm": coding.Confirm,
    "delete": coding.Delete,
    "write note": coding.WriteNote,
    "doubt": coding.Doubt,
    "set attribute": coding.SetAttribute,
    "set slot value": coding.SetSlotValue,
    "set actor": coding.SetActor,
    "fill slot": coding.FillSlot,
    "fill as": coding.FillAs,
    "empty slot": coding.EmptySlot,
    "register and fill": coding.RegisterAndFill,
    "register mentioned": coding.RegisterMentioned,
    "accept mentions": coding.AcceptMentions,
    "import own": coding.ImportOwn,
    "offer mentions": coding.OfferMentions,
    "code punctuation": coding.CodePunctuation,
    "mark done": coding.MarkDone,
    "change codebook": codebook.ChangeCodebook,
    "take over codebook": codebook.TakeOverCodebook,
    "make example": codebook.MakeExample,
    "rename label": codebook.RenameLabel,
    "retire label": codebook.RetireLabel,
    "bring back label": codebook.BringBackLabel,
    "remove label": codebook.RemoveLabel,
    "move label": codebook.MoveLabel,
    "merge labels": codebook.MergeLabels,
    "split label": codebook.SplitLabel,
    "register actor": actors.RegisterActor,
    "change actor": actors.ChangeActor,
    "remove actor": actors.RemoveActor,
    "merge actors": actors.MergeActors,
    "split actor": actors.SplitActor,
    "add shipped actors": actors.AddShippedActors,
    "import actors": actors.ImportActors,
    "decide": gold.Decide,
    "join cases": gold.JoinCases,
    "reopen case": gold.ReopenCase,
    "add to gold": gold.AddToGold,
    "take out of gold": gold.TakeOutOfGold,
    "settle": gold.Settle,
    "answer newcomers": gold.AnswerNewcomers,
    "adjudicate without names": gold.AdjudicateWithoutNames,
    "show names at the end": gold.ShowNamesAtTheEnd,
    "change reasons": gold.ChangeReasons,
    "release": gold.ReleaseGold,
    "take back release": gold.TakeBackRelease,
    "change releases": gold.ChangeReleases,
    "show to copies": gold.ShowToCopies,
    "set round": gold.SetRound,
    "draw sample": gold.DrawSample,
    "revert": reverting.Revert,
    "write remark": remarks.WriteRemark,
    "settle remarks": remarks.SettleRemarks,
    "write memo": memos.WriteMemo,
    "change memo": memos.ChangeMemo,
    "remove memo": memos.RemoveMemo,
    "keep apart": project.KeepApart,
    "change document": documents.ChangeDocument,
    "change documents": documents.ChangeDocuments,
    "assign": assigning.AssignDocuments,
    "unassign": assigning.UnassignDocuments,
    "set due": assigning.SetDueDay,
    "make set": documents.MakeSet,
    "rename set": documents.RenameSet,
    "change set": documents.ChangeSet,
    "order sets": documents.OrderSets,
    "remove set": documents.RemoveSet,
    "keep search": searches.KeepSearch,
    "change search": searches.ChangeSearch,
    "rename search": searches.RenameSearch,
    "order searches": searches.OrderSearches,
    "remove search": searches.RemoveSearch,
    "define field": documents.DefineField,
    "change field": documents.ChangeField,
    "rename field": documents.RenameField,
    "remove field": documents.RemoveField,
    "cut units": units.CutUnits,
    "split unit": units.SplitUnit,
    "join units": units.JoinUnits,
}
"""All verbs by their ids, which stand in every project and are never changed."""

NOTED = tuple(id for id, verb in VERBS.items() if verb.is_noted)
"""The ids of those that change no row: they are in the history alone."""
ERASURES = tuple(id for id, verb in VERBS.items() if issubclass(verb, project.Erasure))
"""The ids of those that leave gaps in the history."""
TAKE_IN = next(id for id, verb in VERBS.items() if verb is team.TakeIn)
"""The id of the one that takes in what others did, of which no part tells and nothing is recorded."""
DECIDE_CONFLICT = next(id for id, verb in VERBS.items() if verb is team.DecideConflict)
"""The id of the one that chooses what holds of what copies said apart."""
REVERT = next(id for id, verb in VERBS.items() if verb is reverting.Revert)
"""The id of the one that takes back an earlier step."""
_IDS = {verb: id for id, verb in VERBS.items()}


def id_of(verb: Verb) -> str:
    """Return the id under which the history stores a verb; empty for a sentence that stands in the place of one."""
    return _IDS.get(type(verb), "")


def id_of_kind(kind: type[Verb]) -> str:
    """Return the id of a kind of verb."""
    return _IDS[kind]


def read(id: str, facts: str, sentence: str = "") -> Verb:
    """Return the verb with this id and these facts (JSON), as the history stores them.

    `sentence`: what an earlier version wrote in its place, and all there is of a verb that is not known, or whose
    facts do not fit it.
    """
    try:
        return VERBS[id].model_validate_json(facts)
    except (KeyError, ValidationError):
        return Told(sentence=sentence)


def facts_of(verb: Verb) -> str:
    """Return the facts of a verb as JSON, as the history stores them; those that say nothing new are left out."""
    return verb.model_dump_json(exclude_defaults=True)
