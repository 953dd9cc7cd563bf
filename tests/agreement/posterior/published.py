"""Votes that were published with the numbers that models make of them."""

from collections import Counter

from annotator.agreement.input.ratings import Row, Table, Value, ratings_of
from annotator.agreement.posterior.votes import Votes, votes_of

# Dawid & Skene (1979), table 1: how fit 45 patients are for anaesthesia, 1 to 4, as five anaesthetists judged them, the
# first of whom did so three times (the first three figures of a patient). The published numbers are of the table as the
# R package rater has it; copies elsewhere (NumPyro's example of models of annotation) have one figure else, see below.
_PATIENTS = (
    "1111111 3334334 1122122 2223121 2223222 2223322 1122111 3333433 2222223 "
    "2322223 4444444 2223343 1111111 2223212 1211111 1112111 1111111 1111111 "
    "2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 "
    "1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 "
    "2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222"
)
ANAESTHESIA = tuple(_PATIENTS.split(" "))
PATIENT_7_ELSEWHERE = "1222111"
FIRST_THREE_TIMES = (0, 0, 0, 1, 2, 3, 4)

# The tests of crowd-kit (Apache licence, tests/conftest.py): a toy of yes and no, and answers of six workers, of whom
# the last but one always says “parrot” and the last is careless. Tasks by their last three figures.
TOY = {
    "w1": {"t1": "no", "t2": "yes", "t3": "yes", "t4": "yes", "t5": "yes"},
    "w2": {"t1": "yes", "t2": "yes", "t3": "no", "t4": "yes", "t5": "no"},
    "w3": {"t2": "yes", "t3": "no", "t4": "yes", "t5": "no"},
    "w4": {"t1": "yes", "t2": "no", "t3": "yes", "t4": "yes", "t5": "no"},
    "w5": {"t1": "no", "t2": "no", "t3": "no", "t4": "yes", "t5": "no"},
}
TOY_TRUTH = {"t1": "yes", "t2": "yes", "t3": "no", "t4": "yes", "t5": "no"}
BIRDS = {
    "bde3": {"eec": "goose", "efb": "parrot", "f03": "goose", "f05": "goose", "f02": "parrot", "f08": "parrot"},
    "b17c": {"efb": "parrot", "ee8": "chicken", "f07": "parrot", "efd": "chicken", "ee4": "chicken", "f03": "goose"},
    "a452": {"ee8": "chicken", "eec": "goose", "f05": "goose", "f02": "parrot", "f08": "parrot"},
    "0f65": {"eec": "goose", "ee8": "chicken", "f03": "goose", "ee4": "chicken"},
    "0c3e": {"eec": "parrot", "efb": "parrot", "f07": "parrot", "efd": "parrot", "ee4": "parrot", "f05": "parrot"},
    "e563": {"efb": "parrot", "ee8": "goose", "f02": "parrot", "f08": "parrot", "f07": "parrot", "efd": "goose"},
}
BIRDS_IN_ORDER = ("goose", "parrot", "chicken")
BIRDS_TRUTH = {
    **dict.fromkeys(("eec", "f03", "f05"), "goose"),
    **dict.fromkeys(("efb", "f02", "f08", "f07"), "parrot"),
    **dict.fromkeys(("ee8", "efd", "ee4"), "chicken"),
}

Answers = dict[str, dict[str, str]]


def anaesthesia(patient_7: str = ANAESTHESIA[6]) -> Votes:
    """Return the judgements of the anaesthetists."""
    patients = [*ANAESTHESIA[:6], patient_7, *ANAESTHESIA[7:]]
    table: Table = Counter(tuple(map(int, patient)) for patient in patients)
    return votes_of(ratings_of([table], (1, 2, 3, 4)), FIRST_THREE_TIMES)


def row_of(answers: Answers, task: str) -> Row:
    """Return what each worker said of a task."""
    return tuple(given.get(task) for given in answers.values())


def votes_in(answers: Answers, categories: tuple[Value, ...] = ()) -> Votes:
    """Return the votes of workers."""
    tasks = {task: None for given in answers.values() for task in given}
    return votes_of(ratings_of([Counter(row_of(answers, task) for task in tasks)], categories))
