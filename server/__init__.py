"""The Flask server of Kept: serves the app, the practice library and the health of the service."""
