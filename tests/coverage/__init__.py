"""How often the intervals hold what they promise: `python -m tests.coverage`, and in short in the tests."""
