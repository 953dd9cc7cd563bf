"""Said once to whoever had used the program then: the workspaces have other keys than before."""

from collections.abc import Callable

from annotator.ui.commands.commands import WORKSPACE_KEYS
from annotator.ui.commands.key_names import key_or_none
from annotator.ui.settings.preferences import Preferences


def tell_new_keys(preferences: Preferences, say: Callable[[str], object]) -> None:
    """Say it, and keep in the settings that it was said; a newcomer is told nothing."""
    settings = preferences.value
    if settings.knows_keys:
        return
    if settings.geometry:
        keys = ", ".join(f"{key_or_none(f'view.{place}')} {place.capitalize()}" for place in WORKSPACE_KEYS)
        say(f"New keys: {keys}. Settings › Keys brings the old ones back.")
    preferences.put(settings.model_copy(update={"knows_keys": True}))
