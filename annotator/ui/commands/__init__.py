"""The table of commands, their keys, and the menus that are made of it."""
