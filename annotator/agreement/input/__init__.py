"""What is compared: texts as coded, cut into units or grouped into passages, as arrays."""
