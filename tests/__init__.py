"""The tests. What Python compiles of them and of the program is kept, else each child process compiles it anew."""

import os
import sys

# With it the collection of the tests takes a third of the time, and a start of the program two thirds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
