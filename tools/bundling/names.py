"""What the program and its files are called: the names that packages, icons and lists of parts have in common."""

from annotator.operations.opened_files import SUFFIXES

COMMAND = "annotator"
"""What the program is started by, and its folder, desktop entry and icon are called."""
WINDOW = f"{COMMAND}-window"
"""The program without a console, which Windows and macOS have besides: see `freezing/systems.py`."""
PACKAGE = "diplomatic-annotator"
"""The name of the distribution, of the Debian package, and of the program among the parts of a bundle."""
DEVELOPERS = "The Annotator developers"
"""Author, maintainer and publisher; without an address, since there is none."""
INSTALLED = f"usr/lib/{COMMAND}"
"""Where the Debian package has the bundle, below the root of the system."""

FILE_TYPES = {suffix: f"application/x-{COMMAND}-{kind}" for suffix, kind in SUFFIXES.items()}
"""The ending of each file that is opened by a double click -> what a desktop calls its type."""
FILE_ICONS = tuple(f"{COMMAND}-{kind}" for kind in SUFFIXES.values())
"""The drawings of these types, and their icons in an app of macOS and in the installer of Windows."""
