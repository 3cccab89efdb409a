# Build: every package is fetched by its hash; what the program needs while running is then installed from those alone.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN pip download --no-cache-dir --no-deps --require-hashes --requirement requirements.lock --dest /wheels
COPY pyproject.toml README.md LICENSE ./
COPY criteria criteria
COPY matcher matcher
RUN pip install --no-cache-dir --no-index --find-links /wheels hatchling \
 && pip wheel --no-deps --no-index --no-build-isolation --wheel-dir /wheels . \
 && python -m venv /opt/resetmatch \
 && /opt/resetmatch/bin/pip install --no-cache-dir --no-index --find-links /wheels 'resetmatch[telemetry]'

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin resetmatch \
 && install --directory --mode 700 --owner resetmatch /var/lib/resetmatch
COPY --from=build /opt/resetmatch /opt/resetmatch
ENV PATH=/opt/resetmatch/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    RESETMATCH_STORE=/var/lib/resetmatch
USER resetmatch
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
CMD ["resetmatch", "serve", "--host", "0.0.0.0"]
