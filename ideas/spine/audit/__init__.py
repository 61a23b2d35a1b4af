"""The audit log: every act of staff, append-only, each entry chained to the one before it."""
