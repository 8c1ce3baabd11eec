#!/bin/sh
# Makes a synthetic register and a list, writes the statements for spark and runs them there. From the root of the project: sh docs/examples/spark/run.sh [people] [lines]
set -e
node=$(ls tools/node_modules/node-linux-*/bin/node 2>/dev/null | head -1)
node=${node:-node}
people=${1:-20000} lines=${2:-6000} folder=.build/examples/spark
test -x .build/examples/spark-python/bin/python || { python3 -m venv .build/examples/spark-python && .build/examples/spark-python/bin/pip install --quiet pyspark==4.3.0; }
rm -rf "$folder" && mkdir -p "$folder"
"$node" synthetic/lists/cli.ts --people "$people" --lines "$lines" --old-names 0.3 --out "$folder"
"$node" scripts/run.mjs link-sql --dialect spark --list "$folder/list.csv" --register "$folder/register.csv" --out "$folder/engine" --expected
.build/examples/spark-python/bin/python docs/examples/spark/run.py "$folder/engine"
