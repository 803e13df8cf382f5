"""The people of this server, as its owner sees them: no more than the owner could read in the database."""
