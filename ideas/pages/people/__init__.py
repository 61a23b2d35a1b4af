"""The people of a brand: public profiles, invitations, and the owner’s list."""
