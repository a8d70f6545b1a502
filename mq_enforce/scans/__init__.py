"""Scans of signed papers: what a file is, and how many pages it has."""
