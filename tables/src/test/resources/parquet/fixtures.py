# Writes the Parquet files of the tests with pyarrow: python3 fixtures.py FOLDER
import datetime
import decimal
import sys

import pyarrow as pa
import pyarrow.parquet as pq

folder = sys.argv[1]
rows = 300
species = ["setosa", "versicolor", "virginica"]


def small(name, **options):
    """300 rows: a number with missing ones, a category, a vector of 4 and a label."""
    table = pa.table(
        {
            "id": pa.array(["r%03d" % i for i in range(rows)]),
            "length": pa.array([None if i % 50 == 7 else i / 8 for i in range(rows)], pa.float64()),
            "count": pa.array([i * 1000 for i in range(rows)], pa.int32()),
            "color": pa.array([["red", "green", "blué"][i % 3] if i % 60 else None for i in range(rows)]),
            "embedding": pa.array(
                [[i, i + 0.25, -i, 0.5] for i in range(rows)], pa.list_(pa.float32())
            ),
            "species": pa.array([species[i // 100] for i in range(rows)]),
        }
    )
    pq.write_table(table, folder + "/" + name + ".parquet", row_group_size=128, **options)


for codec in ["none", "snappy", "zstd", "gzip"]:
    small("small-" + codec, compression=codec)
small("small-plain", compression="snappy", use_dictionary=False, data_page_version="2.0")
small("small-checked", compression="snappy", write_page_checksum=True)

day = datetime.date(2024, 5, 17)
moment = datetime.datetime(2024, 5, 17, 12, 0)
types = pa.table(
    {
        "bool": pa.array([True, False, None]),
        "int8": pa.array([1, -2, None], pa.int8()),
        "uint32": pa.array([1, 4000000000, None], pa.uint32()),
        "int64": pa.array([1, 9007199254740993, None], pa.int64()),
        "uint64": pa.array([1, 18446744073709551615, None], pa.uint64()),
        "half": pa.array([1.0, 0.5, None], pa.float16()),
        "float": pa.array([0.1, float("nan"), None], pa.float32()),
        "double": pa.array([0.1, 1e-3, None], pa.float64()),
        "decimal": pa.array([decimal.Decimal("12.34"), decimal.Decimal("-0.01"), None], pa.decimal128(9, 2)),
        "wide": pa.array(
            [decimal.Decimal("12345678901234567890.5"), decimal.Decimal("-1.5"), None],
            pa.decimal128(30, 1),
        ),
        "date": pa.array([day, datetime.date(1970, 1, 1), None]),
        "millis": pa.array([moment, datetime.datetime(1969, 12, 31), None], pa.timestamp("ms")),
        "micros": pa.array([moment, datetime.datetime(1969, 12, 31), None], pa.timestamp("us")),
        "nanos": pa.array([moment, datetime.datetime(1969, 12, 31), None], pa.timestamp("ns")),
        "time": pa.array([datetime.time(6), datetime.time(12), None], pa.time64("us")),
        "text": pa.array(["1", "2", None]),
        "class": pa.array([2, 10, None], pa.int64()),
    }
)
pq.write_table(types, folder + "/types.parquet")

old = pa.table({"moment": pa.array([moment, None], pa.timestamp("ns")), "label": ["a", "b"]})
pq.write_table(old, folder + "/int96.parquet", use_deprecated_int96_timestamps=True)

nested = pa.table(
    {
        "x": [1.0, 2.0],
        "person": pa.array([{"name": "Ann", "age": 3}, {"name": "Bo", "age": 4}]),
        "tags": pa.array([["a"], ["b", "c"]]),
        "map": pa.array([[("k", 1)], []], pa.map_(pa.string(), pa.int32())),
        "label": ["a", "b"],
    }
)
pq.write_table(nested, folder + "/nested.parquet")

vectors = {
    "uneven": [[1.0, 2.0], [3.0, 4.0], [5.0]],
    "holes": [None, [3.0, None], [5.0, 6.0]],
}
for name, lists in vectors.items():
    table = pa.table({"v": pa.array(lists, pa.list_(pa.float64())), "label": ["a", "b", "a"]})
    pq.write_table(table, folder + "/" + name + ".parquet")

infinite = pa.table({"x": [1.0, float("inf")], "label": ["a", "b"]})
pq.write_table(infinite, folder + "/infinite.parquet")

dotted = pa.table({"a.b": [1.0, 2.0], "c": [3.0, 4.0], "label": ["x", "y"]})
pq.write_table(dotted, folder + "/dotted.parquet")

empty = pa.table({"x": pa.array([], pa.float64()), "label": pa.array([], pa.string())})
pq.write_table(empty, folder + "/empty.parquet")
