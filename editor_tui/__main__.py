"""The entry point of `editor-tui` and of `python -m editor_tui`."""

import sys

from editor_tui import __version__


def main() -> int:
    """Run the command line given in `sys.argv` and return its exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"editor-tui {__version__}\n")
        return 0
    from editor_tui.cli.main import run

    code = run(sys.argv[1:])
    import gc

    # The process ends: a last search for garbage would only take a twentieth of the time of a list.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(main())
