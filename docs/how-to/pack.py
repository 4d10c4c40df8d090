"""Pack text files into partitions: `python pack.py FOLDER-OF-PARTITIONS NUMBER-PER-PARTITION FILE…`."""

import sys
from pathlib import Path

import duckdb

folder, size, files = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
folder.mkdir(exist_ok=True)
for number, start in enumerate(range(0, len(files), size)):
    duckdb.sql("CREATE OR REPLACE TABLE part (document VARCHAR, content VARCHAR)")
    for file in map(Path, files[start : start + size]):
        duckdb.execute("INSERT INTO part VALUES (?, ?)", [file.stem, file.read_text("utf-8")])
    duckdb.sql(f"COPY part TO '{folder}/part-{number:04d}.parquet'")
