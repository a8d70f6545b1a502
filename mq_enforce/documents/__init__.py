"""Kinds of document, their place in the dossier, the life of a paper, and what forms and services share."""
