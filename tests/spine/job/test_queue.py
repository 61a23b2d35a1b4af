"""The worker thread: a job that fails stops no other, and work is found with and without being woken."""

import time

import pytest

from ideas.spine.job import queue as module
from ideas.spine.job.queue import Queue


def wait_for(what, seconds=5.0):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.01)
    return what()


@pytest.fixture
def start(app):
    """`start(jobs, look)`: a queue whose worker runs until the end of the test."""
    started = []

    def start_one(*jobs, look):
        queue = Queue(app, jobs, look=look)
        queue.start_worker()
        started.append(queue)
        return queue

    yield start_one
    for queue in started:
        queue.stop_worker()


def test_a_job_that_fails_stops_no_other(app):
    left = [1, 1]

    def fails():
        raise RuntimeError("no")

    def works():
        return left.pop() if left else 0

    assert Queue(app, (fails, works), look=works).work() == 2


def test_the_worker_runs_the_jobs_at_its_start_and_when_woken(start, monkeypatch):
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    runs = []
    queue = start(lambda: runs.append(1) or 0, look=lambda: 0)
    assert wait_for(lambda: len(runs) == 1)
    time.sleep(0.1)
    assert len(runs) == 1, "not again before it is woken or a minute has passed"

    queue.wake()

    assert wait_for(lambda: len(runs) == 2)


def test_what_another_process_left_is_found_by_the_look(start, monkeypatch):
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    runs, found = [], []
    start(lambda: runs.append(1) or 0, look=lambda: found.pop() if found else 0)
    assert wait_for(lambda: len(runs) == 1)

    found.append(1)

    assert wait_for(lambda: len(runs) == 2)


def test_a_worker_that_was_stopped_runs_no_more(start):
    runs = []
    queue = start(lambda: runs.append(1) or 0, look=lambda: 0)
    queue.stop_worker()
    before = len(runs)

    queue.wake()
    time.sleep(0.05)

    assert len(runs) == before
