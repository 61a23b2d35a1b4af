"""Operations: serve, prepare, back up, verify, repair, import, and the demo."""
