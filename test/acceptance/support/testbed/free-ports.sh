# shellcheck shell=bash
# Sourced by testbeds.

# free_ports NAME...: a line NAME=PORT for each, with ports of 127.0.0.1 on which nobody listens.
free_ports() {
  node - "$@" <<'JAVASCRIPT'
const { createServer } = require("node:net");
// All of them listen before the first is closed, so no port is given twice.
const servers = process.argv.slice(2).map((name) => {
  const server = createServer().listen(0, "127.0.0.1", () => console.log(`${name}=${server.address().port}`));
  return server;
});
setTimeout(() => servers.forEach((server) => server.close()), 200);
JAVASCRIPT
}
