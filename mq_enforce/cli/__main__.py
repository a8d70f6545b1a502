"""``python -m mq_enforce.cli``: the same as the command ``mq-enforce``."""

from __future__ import annotations

import sys

from mq_enforce.cli import main

if __name__ == "__main__":
    sys.exit(main())
