"""`python -m ideas.ops.backup FILE`, as scheduled jobs name it: the work is in `ideas.ops.backup`."""

from ideas.ops.backup import main

if __name__ == "__main__":
    raise SystemExit(main())
