"""The demo: Fogbell, an invented coffee roaster, and eighteen months of its customers' ideas."""
