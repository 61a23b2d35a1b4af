"""Public: what a brand shows of itself: the promise and the roadmap."""
