"""What every test shares: nothing leaves this machine, and what was left out is said at the end."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium")
CHROMEDRIVER = shutil.which("chromedriver")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are left out where Debian's chromium and chromium-driver are not installed."""
    if CHROMIUM and CHROMEDRIVER:
        return
    missing = pytest.mark.skip(reason="chromium and chromium-driver are not installed")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(missing)


def pytest_terminal_summary(terminalreporter) -> None:
    """Say which tests were left out and why, so that a green run on a bare machine does not claim too much."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons: dict[str, int] = {}
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] = reasons.get(reason.removeprefix("Skipped: "), 0) + 1
    for reason, count in reasons.items():
        terminalreporter.write_line(f"LEFT OUT: {count} test(s): {reason}")


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that tries to leave this machine fails, by name of the address."""
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and not (
            host.startswith("127.") or host in ("localhost", "::1", "0.0.0.0")
        ):
            raise AssertionError(f"a test tried to reach {address}; tests send traffic to loopback only")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
