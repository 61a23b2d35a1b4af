"""The HTML rim: what stands between a browser and the features."""
