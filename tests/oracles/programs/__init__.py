"""What runs in the oracles' environment: one module for each matter that others are asked about."""
