"""What breaks programs and files: kills at any moment, damage, full disks, races, mishaps, inputs that are no input.

Each kind of it (`kinds.py`) is a row of trials that are known by their number: the same seed and number is the same
trial. `python -m tests.torture` plays them all (`make torture`), and the tests here a few of each.
"""
