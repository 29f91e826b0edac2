"""What every test of the ground floor stands on: no connection leaves this machine, even if the product were wrong."""

from collections.abc import Iterator

import pytest

from tests.trap_server import counted_connections


@pytest.fixture(autouse=True)
def nothing_leaves() -> Iterator[None]:
    """Bars what would go further than loopback."""
    with counted_connections():
        yield
