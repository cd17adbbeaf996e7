"""How a command ends: whatever happened, one sentence and an exit status, never a traceback."""

from __future__ import annotations

import errno
import logging
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click

from indexer.errors import RostrumError, StorageFailed, WrongCall

UNREAD = 1
WRONG_CALL = 2
UNAVAILABLE = 3
INTERRUPTED = 130


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
            _end(f"this is a fault of Rostrum, please report it: {_told(error)}", UNAVAILABLE)


class OneLine(logging.Formatter):
    """A warning in one line, without the traceback that may have come with it."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        return f"rostrum: {record.getMessage()}" + (f" ({_told(error)})" if error else "")


def _told(error: BaseException) -> str:
    """What it is, and where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f", {Path(frame.filename).name} line {frame.lineno}" for frame in place)
    return f"{type(error).__name__}: {error}{where}"


def _storage(error: OSError) -> StorageFailed:
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFailed(f"{place}the disk is full; free some space and run the same command again")
    return StorageFailed(f"{place}{error.strerror or error}; see that it exists and that this user may use it")


def _end(message: str, status: int) -> NoReturn:
    click.echo(f"rostrum: {message}", err=True)
    sys.exit(status)
