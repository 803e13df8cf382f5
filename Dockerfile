# The app is built in one stage and served by another, which holds neither Node nor a compiler.
FROM node:22-bookworm-slim AS app
WORKDIR /kept/pwa
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc ./
RUN npm ci --no-progress
COPY pyproject.toml ../pyproject.toml
COPY server/practices/catalogue.toml ../server/practices/catalogue.toml
COPY pwa ./
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
WORKDIR /kept
COPY requirements.lock ./
RUN python -m venv /kept/.venv \
 && /kept/.venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim-bookworm
ENV PATH=/kept/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data
WORKDIR /kept
COPY --from=packages /kept/.venv .venv
COPY pyproject.toml LICENSE README.md wsgi.py gunicorn.conf.py ./
COPY contract contract
COPY migrations migrations
COPY server server
RUN .venv/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
 && useradd --uid 10001 --no-create-home kept \
 && install --directory --owner=kept --mode=0700 /data
COPY --from=app /kept/pwa/dist pwa/dist
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
CMD ["kept", "serve"]
