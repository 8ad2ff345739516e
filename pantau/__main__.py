"""``python -m pantau`` and the command ``pantau``."""

from pantau.app import app
from pantau.failures import run_app


def main() -> None:
    """Run the command line; ends the process with 0 (done), 1 (failed and recorded) or 2 (wrong usage)."""
    raise SystemExit(run_app(app))


if __name__ == "__main__":
    main()
