"""The process that answers: gunicorn with a gevent worker that cannot be held up by slow clients."""
