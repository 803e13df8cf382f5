"""Import this before anything else in a process that serves: gevent replaces the library's waiting parts.

That must happen before ssl is imported (it is not replaced reliably afterwards) and before psycopg is (it
chooses its way of waiting when it is imported). Forking and signals stay the standard library's until the
worker has been forked: gunicorn's parent process looks after its children in its own way.
"""

import gc

from gevent import monkey

# What is loaded stays: Python looks for garbage again once all of it is there (gunicorn.conf.py).
gc.disable()
monkey.patch_all(os=False, signal=False)
