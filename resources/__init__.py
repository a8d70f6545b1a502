"""Data and art of the program; found only through ``mq_enforce.base.resources``."""
