#!/bin/sh
# Makes a synthetic register and a list, writes the statements for clickhouse and runs them there. From the root of the project: sh docs/examples/clickhouse/run.sh [people] [lines]
set -e
node=$(ls tools/node_modules/node-linux-*/bin/node 2>/dev/null | head -1)
node=${node:-node}
people=${1:-20000} lines=${2:-6000} folder=.build/examples/clickhouse
test -x .build/examples/clickhouse-python/bin/python || { python3 -m venv .build/examples/clickhouse-python && .build/examples/clickhouse-python/bin/pip install --quiet chdb==4.4.0; }
rm -rf "$folder" && mkdir -p "$folder"
"$node" synthetic/lists/cli.ts --people "$people" --lines "$lines" --old-names 0.3 --out "$folder"
"$node" scripts/run.mjs link-sql --dialect clickhouse --list "$folder/list.csv" --register "$folder/register.csv" --out "$folder/engine" --expected
.build/examples/clickhouse-python/bin/python docs/examples/clickhouse/run.py "$folder/engine"
