"""The application for a WSGI server; `kept serve` starts one."""

import os

from server.app import create_app
from server.config import Settings

os.umask(0o077)  # what the server writes is its owner's alone
app = create_app(Settings.from_environment(os.environ))
