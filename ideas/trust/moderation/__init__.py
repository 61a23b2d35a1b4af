"""The rules of the house: reports, limits on what breaks them, reasons for each, and appeals."""
