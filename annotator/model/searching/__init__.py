"""What is looked for in texts, and where it stands: words, phrases, beginnings, words near each other, patterns."""
