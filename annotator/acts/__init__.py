"""Speech acts: who does what towards whom. Pure rules over the model; what writes is in operations."""
