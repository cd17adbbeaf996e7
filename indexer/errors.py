"""Every error Rostrum raises on purpose. Each message says what is wrong and what to do about it."""

from __future__ import annotations


class RostrumError(Exception):
    """The root of the tree."""


class WrongCall(RostrumError):
    """The caller asked for something that has no meaning: an unknown field, a page below one, a missing path."""


class Unreadable(RostrumError):
    """A document cannot become a statement. Its message is the reason kept with it in quarantine."""


class Unavailable(RostrumError):
    """The service cannot work now; the root of the causes below."""


class NoIndex(Unavailable):
    """There is no index at the place named."""


class StampDiffers(Unavailable):
    """The index was made by other software or another schema and must be rebuilt before it is used."""


class IndexDamaged(Unavailable):
    """Files of the index are missing or do not match their checksums."""


class Locked(Unavailable):
    """Another process is writing."""


class StorageFailed(Unavailable):
    """The disk is full, read-only or failing; nothing was acknowledged that is not kept."""
