"""民权执法办案: an offline case manager for township enforcement teams.

``design.md`` of the project's notes holds the picture; ``mq_enforce/README.md`` holds the glossary.
"""

__version__ = "0.1.0"
