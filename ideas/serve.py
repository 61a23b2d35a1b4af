"""`python -m ideas.serve`, as service files name it: the work is in `ideas.ops.serve`."""

from ideas.ops.serve import main

if __name__ == "__main__":
    raise SystemExit(main())
