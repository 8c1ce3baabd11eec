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


def rows(query):
    return [line.split("\t") for line in session.query(query, "TabSeparated").bytes().decode().splitlines()]


version = session.query("select version()", "TabSeparated").bytes().decode().strip()
compare("clickhouse", f"chdb {chdb.__version__}, ClickHouse {version}", folder, rows("select list_row, register_row, weight from linked_pair"), rows("select list_row, register_row, zone, reason from link_answer"), seconds)
