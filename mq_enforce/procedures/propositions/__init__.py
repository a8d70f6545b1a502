"""Propositions of law, one function each."""
