"""The window (part 2)."""
