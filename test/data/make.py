"""Writes the binary files of this folder: one table in every format that is read, and table.csv, its twin.

    pip install pyarrow polars && python3 test/data/make.py
"""

import csv
import json
from datetime import datetime, timezone
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

HERE = Path(__file__).parent
ROWS = 12
WHEN = [datetime(2024, 1, 2, 3, 4, i, tzinfo=timezone.utc) for i in range(ROWS)]
COLUMNS = {
    "id": [9007199254740992 + i if i % 2 else i for i in range(ROWS)],
    "text": [None if i == 4 else f"t{i}, “ß€😀”" for i in range(ROWS)],
    "score": [None if i in (2, 7) else i / 8 for i in range(ROWS)],
    "passed": [None if i == 3 else i % 3 == 0 for i in range(ROWS)],
    "rating": [1 + i % 5 for i in range(ROWS)],
    "scores": [None if i == 6 else {"judge": i / 4, "human": None if i % 4 else i % 2} for i in range(ROWS)],
    "tags": [["a", "b"][: i % 3] for i in range(ROWS)],
    "origin": ["real" if i < 5 else "synthetic" for i in range(ROWS)],
    "when": WHEN,
}


def plain(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, separators=(",", ":"))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write_csv():
    names = [n for name in COLUMNS for n in (("scores.judge", "scores.human") if name == "scores" else (name,))]
    with open(HERE / "table.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for i in range(ROWS):
            row = {name: values[i] for name, values in COLUMNS.items()}
            scores = row.pop("scores") or {}
            cells = {**row, "scores.judge": scores.get("judge"), "scores.human": scores.get("human")}
            writer.writerow([plain(cells[name]) for name in names])


def main():
    write_csv()
    table = pa.table(
        {
            **COLUMNS,
            "id": pa.array(COLUMNS["id"], pa.int64()),
            "rating": pa.array(COLUMNS["rating"], pa.int8()),
            "origin": pa.array(COLUMNS["origin"]).dictionary_encode(),
            "when": pa.array(WHEN, pa.timestamp("ms", tz="UTC")),
        }
    )
    small = {"write_statistics": False, "store_schema": False}
    for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
        pq.write_table(table, HERE / f"{codec}.parquet", compression=codec, row_group_size=5, **small)
    pq.write_table(table, HERE / "v2-index.parquet", data_page_version="2.0", write_page_index=True, use_dictionary=False,
                   column_encoding={"id": "DELTA_BINARY_PACKED", "score": "BYTE_STREAM_SPLIT", "text": "DELTA_BYTE_ARRAY"}, **small)
    for codec in ["uncompressed", "zstd", "lz4"]:
        feather.write_feather(table, HERE / f"{codec}.feather", compression=codec, chunksize=6)
    with ipc.new_stream(HERE / "stream.arrow", table.schema) as stream:
        stream.write_table(table, max_chunksize=6)
    frame = pl.DataFrame({**COLUMNS, "origin": COLUMNS["origin"]}).with_columns(pl.col("rating").cast(pl.Int8))
    for codec in ["uncompressed", "zstd", "lz4"]:
        frame.write_ipc(HERE / f"polars-{codec}.arrow", compression=codec)
    frame.write_parquet(HERE / "polars.parquet", statistics=False)
    # Several linked blocks in one LZ4 frame: 160 kB that pack into next to nothing.
    long = pa.table({"n": pa.array([i % 7 for i in range(40_000)], pa.int32())})
    feather.write_feather(long, HERE / "long-lz4.feather", compression="lz4", chunksize=40_000)
    pl.DataFrame({"n": [i % 7 for i in range(40_000)]}, schema={"n": pl.Int32}).write_ipc(
        HERE / "polars-long-lz4.arrow", compression="lz4"
    )
    write_long_parquet()


def write_long_parquet():
    """More rows than are looked at in all columns."""
    rows = range(130_000)
    table = pa.table(
        {
            "score": pa.array([i % 7 for i in rows], pa.int8()),
            "word": pa.array([f"w{i % 5}" for i in rows]),
            "pair": pa.array([{"left": i % 3, "right": i % 4} for i in rows]),
        }
    )
    packed = {"compression": "zstd", "row_group_size": 75_000}
    pq.write_table(table, HERE / "long.parquet", **packed)
    pq.write_table(table, HERE / "long-index.parquet", write_page_index=True, data_page_size=20_000, **packed)


main()
