"""Two ideas that say the same, and people who voted for either or both."""

import pytest


@pytest.fixture
def people(house, make):
    """Six people who vote."""
    return [make.member(f"Voter {number}") for number in range(6)]


@pytest.fixture
def duplicate(house, make, people):
    """An idea by ben, with votes of the first four."""
    idea = make.idea("Milk made of oats", by=house.ben)
    for person in people[:4]:
        make.vote(idea, person)
    return idea


@pytest.fixture
def canonical(house, make, people):
    """An idea by ana, with votes of the last four: two of them voted for both."""
    idea = make.idea("Oat milk in every shop")
    for person in people[2:]:
        make.vote(idea, person)
    return idea
