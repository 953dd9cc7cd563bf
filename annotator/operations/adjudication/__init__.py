"""How gold comes about: cases decided by a person or by a policy."""
