"""The WSGI entry: `wsgi:app` for any WSGI server."""

from ideas.app import create_app
from ideas.ops.serve import run_jobs_here

app = create_app()
run_jobs_here(app)
