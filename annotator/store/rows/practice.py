"""Releases, practice documents and results: a row for each, so that one undo never stands in the way of another."""

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.practice import PracticeDocument, PracticeResult, Release, Score
from annotator.store.rows.rows import TableRows


class Releases(TableRows):
    """The documents whose gold is shown to their coders; a row's id is the document's."""

    name = "releases"
    columns = ("id", "document", "coder", "time", "content")

    def all(self) -> list[Release]:
        """Return all releases."""
        return [_release(row) for row in self._select("ORDER BY id")]

    def of_document(self, document: str) -> Release | None:
        """Return the release of a document, None where there is none."""
        row = self._select("WHERE id = ?", [document]).fetchone()
        return _release(row) if row else None

    def is_all_released(self, coder: str) -> bool:
        """Whether gold was released, and that of each document in which others than this coder, or gold, have spans."""
        if self._select("LIMIT 1").fetchone() is None:
            return False
        query = (
            "SELECT 1 FROM layers WHERE kind <> 'suggestions' AND coder IS NOT ? AND EXISTS (SELECT 1 FROM spans"
            " WHERE layer = layers.id AND document NOT IN (SELECT document FROM releases)) LIMIT 1"
        )
        return self._connection.execute(query, [coder]).fetchone() is None

    def add(self, releases: Iterable[Release]) -> None:
        """Insert releases."""
        self.insert((one.document, one.document, one.coder, one.time, one.content) for one in releases)


class PracticeDocuments(TableRows):
    """The documents that are practised on; a row's id is the document's."""

    name = "practice_documents"
    columns = ("id", "document", "coder", "time")

    def all(self) -> list[PracticeDocument]:
        """Return all practice documents, in the order of their ids."""
        return [_practice_document(row) for row in self._select("ORDER BY id")]

    def add(self, documents: Iterable[PracticeDocument]) -> None:
        """Insert practice documents."""
        self.insert((one.document, one.document, one.coder, one.time) for one in documents)


class PracticeResults(TableRows):
    """What coders had when they first marked practice documents done; a row's id is `layer/document`."""

    name = "practice_results"
    columns = ("id", "layer", "document", "places", "just_so", "same", "own", "gold", "time", "content")

    def all(self) -> list[PracticeResult]:
        """Return all results."""
        return [_result(row) for row in self._select("ORDER BY id")]

    def get(self, layer: str, document: str) -> PracticeResult | None:
        """Return the result of a layer for a document, None where there is none."""
        row = self._select("WHERE id = ?", [_result_id(layer, document)]).fetchone()
        return _result(row) if row else None

    def of_document(self, document: str) -> list[PracticeResult]:
        """Return the results for a document."""
        return [_result(row) for row in self._select("WHERE document = ? ORDER BY id", [document])]

    def add(self, results: Iterable[PracticeResult]) -> None:
        """Insert results."""
        self.insert(
            (_result_id(one.layer, one.document), one.layer, one.document, *astuple(one.score), one.time, one.content)
            for one in results
        )

    def delete_of_document(self, document: str) -> None:
        """Delete the results for a document."""
        self.delete(_result_id(one.layer, one.document) for one in self.of_document(document))


def _release(row: tuple[Any, ...]) -> Release:
    _, document, coder, time, content = row
    return Release(DocumentId(document), time, CoderId(coder) if coder else None, content)


def _practice_document(row: tuple[Any, ...]) -> PracticeDocument:
    _, document, coder, time = row
    return PracticeDocument(DocumentId(document), time, CoderId(coder) if coder else None)


def _result_id(layer: str, document: str) -> str:
    return f"{layer}/{document}"


def _result(row: tuple[Any, ...]) -> PracticeResult:
    _, layer, document, *score, time, content = row
    return PracticeResult(LayerId(layer), DocumentId(document), Score(*score), time, content)
