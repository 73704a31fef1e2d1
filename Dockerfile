# Horarium for a container, with a Redis elsewhere (REDIS_URL): docker build -t horarium . && docker run horarium --help
# Modules of your own: FROM horarium, then COPY them to /horarium/modules.

FROM node:20-bookworm-slim AS build
WORKDIR /horarium
COPY . .
# The compiler is named by a library that could use it, so that prune keeps it.
RUN npm ci && npm run build && npm prune --omit=dev && rm -rf .turbo node_modules/typescript node_modules/@typescript

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /horarium
COPY --from=build /horarium .
# What it may write; the rest of the image is root's.
RUN install -d -o node -g node .horarium
USER node
EXPOSE 9667
# Give it longer than the 30 s in which a stopping process lets its runs end: docker stop --timeout 40.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD ["node", "/horarium/packages/cli/bin/horarium.js", "health"]
ENTRYPOINT ["node", "/horarium/packages/cli/bin/horarium.js"]
CMD ["start"]
