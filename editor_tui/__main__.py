"""The entry point of `editor-tui` and of `python -m editor_tui`."""

import sys

from editor_tui import __version__


def main() -> int:
    """Run the command line given in `sys.argv` and return its exit code."""
    if sys.argv[1:] == ["--version"]:
        return _show_version()
    try:
        from editor_tui.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Interrupted while the program was still being read.
        return 130
    import gc

    # The process ends: a last search for garbage would only take a twentieth of the time of a list.
    gc.freeze()
    return code


def _show_version() -> int:
    """The version on stdout, as quickly as can be; 2 where it cannot be written."""
    try:
        if sys.stdout is not None:
            sys.stdout.write(f"editor-tui {__version__}\n")
            sys.stdout.flush()
    except OSError as error:
        # The end of the process would try again, and complain.
        del sys.stdout
        return 0 if isinstance(error, BrokenPipeError) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
