# Rebound in a container, for `rebound submit kubernetes`: docker build -t rebound-uq .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --ignore-scripts --pack-destination /tmp

FROM node:22-slim
COPY --from=build /tmp/rebound-uq-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund /tmp/rebound-uq-*.tgz && rm /tmp/rebound-uq-*.tgz
USER node
WORKDIR /work
ENTRYPOINT ["rebound"]
