"""One file per statutory procedure, the propositions they rest on, and the checklist engine."""
