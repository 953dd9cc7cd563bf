"""What CLDR calls countries and territories, as Babel carries it."""

import babel

from tests.oracles.programs.answering import answer


def version() -> str:
    """Return Babel's version."""
    return str(babel.__version__)


def territories(language: str) -> dict[str, str]:
    """Return names in a language by ISO 3166-1 alpha-2."""
    return {str(code): str(name) for code, name in babel.Locale.parse(language).territories.items()}


if __name__ == "__main__":
    answer({each.__name__: each for each in (version, territories)})
