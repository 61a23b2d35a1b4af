"""The pipeline: moves from stage to stage, and the answer that each idea is owed."""
