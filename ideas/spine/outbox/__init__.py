"""The outbox: one way to do, after the commit, what rows ask for, at least once and also after a crash."""
