"""Others' programs, asked for what ours compute: in an environment of their own, as child processes.

`make oracles` makes it of `requirements.lock`. None of it is imported by the program or its tests.
"""
