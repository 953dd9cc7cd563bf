"""What a step did in parts, by who may see them, chained so that nothing can be altered or dropped."""
