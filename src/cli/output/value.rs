//! Prints a single value, and the result of a query.

use super::columns::{MAX_COLUMNS, columns_of};
use super::{Columns, Format, Row, Style, Writer, markdown, row, text};
use crate::cli::text::{Escaped, cell};
use jmespath::Variable;
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::Write;

/// Prints one object. A CSV, a table and text have a row for each of its fields.
pub fn object(out: &mut dyn Write, object: Map<String, Value>, style: Style<'_>) -> anyhow::Result<()> {
    if let Some(query) = style.query {
        let data = query.apply_to(Value::Object(object))?;
        return query_result(out, &data, Style { query: None, ..style });
    }
    match style.format {
        Format::Json => document(out, &object),
        Format::Jsonl | Format::DynamoDbJson => line(out, &object),
        Format::Table | Format::Csv | Format::Text | Format::Markdown => fields(out, object, style),
    }
}

/// Prints the result of a query, which may be any JSON.
pub(super) fn query_result(out: &mut dyn Write, data: &Variable, style: Style<'_>) -> anyhow::Result<()> {
    match (style.format, data) {
        (Format::Json, data) => document(out, data),
        (Format::Jsonl | Format::DynamoDbJson, Variable::Array(rows)) => rows.iter().try_for_each(|row| line(out, row)),
        (Format::Jsonl | Format::DynamoDbJson, data) => line(out, data),
        (Format::Text, Variable::Array(rows)) if !rows.iter().all(|row| row.is_object()) => {
            rows.iter().try_for_each(|row| text::value(out, row))
        }
        (Format::Table | Format::Csv | Format::Text | Format::Markdown, Variable::Array(rows)) => {
            let columns = if rows.iter().all(|row| row.is_object()) {
                let names = rows.iter().filter_map(|row| row.as_object()).map(|row| row.keys().map(String::as_str));
                columns_of(names)
            } else {
                vec!["value".to_owned()]
            };
            let rows = rows.iter().map(|row| {
                Ok(match serde_json::to_value(row)? {
                    Value::Object(row) => Row::from_iter(row),
                    other => super::row([("value", other)]),
                })
            });
            // If the columns were cut, a CSV takes the other fields in its last column.
            let is_cut = columns.len() == MAX_COLUMNS;
            list(out, if is_cut { Columns::FromData } else { Columns::Named(columns) }, rows, style)
        }
        (Format::Table | Format::Csv | Format::Text | Format::Markdown, data) => match serde_json::to_value(data)? {
            Value::Object(object) => fields(out, object, style),
            _ if style.format == Format::Text => text::value(out, data),
            data if style.format == Format::Markdown => Ok(writeln!(out, "{}", markdown::value(&data))?),
            data if style.format == Format::Table => Ok(writeln!(out, "{}", cell(&data, style.times))?),
            data => {
                let mut csv = ::csv::Writer::from_writer(out);
                csv.write_record([style.cells.cell(&data).as_bytes()])?;
                Ok(csv.flush()?)
            }
        },
    }
}

/// Prints JSON over several lines.
fn document(out: &mut dyn Write, data: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(Escaped(&mut *out), data)?;
    Ok(writeln!(out)?)
}

/// Prints JSON on one line.
fn line(out: &mut dyn Write, data: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(Escaped(&mut *out), data)?;
    Ok(writeln!(out)?)
}

/// Prints an object as a list of its fields.
fn fields(out: &mut dyn Write, object: Map<String, Value>, style: Style<'_>) -> anyhow::Result<()> {
    let rows = object.into_iter().map(|(field, value)| Ok(row([("field", Value::String(field)), ("value", value)])));
    list(out, Columns::Fixed(&["field", "value"]), rows, style)
}

fn list(
    out: &mut dyn Write,
    columns: Columns,
    rows: impl Iterator<Item = anyhow::Result<Row>>,
    style: Style<'_>,
) -> anyhow::Result<()> {
    let mut writer = Writer::new(out, columns, style);
    for row in rows {
        writer.push(row?)?;
    }
    writer.finish()
}
