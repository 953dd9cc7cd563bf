"""What each verb of the history is called: the one table of sentences, with places for the facts.

`history.py` fills a place with the name of a label, an attribute, a role, an actor, a coder or a layer, with the number
of documents, spans or steps, a single step with its sentence, with anything else as it is. A name stays as it is
written, and has no article.
"""

from typing import NamedTuple

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
from annotator.model.verbs.verb import Verb


class By(NamedTuple):
    """Two sentences: if the fact is true or one single thing the first, if it is false, none or several the other."""

    fact: str
    one: "str | By"
    other: "str | By"


SENTENCES: dict[type[Verb], str | By] = {
    # The project.
    project.NewProject: "New project",
    project.Rescue: "Rescue what could be read of {file}",
    project.RescueAll: "Rescue all of {file}",
    project.AddDocuments: By("documents", "Add a document", "Add {documents} documents"),
    project.RenameDocument: "Rename the document {before} to {after}",
    project.ChangeMetadata: "Change metadata",
    project.KeepSource: "Keep the file that a document was read from",
    project.DescribeDocuments: "Describe the documents",
    documents.JoinTable: By("documents", "Join {file} to a document", "Join {file} to {documents} documents"),
    project.RemoveDocuments: By("documents", "Remove a document", "Remove {documents} documents"),
    project.KeepApart: By(
        "on", "Say of {documents} documents that they are no duplicates", "Take back that {documents} documents are two"
    ),
    project.ReadAnew: By("documents", "Read a document anew", "Read {documents} documents anew"),
    project.MergeCoders: "Say that {other} and {coder} are one person",
    project.RemoveCoder: "Remove the coder {coder}",
    project.RemoveLayer: "Remove the layer {layer}",
    project.PutBackLayer: "Put the layer {layer} back",
    project.PutBack: By(
        "things",
        By(
            "documents",
            "Put a document back",
            By(
                "coders",
                "Put the coder {coders} back",
                By("layers", "Put the layer {layers} back", "Put {labels} back"),
            ),
        ),
        "Put {things} things back from the recycle bin",
    ),
    project.AddCoder: "Add the coder {coder}",
    project.AddLayer: "Add the layer {layer}",
    project.RenameCoder: "Rename the coder {before} to {after}",
    project.ChangeRoles: By("roles", "Change the role of {coder} to {roles}", "Change the roles of {coder} to {roles}"),
    project.ShareCodebook: By("on", "Let adjudicators save the codebook", "Let the lead alone save the codebook"),
    project.ChooseLanguages: "Choose the languages of the documents",
    project.DescribeDataset: "Describe the dataset",
    project.SeeOthers: "Ask in {place} to see what others coded",
    project.EraseDocuments: By("documents", "Erase a document for good", "Erase {documents} documents for good"),
    project.EmptyBin: "Empty the recycle bin for good",
    project.EraseNames: By("coders", "Erase the name of a coder for good", "Erase the names of {coders} for good"),
    project.ImportFiles: By("files", "Import a file", "Import {files} files"),
    project.ImportAnnotations: "Import annotations",
    team.TakeIn: By(
        "sender",
        By("acts", "Take in what {sender} did: one act", "Take in what {sender} did: {acts} acts"),
        By("acts", "Take in what was done elsewhere: one act", "Take in what was done elsewhere: {acts} acts"),
    ),
    team.DecideConflict: By(
        "actor",
        "Decide a conflict about {actor}",
        By("coder", "Decide a conflict about {coder}", "Decide a conflict about {subject}"),
    ),
    # Coding.
    coding.Code: "Code as {label}",
    coding.MoveEdge: "Move the edge of {label}",
    coding.Relabel: "Relabel as {label}",
    coding.CodePassages: By("spans", "Code a passage as {label}", "Code {spans} passages as {label}"),
    coding.RelabelPassages: By("spans", "Relabel a passage as {label}", "Relabel {spans} passages as {label}"),
    coding.SetOnPassages: By("spans", "Set {attribute} of a passage", "Set {attribute} of {spans} passages"),
    coding.NotePassages: By("spans", "Note on a passage", "Note on {spans} passages"),
    coding.Confirm: By("spans", "Confirm a coding", "Confirm {spans} codings"),
    coding.Delete: By("spans", "Delete {labels}", "Delete {spans} spans"),
    coding.WriteNote: "Note",
    coding.Doubt: By("on", "Mark as in doubt", "Take the doubt away"),
    coding.SetAttribute: "Set {attribute}",
    coding.SetSlotValue: "Set {attribute} in the slot {role}",
    coding.SetActor: By("actor", "Say that it is {actor}", "Say that it is nobody in particular"),
    coding.FillSlot: "Fill the slot {role}",
    coding.FillAs: "Fill the slots as in another act",
    coding.EmptySlot: "Empty the slot {role}",
    coding.RegisterAndFill: "Register {actor} and fill the slot {role}",
    coding.RegisterMentioned: "Register {actor}, who is mentioned",
    coding.AcceptMentions: By("mentions", "Accept an actor", "Accept {mentions} actors"),
    coding.ImportOwn: By("files", "Import own codings from a file", "Import own codings from {files} files"),
    coding.OfferMentions: By("on", "Offer mentions of actors", "Offer no mentions of actors"),
    coding.CodePunctuation: By(
        "on", "Code the final punctuation of sentences", "Code no final punctuation of sentences"
    ),
    coding.MarkDone: By("done", "Mark as done", "Mark as not done"),
    # The codebook and its labels.
    codebook.ChangeCodebook: "Change the codebook",
    codebook.TakeOverCodebook: "Take over the codebook",
    codebook.MakeExample: "Make a decision an example",
    codebook.RenameLabel: "Rename {before} to {after}",
    codebook.RetireLabel: "Retire {label}",
    codebook.BringBackLabel: "Bring {label} back",
    codebook.RemoveLabel: "Remove {label} with its codings",
    codebook.MoveLabel: "Move {label}",
    codebook.MergeLabels: "Merge {others} into {label}",
    codebook.SplitLabel: "Split {label} into {label}, {parts}",
    # The register of actors.
    actors.RegisterActor: "Register {actor}",
    actors.ChangeActor: "Change {actor}",
    actors.RemoveActor: "Remove {actor}",
    actors.MergeActors: "Merge {others} into {actor}",
    actors.SplitActor: "Split {actor} into {actor} and {new}",
    actors.AddShippedActors: "Add the actors that come with the program",
    actors.ImportActors: "Import actors from {file}",
    # Gold.
    gold.Decide: "Decide: {rule}",
    gold.JoinCases: "Join {cases} cases",
    gold.ReopenCase: "Reopen a case",
    gold.AddToGold: "Add to gold",
    gold.TakeOutOfGold: "Take out of gold",
    gold.Settle: By("policies", "Settle {policies}", "Settle by policies of the labels"),
    gold.AnswerNewcomers: By(
        "reopened",
        "Keep {kept} decisions with coders who came later, reopen one",
        "Keep {kept} decisions with coders who came later, reopen {reopened}",
    ),
    gold.AdjudicateWithoutNames: By("on", "Adjudicate without names", "Adjudicate with names"),
    gold.ShowNamesAtTheEnd: By(
        "on", "Show names after the last decision", "Never show names while adjudicating without"
    ),
    gold.ChangeReasons: "Change the list of reasons",
    gold.ReleaseGold: By("documents", "Release the gold of a document", "Release the gold of {documents} documents"),
    gold.TakeBackRelease: By(
        "documents", "Take back the release of a document", "Take back the release of {documents} documents"
    ),
    gold.ChangeReleases: By(
        "documents",
        By(
            "taken_back",
            "Release the gold of a document and take back that of a document",
            "Release the gold of a document and take back that of {taken_back} documents",
        ),
        By(
            "taken_back",
            "Release the gold of {documents} documents and take back that of a document",
            "Release the gold of {documents} documents and take back that of {taken_back} documents",
        ),
    ),
    gold.ShowToCopies: By(
        "documents",
        "Note what copies are shown of the gold of a document",
        "Note what copies are shown of the gold of {documents} documents",
    ),
    gold.SetRound: "Set the training round",
    gold.DrawSample: "Draw a re-code sample of {coder}: {documents} of {done} documents, seed {seed}",
    # Memos.
    memos.WriteMemo: By("document", "Write a memo on a document", "Write in the journal"),
    memos.ChangeMemo: By("document", "Change a memo on a document", "Change what the journal says"),
    memos.RemoveMemo: By("document", "Remove a memo on a document", "Remove from the journal"),
    # Work given out.
    assigning.AssignDocuments: By(
        "by_lot",
        By(
            "documents",
            "Give a document to {coders} by lot, seed {seed}",
            "Give {documents} documents to {coders} by lot, seed {seed}",
        ),
        By("documents", "Give a document to {coders}", "Give {documents} documents to {coders}"),
    ),
    assigning.UnassignDocuments: By(
        "documents", "Take a document back from {coders}", "Take {documents} documents back from {coders}"
    ),
    assigning.SetDueDay: By(
        "due",
        By(
            "documents",
            "Let a document of {coders} be due on {due}",
            "Let {documents} documents of {coders} be due on {due}",
        ),
        By(
            "documents",
            "Take away the due day of a document of {coders}",
            "Take away the due day of {documents} documents of {coders}",
        ),
    ),
    # Remarks.
    remarks.WriteRemark: By("recipient", "Write a remark to {recipient}", "Write a remark to whoever leads"),
    remarks.SettleRemarks: By(
        "on",
        By("remarks", "Settle a remark", "Settle {remarks} remarks"),
        By("remarks", "Open a remark again", "Open {remarks} remarks again"),
    ),
    # Documents as a list.
    documents.ChangeDocument: By("field", "Set the {field} of a document", "Describe a document anew"),
    documents.ChangeDocuments: By(
        "field", "Set the {field} of {documents} documents", "Describe {documents} documents anew"
    ),
    documents.MakeSet: "Make the set {set}",
    documents.RenameSet: "Rename the set {before} to {after}",
    documents.ChangeSet: "Change the set {set}",
    documents.OrderSets: "Put the sets in another order",
    documents.RemoveSet: "Remove the set {set}",
    # Kept searches.
    searches.KeepSearch: "Keep the search {search}",
    searches.ChangeSearch: "Change the kept search {search}",
    searches.RenameSearch: "Rename the kept search {before} to {after}",
    searches.OrderSearches: "Put the kept searches in another order",
    searches.RemoveSearch: "Remove the kept search {search}",
    documents.DefineField: "Give the field {field} a type",
    documents.ChangeField: "Change the type of the field {field}",
    documents.RenameField: "Rename the field {before} to {after}",
    documents.RemoveField: "Remove the field {name}",
    units.CutUnits: By("documents", "Cut a document into units", "Cut {documents} documents into units"),
    units.SplitUnit: "Split unit {unit} into {parts}",
    units.JoinUnits: "Join {parts} units into unit {unit}",
    # What is reverted is named by its own sentence.
    reverting.Revert: By("steps", "Revert “{step}”", "Revert “{step}” and what stood on it, {steps} steps"),
}


def sentence_of(verb: Verb) -> str:
    """Return the sentence of a verb with places for its facts: “Code as {label}”."""
    found = SENTENCES[type(verb)]
    while isinstance(found, By):
        found = found.one if _is_one(getattr(verb, found.fact)) else found.other
    return found


def _is_one(fact: object) -> bool:
    if isinstance(fact, tuple):
        return len(fact) == 1
    return fact == 1 if isinstance(fact, int) else fact is not None
