"""Bindings: typed functions from a case to the values a form may ask for."""
