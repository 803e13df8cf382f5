"""Adding a device by a link: signed in, and with the data key, without typing a password."""
