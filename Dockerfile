# foedus in a container: every package by its hash, a user of its own, a ledger in the volume /data, no network needed but
# to build it.  `make vendor` first: the explorer's files are fetched by their hashes on the machine that builds.
#
#     docker build -t foedus .
#     docker run --rm --network none -v foedus:/data foedus bound --attacker Georgia --target "South Ossetia"
#     docker run --rm -p 127.0.0.1:8765:8765 -e FOEDUS_TOKEN=choose-a-long-word -v foedus:/data foedus serve

FROM python:3.13.9-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/foedus
WORKDIR /source
COPY requirements-image.lock ./
RUN /opt/foedus/bin/pip install --require-hashes --no-compile -r requirements-image.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY src src
RUN test -f src/foedus/web/static/vendor/LICENSES.txt \
    || { echo "the explorer's files are missing: run make vendor, then build again" >&2; exit 1; }
RUN /opt/foedus/bin/pip install --no-deps --no-build-isolation --no-index --no-compile . \
    && /opt/foedus/bin/pip uninstall --yes hatchling editables \
    && /opt/foedus/bin/python -m compileall -q -j 0 /opt/foedus/lib

FROM python:3.13.9-slim-bookworm
LABEL org.opencontainers.image.title="foedus" org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.description="Who is bound to defend whom, on which day, seen by whom"
RUN useradd --uid 10001 --create-home --home-dir /home/foedus --shell /usr/sbin/nologin foedus \
    && install -d -o foedus -g foedus -m 0750 /data
COPY --from=build /opt/foedus /opt/foedus
ENV PATH=/opt/foedus/bin:$PATH PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 \
    FOEDUS_LEDGER=/data/ledger.sqlite FOEDUS_DATA=/data/sets
USER foedus
WORKDIR /data
VOLUME /data
EXPOSE 8765
COPY --chmod=0755 scripts/container /usr/local/bin/container
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["container", "health"]
ENTRYPOINT ["container"]
CMD ["serve"]
