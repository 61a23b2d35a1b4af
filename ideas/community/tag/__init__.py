"""Tags kept in order: renamed, merged, taken away."""
