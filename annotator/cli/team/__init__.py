"""What a team hands each other, by the command line: one file per command."""
