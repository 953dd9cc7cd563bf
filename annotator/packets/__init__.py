"""Packets: what copies of a project hand each other, as one file that is written once. No SQL, no project."""
