"""The project's settings: a row for each that somebody chose, so that one undo never stands in the way of another."""

from pydantic import JsonValue, ValidationError

from annotator.model.errors import BadProject
from annotator.model.settings import ProjectSettings
from annotator.store.rows.rows import TableRows, to_json
from annotator.store.sqlite_errors import DAMAGED


class SettingRows(TableRows):
    """The choices that hold for all who work in the project; `id`: the field of `ProjectSettings`, `value`: JSON."""

    name = "settings"
    columns = ("id", "value")

    def get(self) -> ProjectSettings:
        """Return all settings; raises `BadProject` where one has a value that it cannot have."""
        return settings_of(dict(self._select().fetchall()))

    def put(self, **changes: JsonValue) -> None:
        """Choose settings, by the fields of `ProjectSettings`; one that has the value already stays as it is."""
        for id, value in changes.items():
            text = stored(id, value)
            self._connection.execute(
                "INSERT INTO settings (id, value) VALUES (?, ?)"
                " ON CONFLICT (id) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
                [id, text],
            )


def stored(id: str, value: JsonValue) -> str:
    """Return a setting as it stands in a row, equal for equal values; raises `BadProject` where it cannot be so."""
    return to_json(settings_of({id: to_json(value)}).model_dump(mode="json")[id])


def settings_of(rows: dict[str, str]) -> ProjectSettings:
    """Return the settings of rows: JSON by name. Raises `BadProject`, naming the one that is wrong."""
    found = ", ".join(f"{to_json(id)}:{value}" for id, value in rows.items())
    try:
        return ProjectSettings.model_validate_json(f"{{{found}}}")
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        if not first["loc"]:
            raise BadProject(DAMAGED) from error
        raise BadProject(f"The setting “{first['loc'][0]}” of the project cannot be read: {first['msg']}.") from error
