"""The exception tree.

    AnnotatorError
    ├── UserError            somebody can act on it: one sentence that says what, where and what to do
    │   ├── BadFile          a file that is read cannot be used (names the file)
    │   │   ├── WouldReplace  something is where an export is to go, and nobody said that it may be replaced
    │   │   ├── NeedsColumn  a table whose column of texts the user has to choose
    │   │   ├── NeedsColumns  a table of codings of which it is not known what its columns mean
    │   │   └── HoldsCodings  a file of another program that is taken as texts only if the user says so
    │   ├── BadProject       the project file is damaged, newer than the program, or no project at all
    │   │   ├── FileGone     the file that is open is not the one at its path any more (names the rescue file)
    │   │   ├── BadDelivery  something came that no version of the program writes
    │   │   ├── StrangeSchema  its schema is none that the program makes, so that it is only read
    │   │   ├── TooNew       a newer version of the program made it
    │   │   └── Locked       an encrypted file whose passphrase nobody has said yet, or that does not fit
    │   ├── BadCodebook      a codebook that contradicts itself (names the place)
    │   ├── BadRegister      a register of actors that contradicts itself (names the place)
    │   ├── BadFilter        a filter of documents that says nothing, or asks for what there is not
    │   ├── BadSearch        a search that cannot be understood, asks for what there is not, or takes too long
    │   ├── FewMatched       a join finds so little that whoever joins has to say that it is meant
    │   ├── NotAllowed       a rule of the project forbids it: another coder's layer, an empty span …
    │   ├── UndoBlocked      what would be undone has been changed by somebody else since
    │   ├── NotFound         a name that the user gave does not exist here
    │   └── Cancelled        the user asked a long task to stop; nothing was changed
    └── Bug                  ours: a rule of the code was broken, e.g. a write outside a transaction

A `UserError` reaches the user as its text alone; a `Bug` is logged with its traceback and shown as "an error
of the program". Whatever raises one of them leaves the project as it was before the call.
"""


class AnnotatorError(Exception):
    """The root of all errors that this program raises by itself."""


class UserError(AnnotatorError):
    """Something that the user can act on; its text is the one sentence that they read."""


class BadFile(UserError):
    """A file that cannot be imported; the project is unchanged."""

    def __init__(self, file: str, problem: str, remedy: str = "") -> None:
        """`file`: its name as the user knows it; `problem` and `remedy` are clauses without a final full stop."""
        self.file, self.problem, self.remedy = file, problem, remedy
        # What a file says is quoted, line breaks and all; the sentence stays on one line.
        super().__init__(f"{file}: {problem}{'; ' + remedy if remedy else ''}.".replace("\n", " "))


class NeedsColumn(BadFile):
    """A table in which no column is plainly the one with the texts. `columns`: those to choose from."""

    def __init__(self, file: str, problem: str, remedy: str, columns: tuple[str, ...]) -> None:
        super().__init__(file, problem, remedy)
        self.columns = columns


class NeedsColumns(BadFile):
    """A table of codings of which it is not known what its columns mean.

    `fields`: its columns with examples; `goes`: pairs of a column and what it is taken for; `question`: what is asked
    where they can be chosen.
    """

    def __init__(
        self,
        file: str,
        problem: str,
        remedy: str,
        fields: tuple[tuple[str, tuple[str, ...]], ...],
        goes: tuple[tuple[str, str], ...],
        otherwise: str = "",
    ) -> None:
        """`otherwise`: what else may be done than saying what the columns mean, a clause."""
        super().__init__(file, problem, f"{otherwise}, or {remedy}" if otherwise else remedy)
        self.fields, self.goes = fields, goes
        self.question = f"{file}: {problem}. Choose what its columns mean{f', or {otherwise}' if otherwise else ''}."


class HoldsCodings(BadFile):
    """A file of another program whose codings or mark-up are not read; its texts are, once the user says so."""

    def __init__(
        self,
        file: str,
        problem: str,
        remedy: str,
        takes: str = "text",
        title: str = "Plain text",
        doubtful: bool = False,
        is_read: bool = False,
    ) -> None:
        """`takes`: the reader that takes it as texts, called `title` for people; `doubtful`: it may be nothing else.

        `is_read`: whether there is a format that takes its codings.
        """
        self.is_read = is_read
        self.question = f"{BadFile(file, problem, remedy)} Is it to be read as texts all the same?"
        if is_read:
            self.question = f"{file}: {problem}. Are its codings to be read, or its texts alone?"
        self.takes, self.doubtful = takes, doubtful
        choice = f"to take it as texts all the same, choose “{title}” (--format {takes})"
        super().__init__(file, problem, f"{remedy}; {choice}")


class WouldReplace(BadFile):
    """Something is where an export is to go; nothing was changed."""

    def __init__(self, path: str, told: str = "") -> None:
        """`path`: what is there; `told`: a sentence about how it came there."""
        problem = f"it is there already{f' ({told})' if told else ''}"
        super().__init__(path, problem, "choose another name, or say that it may be replaced")


class BadProject(UserError):
    """A project file that cannot be opened; the file is untouched."""


class BadDelivery(BadProject):
    """Something came that no version of the program writes; nothing of it was taken in."""


class FileGone(BadProject):
    """An open project whose file was deleted, moved, replaced or written over: it takes no further step.

    `rescue`: the path of the file with the steps that were acknowledged since it was opened; empty where there were
    none, or it could not be written.
    """

    def __init__(self, sentence: str, rescue: str = "") -> None:
        super().__init__(sentence)
        self.rescue = rescue


class Locked(BadProject):
    """An encrypted file whose passphrase nobody has said yet, or that does not fit; the file is untouched."""


class StrangeSchema(BadProject):
    """A project file in whose schema stands what no version of the program puts there; it was not written.

    `why`: what that is, as a clause.
    """

    def __init__(self, file: str, why: str) -> None:
        self.why = why
        super().__init__(f"{file} is not written, since {why}; mend a copy of it (annotator check {file} --repair).")


class TooNew(BadProject):
    """A file that a newer version of the program wrote; the file is untouched."""


class BadCodebook(UserError):
    """A codebook that contradicts itself or cannot be read; the text names the place."""


class BadRegister(UserError):
    """A register of actors that contradicts itself or cannot be read; the text names the place."""


class BadFilter(UserError):
    """A filter of documents that cannot be understood, or asks for what there is not or what is not shown."""


class BadSearch(UserError):
    """A search that cannot be understood, asks for what there is not, or takes too long."""


class FewMatched(UserError):
    """A join that finds less than can have been meant. `few`: what it finds and what not, a clause."""

    def __init__(self, few: str, documents: int) -> None:
        """`documents`: how many would change."""
        self.few, self.documents = few, documents
        super().__init__(f"Nothing was joined: {few}.")


class NotAllowed(UserError):
    """A rule of the project forbids the change; nothing was changed."""


class UndoBlocked(UserError):
    """The rows of the step were changed since by a later step; nothing was changed."""

    def __init__(self, problem: str, name: str = "This step") -> None:
        """`problem`: “cannot be undone …”, the predicate of the sentence; `name`: how the step is called."""
        self.problem = problem
        super().__init__(f"{name} {problem}")


class NotFound(UserError):
    """A coder, layer, label, document or format that was named does not exist."""


class Cancelled(UserError):
    """A long task was stopped on request; the project is as it was before."""


class Bug(AnnotatorError):
    """A rule of the code was broken; never the user's fault."""
