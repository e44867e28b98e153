# Three stages: the packages that the site runs on, the files that are built once, and the image that
# holds both and none of the tools.

FROM python:3.13-slim AS base
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PATH=/venv/bin:$PATH
WORKDIR /app

FROM base AS packages
RUN python -m venv /venv
COPY requirements/runtime.txt requirements/
RUN pip install --require-hashes -r requirements/runtime.txt

FROM packages AS build
COPY requirements/build.txt requirements/
RUN pip install --require-hashes -r requirements/build.txt
COPY . .
# DEBUG=1 spares these two the secrets of production. collectstatic needs production's storage, with
# hashed names and brotli, and therefore a key, which is used for nothing and kept nowhere.
RUN DEBUG=1 python manage.py build_assets --require \
    && DEBUG=1 python manage.py compile_catalogues \
    && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
       ALLOWED_HOSTS=localhost SITE_ADDRESS=https://localhost \
       EMAIL_URL=smtp://localhost DEFAULT_FROM_EMAIL=a@example.se \
       python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules .local/npm .local/*.sqlite3*

FROM base
# A fixed number, so that rights on a volume mean the same on every host.
RUN groupadd --gid 10001 samordna \
    && useradd --uid 10001 --gid samordna --no-create-home --shell /usr/sbin/nologin samordna
# Documents lie here, in a volume: the one place that the site writes to.
ENV MEDIA_ROOT=/var/lib/samordna/media
RUN install -d -o samordna -g samordna -m 0700 "$MEDIA_ROOT"
VOLUME $MEDIA_ROOT
COPY --from=packages /venv /venv
# Owned by root: the site can read its own code and never change it.
COPY --from=build /app /app
USER samordna
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "docker/health.py"]
ENTRYPOINT ["docker/start"]
CMD ["gunicorn", "--config=docker/gunicorn.conf.py", "config.wsgi"]
