"""The web server of `rostrum serve`."""

from __future__ import annotations

from typing import Any

from flask import Flask
from waitress.server import create_server

from indexer import WrongCall


def serve(app: Flask, *, host: str = "127.0.0.1", port: int = 8000, threads: int = 4) -> None:
    """Serve until interrupted, saying where once the port is really held; port 0 takes a free one.

    Raises WrongCall when the port cannot be had.
    """
    try:
        server = create_server(app, host=host, port=port, threads=threads, ident=None)
    except (OSError, ValueError) as error:
        raise WrongCall(f"cannot listen on {host} port {port}: {error}; name another port") from error
    for place in _places(server):
        print(f"Rostrum is at {place} (Ctrl-C stops it)", flush=True)
    server.run()
    server.close()


def _places(server: Any) -> list[str]:
    """A name such as localhost has several addresses, and waitress then listens on each."""
    single = [(getattr(server, "effective_host", ""), getattr(server, "effective_port", 0))]
    listening = getattr(server, "effective_listen", single)
    return [f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/" for host, port in listening]
