"""Splink 5 over the rows, rules, levels and weights of our model. Prints one line of JSON: seconds of training and of predict, pairs kept, peak memory."""
import json
import resource
import sys
import time

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule
from splink.comparison_level_library import CustomLevel, NullLevel
from splink.comparison_library import CustomComparison

folder = sys.argv[1]
model = json.load(open(f"{folder}/model.json"))
con = duckdb.connect(":memory:")
con.execute("set threads to 2")
con.execute(f"set temp_directory = '{folder}/tmp'")
kinds = {c: ("VARCHAR" if c.startswith("t") and len(c) == 2 else "INTEGER") for c in model["columns"]}
columns = "{" + ", ".join(f"'{c}': '{k}'" for c, k in kinds.items()) + "}"
for name in ("list", "register"):
    con.execute(f"create table {name}_side as select row as unique_id, *, case when birth % 100 <> 0 and birth % 10000 >= 100 then 1 else 0 end as whole, birth // 10000 as year from read_csv('{folder}/{name}.csv', header = false, auto_detect = false, columns = {columns})")

DIFF = " + ".join(f"(case when s{k}_l <> s{k}_r then 1 else 0 end)" for k in range(6))
ONE_EDIT = "case " + " ".join(f"when s{k}_l <> s{k}_r then damerau_levenshtein(t{k}_l, t{k}_r) <= 1" for k in range(6)) + " else false end"


def digit(column, place):
    return f"(({column} // {10 ** place}) % 10)"


def one_digit(a, b):
    off = " + ".join(f"(case when {digit(a, k)} <> {digit(b, k)} then 1 else 0 end)" for k in range(6))
    swapped = " or ".join(f"({digit(a, k)} = {digit(b, k + 1)} and {digit(a, k + 1)} = {digit(b, k)} and {digit(a, k)} <> {digit(a, k + 1)})" for k in range(5))
    return f"(case ({off}) when 1 then true when 2 then ({swapped}) else false end)"


MONTH = "((birth_{0} // 100) % 100)"
# Highest level first, as our own statement has them; the last of each is "else".
CONDITIONS = {
    "name": [
        "plain_l = 0 or plain_r = 0", "telex_l = telex_r", "plain_l = plain_r and (marked_l = 0 or marked_r = 0)", "plain_l = plain_r", "sorted_l = sorted_r",
        f"case when syllables_l = syllables_r and syllables_l <= 6 then ({DIFF}) = 1 else false end and ({ONE_EDIT})", "given_l = given_r and surname_l = surname_r and surname_l > 0 and given_l > 0", "given_l = given_r and given_l > 0",
    ],
    "number": [
        "not (pin_high_l >= 0 and pin_high_r >= 0) and not (cmnd_l >= 0 and cmnd_r >= 0)", "pin_high_l >= 0 and pin_high_l = pin_high_r and pin_low_l = pin_low_r", "cmnd_l >= 0 and cmnd_l = cmnd_r",
        f"case when pin_high_l >= 0 and pin_high_r >= 0 then ((pin_high_l = pin_high_r and {one_digit('pin_low_l', 'pin_low_r')}) or (pin_high_l <> pin_high_r and pin_low_l = pin_low_r and {one_digit('pin_high_l', 'pin_high_r')})) else false end",
    ],
    "birth": [
        "birth_l = 0 or birth_r = 0", "birth_l = birth_r and whole_l = 1", f"year_l = year_r and whole_l = 1 and whole_r = 1 and {MONTH.format('l')} = birth_r % 100 and birth_l % 100 = {MONTH.format('r')}",
        "birth_l = birth_r or (year_l = year_r and (whole_l = 0 or whole_r = 0 or birth_l % 10000 = 101 or birth_r % 10000 = 101))",
        f"(year_l = year_r and ({MONTH.format('l')} = {MONTH.format('r')} or birth_l % 100 = birth_r % 100)) or (whole_l = 1 and whole_r = 1 and birth_l % 10000 = birth_r % 10000 and abs(year_l - year_r) = 1)", "year_l = year_r",
    ],
    "gender": ["gender_l = 0 or gender_r = 0", "gender_l = gender_r"],
    "address": ["commune_l = 0 or commune_r = 0", "commune_l = commune_r and hamlet_l > 0 and hamlet_l = hamlet_r", "commune_l = commune_r"],
}
BLOCKING = {
    "pin": "l.pin_high = r.pin_high and l.pin_low = r.pin_low and l.pin_high >= 0", "cmnd": "l.cmnd = r.cmnd and l.cmnd >= 0", "name-year": "l.plain = r.plain and l.year = r.year and l.plain > 0 and l.birth > 0",
    "birth-given": "l.given = r.given and l.birth = r.birth and l.given > 0 and l.whole = 1", "birth-surname-gender": "l.surname = r.surname and l.birth = r.birth and l.gender = r.gender and l.surname > 0 and l.gender > 0 and l.whole = 1",
    "syllables-year": "l.sorted = r.sorted and l.year = r.year and l.sorted > 0 and l.birth > 0", "name-commune": "l.plain = r.plain and l.commune = r.commune and l.plain > 0 and l.commune > 0",
    "surname-given-year-commune": "l.surname = r.surname and l.given = r.given and l.commune = r.commune and l.year = r.year and l.surname > 0 and l.given > 0 and l.commune > 0 and l.birth > 0",
    "given-year-commune-hamlet": "l.given = r.given and l.commune = r.commune and l.hamlet = r.hamlet and l.year = r.year and l.given > 0 and l.commune > 0 and l.hamlet > 0 and l.birth > 0",
    "name-day": "l.plain = r.plain and (l.birth % 10000) = (r.birth % 10000) and l.plain > 0 and l.whole = 1 and r.whole = 1",
}


def comparison(given):
    name, m, u = given["name"], given["m"], given["u"]
    null, *rest = CONDITIONS[name]
    top = len(m) - 1
    levels = [CustomLevel(null).configure(is_null_level=True)]
    levels += [CustomLevel(condition).configure(m_probability=m[top - k], u_probability=u[top - k]) for k, condition in enumerate(rest)]
    levels.append({"sql_condition": "ELSE", "label_for_charts": "else", "m_probability": m[0], "u_probability": u[0]})
    return CustomComparison(levels, output_column_name=name)


def settings():
    return SettingsCreator(
        link_type="link_only", comparisons=[comparison(each) for each in model["comparisons"]], blocking_rules_to_generate_predictions=[CustomRule(BLOCKING[rule]) for rule in model["blocking"]],
        probability_two_random_records_match=model["prior"], retain_matching_columns=False, retain_intermediate_calculation_columns=False,
    )


api = DuckDBAPI(con)
tables = [api.register("list_side"), api.register("register_side")] if hasattr(api, "register") else ["list_side", "register_side"]

# What it learns is thrown away: both score with the same weights.
learning = Linker(tables, settings(), log_level=50)
began = time.perf_counter()
learning.training.estimate_u_using_random_sampling(max_pairs=3e6)
for rule in ("l.pin_high = r.pin_high and l.pin_low = r.pin_low and l.pin_high >= 0", "l.telex = r.telex and l.birth = r.birth and l.telex > 0 and l.birth % 100 <> 0"):
    learning.training.estimate_parameters_using_expectation_maximisation(CustomRule(rule), fix_u_probabilities=True)
training = time.perf_counter() - began

linker = Linker(tables, settings(), log_level=50)
began = time.perf_counter()
result = linker.inference.predict(threshold_match_weight=model["keep"])
seconds = time.perf_counter() - began
kept = con.execute(f"select count(*) from {result.physical_name}").fetchone()[0]
print(json.dumps({"seconds": round(seconds, 2), "training": round(training, 2), "kept": kept, "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
