"""Dossier: plan, assemble, package, verify."""
