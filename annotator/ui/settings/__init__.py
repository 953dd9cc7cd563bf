"""What is set on this computer."""
