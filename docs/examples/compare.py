"""Holds what an engine found against what the program itself finds: the same pairs, weights no further apart than 1e-4, every line judged the same for the same reason."""
import csv
import json
import sys

TOLERANCE = 1e-4


def compare(engine, version, folder, pairs, answers, seconds):
    """Prints one line of JSON and ends with 1 where the engine differs. A pair that lies on the threshold to the last digit may fall on either side."""
    with open(f"{folder}/expected_answer.csv", newline="") as file:
        judged = {(int(row["list_row"]), int(row["register_row"]), row["zone"], row["reason"]) for row in csv.DictReader(file)}
    said = {(int(line), int(person), zone, reason) for line, person, zone, reason in answers}
    keep = json.load(open(f"{folder}/model.json"))["keep"]
    with open(f"{folder}/expected.csv", newline="") as file:
        expected = {(int(row["list_row"]), int(row["register_row"])): float(row["weight"]) for row in csv.DictReader(file)}
    found = {(int(line), int(person)): float(weight) for line, person, weight in pairs}
    widest = max((abs(found[pair] - weight) for pair, weight in expected.items() if pair in found), default=0.0)
    other = [weight for one, two in ((expected, found), (found, expected)) for pair, weight in one.items() if pair not in two]
    on_threshold = sum(1 for weight in other if abs(weight - keep) < 1e-9)
    equal = len(found) == len(pairs) and len(other) == on_threshold and widest < TOLERANCE and len(expected) > 0 and said == judged and len(answers) == len(said)
    print(json.dumps({"engine": engine, "version": version, "pairs": len(found), "expected": len(expected), "onThreshold": on_threshold, "widest": widest, "answers": len(said), "otherAnswers": len(said ^ judged), "equal": equal, "seconds": round(seconds, 1)}))
    sys.exit(0 if equal else 1)


def statements(folder):
    """The statements of link.sql, without comments."""
    text = "\n".join(line for line in open(f"{folder}/link.sql").read().split("\n") if not line.startswith("--"))
    return [each.strip() for each in text.split(";\n") if each.strip()]
