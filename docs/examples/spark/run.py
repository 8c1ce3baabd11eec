"""Runs link.sql of a folder made by `congdan link-sql --dialect spark --expected` on Spark in local mode and compares."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from compare import compare, statements
from pyspark.sql import SparkSession

folder = os.path.abspath(sys.argv[1])
spark = (
    SparkSession.builder.master("local[2]").appName("congdan-link")
    .config("spark.driver.memory", "4g").config("spark.sql.shuffle.partitions", "8").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    .config("spark.sql.warehouse.dir", f"{folder}/warehouse").config("spark.local.dir", f"{folder}/tmp")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
began = time.perf_counter()
for text in statements(folder):
    spark.sql(text).collect()
seconds = time.perf_counter() - began
pairs = [(row.list_row, row.register_row, row.weight) for row in spark.sql("select list_row, register_row, weight from linked_pair").collect()]
answers = [(row.list_row, row.register_row, row.zone, row.reason) for row in spark.sql("select list_row, register_row, zone, reason from link_answer").collect()]
version = f"{spark.version}, Java {spark._jvm.System.getProperty('java.version')}"
spark.stop()
compare("spark", version, folder, pairs, answers, seconds)
