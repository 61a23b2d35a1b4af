"""The roadmap: what is planned, being built and shipped."""
