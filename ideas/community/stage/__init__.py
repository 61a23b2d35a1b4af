"""Stages: a brand's own named steps of the pipeline, and its list of reasons for a no."""
