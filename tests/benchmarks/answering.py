"""`python -m tests.benchmarks.answering --data DIR`: how long /api/search takes over what is held there, facets
and snippets included, asked over HTTP on this machine by one visitor."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from waitress.server import create_server

from indexer import Query, Settings
from indexer.catalogue import Catalogue
from search_app import create_app
from tests.benchmarks.questions import Question, ask_for
from tests.benchmarks.timing import percentile

ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.answering", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the catalogue and the index")
    parser.add_argument("--queries", type=int, default=25, metavar="N", help="of each kind (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    settings = Settings(data=chosen.data)
    with Catalogue(settings.catalogue_path) as catalogue:
        questions = ask_for(catalogue.statements(), each=chosen.queries, seed=chosen.seed)
        held = catalogue.counts().statements
    with served(settings) as connection:
        first = [milliseconds(connection, question) for question in questions]
        again = [[milliseconds(connection, question) for question in questions] for _ in range(ROUNDS)]
    print(f"{held:,} statements; milliseconds a search, p50 / p95; first asked, and {ROUNDS} times again")
    kinds = list(dict.fromkeys(question.kind for question in questions))
    for kind in [*kinds, "all"]:
        places = [n for n, question in enumerate(questions) if kind in (question.kind, "all")]
        columns = ([first[n] for n in places], [times[n] for times in again for n in places])
        shown = "   ".join(f"{percentile(times, 50):8.2f} / {percentile(times, 95):8.2f}" for times in columns)
        print(f"{kind:<12} {shown}")


@contextmanager
def served(settings: Settings) -> Iterator[HTTPConnection]:
    server = create_server(create_app(settings=settings), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    connection = HTTPConnection("127.0.0.1", server.effective_port)
    yield connection
    connection.close()
    server.close()


def milliseconds(connection: HTTPConnection, question: Question) -> float:
    started = perf_counter()
    connection.request("GET", "/api/search?" + urlencode(address(question)))
    answer = connection.getresponse()
    body = answer.read()
    elapsed = (perf_counter() - started) * 1000
    assert answer.status == 200, body
    return elapsed


def address(question: Question) -> dict[str, str]:
    """The question as a visitor would type it."""
    query: Query = question.query
    words = question.words if query.filters.empty else question.words.rsplit(" ", 1)[0]
    typed = {"phrase": f'"{words}"', "prefix": f"{words}*", "or": words.replace(" ", " OR ")}.get(question.kind, words)
    since, until = query.filters.since, query.filters.until
    ends = {"from": since.isoformat(), "to": until.isoformat()} if since and until else {}
    return {"q": typed, "size": "10", **ends}


if __name__ == "__main__":
    main()
