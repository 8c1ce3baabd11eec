"""Runs link.sql of a folder made by `congdan link-sql --dialect clickhouse --expected` in ClickHouse inside this process (chdb) and compares."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import chdb
from chdb.session import Session
from compare import compare, statements

folder = os.path.abspath(sys.argv[1])
session = Session()
began = time.perf_counter()
for text in statements(folder):
    session.query(text)
seconds = time.perf_counter() - began
lines = session.query("select list_row, register_row, weight from linked_pair", "TabSeparated").bytes().decode().splitlines()
version = session.query("select version()", "TabSeparated").bytes().decode().strip()
compare("clickhouse", f"chdb {chdb.__version__}, ClickHouse {version}", folder, [line.split("\t") for line in lines], seconds)
