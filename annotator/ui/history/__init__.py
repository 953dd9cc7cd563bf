"""History: what was done, by whom and when, narrowed; one step of it reverted with what stands on it."""
