"""Five folds of scikit-learn's tables: `tercet train FILE` with no option but the file, against
NeighborhoodComponentsAnalysis on standardized features, both judged by the nearest neighbor.

    table_folds.py TERCET [SEED]

TERCET is the launcher. Prints precision@1 over all five test folds. Without scikit-learn it says
so and ends.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import warnings

try:
    from sklearn import datasets
    from sklearn.model_selection import StratifiedKFold
    from sklearn.neighbors import KNeighborsClassifier, NeighborhoodComponentsAnalysis
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
except ImportError:
    print("skipped: no scikit-learn (Debian: python3-sklearn)")
    sys.exit(0)

TABLES = {
    "wine": datasets.load_wine,
    "breast cancer": datasets.load_breast_cancer,
    "digits": datasets.load_digits,
    "iris": datasets.load_iris,
}


def write(path, table, rows):
    names = [str(name) for name in table.feature_names]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names + ["target"])
        for row in rows:
            label = table.target_names[table.target[row]]
            writer.writerow([repr(float(x)) for x in table.data[row]] + [label])


def tercet(launcher, folder, table, train, test):
    """The share of test rows whose nearest training row has their label."""
    write(os.path.join(folder, "train.csv"), table, train)
    write(os.path.join(folder, "test.csv"), table, test)

    def run(*words):
        result = subprocess.run(
            [launcher, *words], cwd=folder, check=True, capture_output=True, text=True
        )
        return result.stdout

    with tempfile.TemporaryDirectory(dir=folder) as out:
        run("train", "train.csv", "--test-file", "test.csv", "--no-pictures", "--out", out + "/run")
        model = out + "/run/model.safetensors"
        for name in ("train", "test"):
            run("embed", model, name + ".csv", "--out", "%s/%s.npy" % (out, name))
        scores = run(
            "evaluate",
            "--embeddings", out + "/test.npy",
            "--labels", out + "/test.labels.npy",
            "--reference-embeddings", out + "/train.npy",
            "--reference-labels", out + "/train.labels.npy",
            "--json",
        )
    return json.loads(scores)["precision_at_1"]


def nca(table, train, test, seed):
    model = make_pipeline(
        StandardScaler(), NeighborhoodComponentsAnalysis(random_state=seed), KNeighborsClassifier(1)
    )
    model.fit(table.data[train], table.target[train])
    return model.score(table.data[test], table.target[test])


def main():
    warnings.filterwarnings("ignore")
    launcher = os.path.abspath(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    print("%-14s %8s %8s" % ("", "tercet", "NCA"))
    for name, load in TABLES.items():
        table = load()
        folds = StratifiedKFold(5, shuffle=True, random_state=seed)
        ours = theirs = 0.0
        with tempfile.TemporaryDirectory() as folder:
            for train, test in folds.split(table.data, table.target):
                ours += len(test) * tercet(launcher, folder, table, train, test)
                theirs += len(test) * nca(table, train, test, seed)
        total = len(table.target)
        print("%-14s %8.4f %8.4f" % (name, ours / total, theirs / total), flush=True)


if __name__ == "__main__":
    main()
