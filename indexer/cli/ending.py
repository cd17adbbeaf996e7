"""How a command ends: whatever happened, one sentence and an exit status, never a traceback."""

from __future__ import annotations

import errno
import logging
import sys
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from indexer.errors import RostrumError, StorageFailed, WrongCall

UNREAD = 1
WRONG_CALL = 2
UNAVAILABLE = 3
INTERRUPTED = 130

log = logging.getLogger(__name__)


class Commands(click.Group):
    """A group of commands whose errors end the program as the errors of Rostrum ask for."""

    def main(self, *args: Any, **more: Any) -> NoReturn:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a letter is no reason to end
                stream.reconfigure(errors="backslashreplace")
        try:
            more["standalone_mode"] = False
            status = super().main(*args, **more)
            sys.exit(status if isinstance(status, int) else 0)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _end("stopped; what was committed is kept", INTERRUPTED)
        except WrongCall as error:
            _end(str(error), WRONG_CALL)
        except RostrumError as error:
            _end(str(error), UNAVAILABLE)
        except OSError as error:
            _end(str(_storage(error)), UNAVAILABLE)
        except Exception as error:
            log.debug("the fault in full", exc_info=True)
            _end(f"this is a fault of Rostrum, please report it: {type(error).__name__}: {error}", UNAVAILABLE)


def _storage(error: OSError) -> StorageFailed:
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFailed(f"{place}the disk is full; free some space and run the same command again")
    return StorageFailed(f"{place}{error.strerror or error}; see that it exists and that this user may use it")


def _end(message: str, status: int) -> NoReturn:
    click.echo(f"rostrum: {message}", err=True)
    sys.exit(status)
