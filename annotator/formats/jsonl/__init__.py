"""Our JSONL, in and out: nothing is lost."""
