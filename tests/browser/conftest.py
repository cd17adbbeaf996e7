"""Debian's Chromium, and a site for it to visit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.site import QUIET, chromium, served


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium()
    if found is None:
        missing = "no Chromium here; on Debian: apt install chromium"
        pytest.fail(missing) if os.environ.get("ROSTRUM_REQUIRE_BROWSER") else pytest.skip(missing)
    return {**browser_type_launch_args, "executable_path": found, "args": list(QUIET)}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site")) as address:
        yield address
