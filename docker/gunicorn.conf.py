"""How gunicorn runs in the container: its log in our own form, nothing beside the sockets."""

bind = "0.0.0.0:8000"
workers = 2
threads = 4
worker_tmp_dir = "/dev/shm"
max_requests = 2000
max_requests_jitter = 200
# The longest that gunicorn allows: a long query gets the site's own answer.
limit_request_line = 8190
# It would make a folder in a home that the unprivileged user does not have.
control_socket_disable = True
# No access log: it would keep addresses and query strings; the site logs each request itself.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Its warnings name the addresses of those whose requests were malformed.
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
