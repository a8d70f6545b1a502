"""Use cases: one function is one thing a person does; the only door for window and command line."""
