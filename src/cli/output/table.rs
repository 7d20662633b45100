//! Tables for people: their widths, and records where a terminal is too narrow for columns.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use std::io::Write;

/// The spaces between the columns of a table, and the least that a column is narrowed to.
const GAP: usize = 2;
const NARROWEST: usize = 10;

/// The longest word that is not broken: a sort key with its time.
const UNBROKEN: usize = 40;

/// How a table is laid out, which its first rows decide.
pub(super) enum Shape {
    /// Columns of these widths.
    Columns(Vec<usize>),
    /// A line for each field, where the terminal is too narrow for columns.
    Records,
}

/// The widths of columns: their natural ones, the widest narrowed until all fit into `width`, but none below its `floor`,
/// which is what it cannot break.
fn arrange(mut widths: Vec<usize>, floors: &[usize], width: Option<usize>) -> Shape {
    let Some(width) = width else { return Shape::Columns(widths) };
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let narrowable = widths.iter_mut().zip(floors).filter(|(width, floor)| **width > **floor);
        match narrowable.max_by_key(|(width, _)| **width) {
            Some((widest, _)) => *widest -= 1,
            None => return Shape::Records,
        }
    }
    Shape::Columns(widths)
}

/// The longest word of a cell: an id that is to be copied must not be broken. A word longer than an id is no id.
fn floor_of(cell: &str) -> usize {
    let longest = cell.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    if longest > UNBROKEN { NARROWEST } else { longest }
}

/// On a terminal a column keeps its width and wraps; in a pipe a longer text makes its line longer, so that a line is a row.
fn set_widths(table: &mut Table, widths: &[usize], wrap: bool) {
    table.set_content_arrangement(if wrap { ContentArrangement::Dynamic } else { ContentArrangement::Disabled });
    // Without a terminal comfy-table wraps only what a constraint says; the sum of the constraints is the width.
    let last = widths.len().saturating_sub(1);
    for (index, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        let gap = if index == last { 0 } else { GAP };
        column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        let width = Width::Fixed(u16::try_from(width + gap).unwrap_or(u16::MAX));
        column.set_constraint(if wrap {
            ColumnConstraint::Absolute(width)
        } else {
            ColumnConstraint::LowerBoundary(width)
        });
    }
}

/// The shape that suits the first rows of a table.
pub(super) fn shape_of(names: &[String], cells: &[Vec<String>], width: Option<usize>) -> Shape {
    let mut table = Table::new();
    table.set_header(names).add_rows(cells);
    let natural = table.column_max_content_widths().into_iter().map(usize::from).collect();
    let floor = |column: usize| {
        let cells = cells.iter().map(|row| floor_of(&row[column]));
        cells.chain([floor_of(&names[column])]).max().unwrap_or_default()
    };
    let floors: Vec<usize> = (0..names.len()).map(floor).collect();
    arrange(natural, &floors, width)
}

pub(super) fn write_columns(
    out: &mut dyn Write,
    header: Option<&Vec<String>>,
    cells: &[Vec<String>],
    widths: &[usize],
    wrap: bool,
) -> anyhow::Result<()> {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING).add_rows(cells);
    if let Some(names) = header {
        table.set_header(names);
    }
    set_widths(&mut table, widths, wrap);
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A line for each field, and an empty one behind each row.
pub(super) fn write_records(out: &mut dyn Write, names: &[String], cells: &[Vec<String>]) -> anyhow::Result<()> {
    for row in cells {
        for (name, cell) in names.iter().zip(row) {
            writeln!(out, "{name}: {cell}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
