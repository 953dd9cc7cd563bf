"""Two coders’ spans, matched one to one."""
