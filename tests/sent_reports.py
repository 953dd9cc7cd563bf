"""What the workers of a run tell its controller arrives, whatever text is in it.

execnet sends UTF-8 and plain values. Half a character in a message, a name or a warning, or an object among the values
of a report, would end the run instead of one test; so would a warning of a class that the controller cannot import.
"""

from typing import Any

import pytest
from _pytest._io.saferepr import saferepr

_PLAIN = (type(None), bool, float, bytes)
_LEAST, _BEYOND = -(1 << 31), 1 << 10_000
"""Which whole numbers execnet can write: 4 bytes, or more above zero, as far as Python writes them out."""
_OF_PYTHON = "builtins"


def pytest_configure(config: pytest.Config) -> None:
    """Let a worker of this run send nothing that cannot arrive; does nothing where there are no workers."""
    for worker in config.pluginmanager.get_plugins():
        if hasattr(worker, "sendevent"):
            _mend(worker)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let a test have a name that can stand in the environment: pytest would tear down neither it nor the next one."""
    if (name := as_sent(item.nodeid)) != item.nodeid:
        item._id = type(item.id).parse(name)


def _mend(worker: Any) -> None:
    send = worker.sendevent

    def send_mended(name: str, **told: Any) -> None:
        if "warning_message_data" in told:
            told["warning_message_data"] = _of_python(told["warning_message_data"])
        send(name, **as_sent(told))

    worker.sendevent = send_mended


def as_sent(value: Any) -> Any:
    """Return what says the same and can be sent: what UTF-8 lacks is escaped, what is no plain value is its `repr`."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, str):
        return str.encode(value, "utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, int):
        return int(value) if _LEAST <= value < _BEYOND else f"{value:#x}"
    if isinstance(value, dict):
        return {as_sent(key): as_sent(one) for key, one in value.items()}
    for kind in (list, tuple, set, frozenset):
        if isinstance(value, kind):
            return kind(as_sent(one) for one in value)
    return as_sent(saferepr(value))


def _of_python(warning: dict[str, Any]) -> dict[str, Any]:
    """Return a warning as xdist tells it, of a class that every process has."""
    said = warning["message_str"]
    if warning["message_module"] not in (None, _OF_PYTHON):
        said = f"{warning['message_class_name']}: {said}"
        warning |= {"message_module": _OF_PYTHON, "message_class_name": "UserWarning", "message_args": None}
    if warning["category_module"] not in (None, _OF_PYTHON):
        warning |= {"category_module": _OF_PYTHON, "category_class_name": "UserWarning"}
    return warning | {"message_str": said, "message_args": warning["message_args"] or (said,)}
