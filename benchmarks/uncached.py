"""The app with the page cache off, so that a benchmark measures the page and not the cache."""

from ideas.app import create_app

app = create_app()
app.extensions["pages"].seconds = 0.0
