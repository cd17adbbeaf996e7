"""The commands, glue only: each opens what it needs, calls it, and says what came of it.

Exit status: 0 done, 1 done but some documents could not be read, 2 wrong call, 3 the service cannot work.
"""

from __future__ import annotations

import sys

from indexer.cli.commands import rostrum
from indexer.errors import RostrumError, WrongCall

INTERRUPTED = 130


def main() -> None:
    """The command `rostrum`."""
    try:
        sys.exit(rostrum.main(standalone_mode=True))
    except WrongCall as error:
        _end(str(error), 2)
    except RostrumError as error:
        _end(str(error), 3)
    except KeyboardInterrupt:
        _end("stopped; what was committed is kept", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has gone
        sys.exit(0)


def _end(message: str, status: int) -> None:
    print(f"rostrum: {message}", file=sys.stderr)
    sys.exit(status)
