"""The commands, glue only: each opens what it needs, calls it, and says what came of it.

Exit status: 0 done, 1 done but some documents could not be read, 2 wrong call, 3 the service cannot work.
"""

# Each adds its commands to the group.
from indexer.cli import asking, correcting, filling, history, serving, tagging  # noqa: F401
from indexer.cli.commands import rostrum as main

__all__ = ["main"]
