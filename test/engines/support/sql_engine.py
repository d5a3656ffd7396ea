"""Runs Athena's SQL without Athena: writes rows as partitioned Parquet, translates Trino SQL to DuckDB's, and runs it.

Standard input: {"folder", "tables": [{schema, name, columns, partitions, rows}], "statements": [{name, sql}]}.
Standard output: {name: {"columns": [...], "rows": [[...]]}} or {name: {"error": text}}.
"""
import datetime
import json
import pathlib
import sys

import duckdb
import sqlglot


SCALARS = {
    "string": "VARCHAR",
    "double": "DOUBLE",
    "bigint": "BIGINT",
    "int": "INTEGER",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMP",
    "date": "DATE",
}


def parts(text: str) -> list[str]:
    """Splits at the commas that stand in no inner type."""
    found, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += {"<": 1, ">": -1}.get(character, 0)
        if character == "," and depth == 0:
            found.append(text[start:index])
            start = index + 1
    return [*found, text[start:]]


def duck_type(hive: str) -> str:
    if "<" not in hive:
        return SCALARS[hive]
    kind, inner = hive.split("<", 1)
    inner = inner[:-1]
    if kind == "array":
        return f"{duck_type(inner)}[]"
    if kind == "map":
        return f"MAP({', '.join(duck_type(part) for part in parts(inner))})"
    fields = (part.split(":", 1) for part in parts(inner))
    return f"STRUCT({', '.join(f'{chr(34)}{name}{chr(34)} {duck_type(of)}' for name, of in fields)})"


def write_table(connection, folder, table):
    """Parquet files in hive folders, read back through a view with the partition keys as text."""
    source = folder / f"{table['name']}.json"
    source.write_text("\n".join(json.dumps(row) for row in table["rows"]))
    columns = {column["name"]: duck_type(column["type"]) for column in table["columns"] + table["partitions"]}
    spec = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    rows = f"read_json('{source}', format = 'newline_delimited', columns = {{{spec}}})"
    schema, name = table["schema"], table["name"]
    connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    keys = [key["name"] for key in table["partitions"]]
    if not keys:
        connection.execute(f'CREATE TABLE "{schema}"."{name}" AS SELECT * FROM {rows}')
        return
    target = folder / name / "data"
    target.parent.mkdir()
    connection.execute(f"COPY (SELECT * FROM {rows}) TO '{target}' (FORMAT parquet, PARTITION_BY ({', '.join(keys)}))")
    connection.execute(
        f'CREATE VIEW "{schema}"."{name}" AS SELECT * FROM read_parquet('
        f"'{target}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
    )


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value


def run(connection, sql):
    try:
        (translated,) = sqlglot.transpile(sql, read="trino", write="duckdb")
        cursor = connection.execute(translated)
        columns = [column[0] for column in cursor.description]
        return {"columns": columns, "rows": [[plain(value) for value in row] for row in cursor.fetchall()]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    job = json.load(sys.stdin)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'; SET threads = 1")
    for table in job["tables"]:
        write_table(connection, pathlib.Path(job["folder"]), table)
    json.dump({item["name"]: run(connection, item["sql"]) for item in job["statements"]}, sys.stdout)


main()
