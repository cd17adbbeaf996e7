"""Engines: each answers our queries with our results; `base.Engine` is the promise they keep."""
