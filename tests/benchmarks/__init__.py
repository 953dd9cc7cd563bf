"""Benchmarks: each figure beside a floor that is measured in the same run, since the machine is shared and noisy."""
