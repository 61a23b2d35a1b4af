"""Who may call what, one endpoint a line: `python -m tests.house.access_list` writes access.txt anew."""

from pathlib import Path

from flask import Flask

from ideas.app import create_app
from ideas.base.settings import Settings

LIST = Path(__file__).parent / "access.txt"


def lines(app: Flask) -> list[str]:
    """Each endpoint after its marker, sorted."""
    return sorted(f"{getattr(view, 'access', 'NONE'):16} {name}" for name, view in app.view_functions.items())


if __name__ == "__main__":
    LIST.write_text("\n".join(lines(create_app(Settings(env="test", secret_key="k" * 40)))) + "\n")
