"""Staff's pages about votes that look wrong: a module for each noun."""

from ideas.trust.fraud.staff import alert, choice, note, office, release, reopening, void

BLUEPRINTS = (choice.bp, alert.bp, release.bp, note.bp, reopening.bp, void.bp, office.bp)
