"""What people record: the one writer, and what a device has not seen yet."""
