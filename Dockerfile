# The tag names one release of Python on one release of Debian. Add its digest where images are built, if your registry
# gives one: a digest that nobody looked up would be a guess.
FROM python:3.11.15-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/gw2optimizer
ENV PATH=/opt/gw2optimizer/bin:$PATH
WORKDIR /src
COPY config/requirements.lock config/requirements.lock
RUN pip install --require-hashes --only-binary :all: -r config/requirements.lock
COPY . .
RUN pip install --no-build-isolation --no-deps . && python -m compileall -q /opt/gw2optimizer

FROM python:3.11.15-slim-bookworm

RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin gw2 \
    && install --directory --owner gw2 --mode 0700 /data
COPY --from=build /opt/gw2optimizer /opt/gw2optimizer
ENV PATH=/opt/gw2optimizer/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATA_FOLDER=/data \
    LOG_FORMAT=json
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
# `run` touches a file while Discord and the database answer; `health` looks how old it is
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["gw2optimizer", "health"]
ENTRYPOINT ["gw2optimizer"]
CMD ["run"]
