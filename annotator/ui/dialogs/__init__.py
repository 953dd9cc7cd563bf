"""Dialogs: each asks for one thing and hands it out as a frozen object; none touches a project."""
