"""The application: the only file that knows every domain."""

from flask import Flask

from server.accounts.context import init_context
from server.accounts.guard import init_guard
from server.accounts.routes import blueprint as accounts_blueprint
from server.config import Settings
from server.core import health
from server.core.api import init_api
from server.core.clock import Clock, SystemClock
from server.core.database_health import init_database_health
from server.core.db import init_db
from server.core.http import init_http
from server.core.logs import configure_logs
from server.keys.routes import blueprint as keys_blueprint
from server.linking.routes import blueprint as linking_blueprint
from server.nudges.routes import blueprint as nudges_blueprint
from server.oidc.routes import blueprint as oidc_blueprint
from server.oidc.routes import init_oidc
from server.passkeys.routes import blueprint as passkeys_blueprint
from server.people.routes import blueprint as people_blueprint
from server.practices.routes import practices_blueprint
from server.practices.service import load_catalogue
from server.sharing.routes import blueprint as sharing_blueprint
from server.shell.contact import contact_blueprint
from server.shell.routes import init_shell
from server.sync.routes import sync_blueprint


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """Assemble the application; raises CatalogueError when the library is broken."""
    configure_logs(settings.log_level)
    app = Flask(__name__, static_folder=None)
    init_http(app, settings, large_bodies=frozenset({"/api/sync"}))
    init_db(app, settings)
    init_database_health(app)
    clock = clock or SystemClock()
    init_context(app, settings, clock)
    init_guard(app)
    api = init_api(app)
    api.register_blueprint(health.blueprint)
    api.register_blueprint(accounts_blueprint)
    api.register_blueprint(passkeys_blueprint)
    api.register_blueprint(oidc_blueprint)
    init_oidc(app, settings)
    api.register_blueprint(linking_blueprint)
    api.register_blueprint(keys_blueprint)
    api.register_blueprint(practices_blueprint(load_catalogue()))
    api.register_blueprint(sharing_blueprint)
    api.register_blueprint(nudges_blueprint)
    api.register_blueprint(sync_blueprint(clock))
    api.register_blueprint(people_blueprint)
    init_shell(app, settings.app_dir)
    app.register_blueprint(contact_blueprint(settings, clock))
    return app
