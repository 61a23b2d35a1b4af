"""An idea that two people follow, and what they read of it."""

import pytest

from ideas.community.follow.actions import follow


@pytest.fixture
def idea(make):
    """An idea by ana, who follows it, and so does ben."""
    idea = make.idea("Oat milk in every shop")
    return idea


@pytest.fixture
def follows(make, now):
    def one(idea, person):
        with make.at_work():
            follow(idea, by=person, at=now)

    return one


@pytest.fixture
def news(run_jobs, mails):
    """Let the jobs run, and read who got which mail."""

    def read():
        run_jobs()
        return [(mail.address, mail.subject) for mail in mails()]

    return read
