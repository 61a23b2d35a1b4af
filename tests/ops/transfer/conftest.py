"""An import as an operator runs it."""

import json

import pytest


@pytest.fixture
def run_import(app, cast, tmp_path):
    """`run_import(*rows)`: write the rows (dicts, or lines as text or bytes) to a file and import it to acme's board."""

    def run(*rows, options=(), name="old-place.jsonl", brand="acme", board="ideas"):
        path = tmp_path / name
        lines = [
            row if isinstance(row, bytes) else (row if isinstance(row, str) else json.dumps(row)).encode()
            for row in rows
        ]
        path.write_bytes(b"\n".join(lines) + b"\n")
        words = ["ideas", "import", str(path), "--brand", brand, "--board", board, *options]
        return app.test_cli_runner().invoke(args=words)

    return run
