"""What a team does over a hub, by the command line: one file per command."""
