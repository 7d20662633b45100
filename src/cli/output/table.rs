//! Tables: their widths, and records if the terminal is too narrow for columns.

use super::columns::HeldRows;
use super::{Columns, Row, Style};
use crate::cli::stderr::Stderr;
use crate::cli::text::{cell, printable};
use crate::cli::times::Times;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// The spaces between the columns of a table, and the minimum width of a narrowed column.
const GAP: usize = 2;
const NARROWEST: usize = 10;

/// The maximum width of a column: the longest message. A longer cell makes its own line longer.
const WIDEST: usize = cruddur::messaging::LONGEST_MESSAGE;

/// The limit of the left-out fields that the warning names.
const MAX_LEFT_OUT: usize = 20;

/// The length of the longest word that is not broken: a sort key with its time.
const UNBROKEN: usize = 40;

/// The layout of a table, which its first rows decide.
enum Shape {
    /// Columns with these widths.
    Columns(Vec<usize>),
    /// A line for each field of each row, because the terminal is too narrow for columns.
    Records,
}

/// Returns the widths of columns that fit into `width`: the widest ones are narrowed, but not below their floor, which is the
/// width of the longest unbroken word.
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

/// Returns the length of the longest word of a cell: an id must not be broken, so that it can be copied. A word longer than an
/// id is not an id.
fn floor_of(cell: &str) -> usize {
    let longest = cell.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    if longest > UNBROKEN { NARROWEST } else { longest }
}

/// Returns the shape for the first rows of a table.
fn shape_of(names: &[Cow<'_, str>], cells: &[Vec<Cow<'_, str>>], width: Option<usize>) -> Shape {
    let widest = |measure: fn(&str) -> usize| {
        let column = |at: usize| cells.iter().map(|row| measure(&row[at])).chain([measure(&names[at])]).max();
        (0..names.len()).map(|at| column(at).unwrap_or_default()).collect::<Vec<_>>()
    };
    let natural = widest(|cell| cell.lines().map(UnicodeWidthStr::width).max().unwrap_or_default().min(WIDEST));
    arrange(natural, &widest(floor_of), width)
}

/// A list as a table.
pub(super) struct TableList<W> {
    out: W,
    /// The width of the terminal, if there is one.
    width: Option<usize>,
    times: Times,
    stderr: Stderr,
    /// The columns, and the rows that wait for others: the first rows, which decide the shape, and on a terminal every page.
    held: HeldRows,
    /// The fields that are left out without a warning.
    for_programs: &'static [&'static str],
    shape: Option<Shape>,
    left_out: BTreeSet<String>,
    /// The text of a row, kept to reuse its memory.
    line: String,
}

impl<W: Write> TableList<W> {
    pub(super) fn new(out: W, columns: Columns, style: Style<'_>) -> Self {
        let (columns, for_programs) = columns.of_table();
        Self {
            out,
            width: style.width,
            times: style.times,
            stderr: style.stderr,
            held: HeldRows::new(columns),
            for_programs,
            shape: None,
            left_out: BTreeSet::new(),
            line: String::new(),
        }
    }

    pub(super) fn push(&mut self, row: Row) -> anyhow::Result<()> {
        // In a pipe a row is printed at once if the widths are known.
        if let (None, Some(Shape::Columns(widths))) = (self.width, &self.shape) {
            let columns = self.held.columns();
            left_out(&row, columns, self.for_programs, &mut self.left_out);
            let cells = columns.iter().map(|name| one_line(cell(row.get(name), self.times)));
            return write_padded(&mut self.out, &mut self.line, cells, widths);
        }
        if self.held.hold(row) { self.write_held() } else { Ok(()) }
    }

    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        self.write_held()?;
        Ok(self.out.flush()?)
    }

    /// Warns about the fields that were left out: those that later rows have and the first rows do not.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.flush()?;
        if !self.left_out.is_empty() {
            let mut names: Vec<&str> = self.left_out.iter().map(String::as_str).collect();
            if names.len() > MAX_LEFT_OUT {
                names.truncate(MAX_LEFT_OUT);
                names.push("and more");
            }
            self.stderr.warn(&format!(
                "some items have attributes that the table has no column for ({}); --output jsonl shows them",
                names.join(", ")
            ));
        }
        Ok(())
    }

    fn write_held(&mut self) -> anyhow::Result<()> {
        let held = self.held.take();
        let columns = self.held.columns();
        if held.is_empty() || columns.is_empty() {
            return Ok(());
        }
        let names: Vec<Cow<'_, str>> = columns.iter().map(|name| one_line(printable(name))).collect();
        let in_pipe = self.width.is_none();
        let times = self.times;
        let shown = |row, name| {
            let text = cell(Row::get(row, name), times);
            if in_pipe { one_line(text) } else { text }
        };
        let cells: Vec<Vec<_>> = held.iter().map(|row| columns.iter().map(|name| shown(row, name)).collect()).collect();
        let is_first = self.shape.is_none();
        let shape = self.shape.get_or_insert_with(|| shape_of(&names, &cells, self.width));
        if let (Shape::Records, Some(width)) = (&shape, self.width) {
            let is_shown = |name: &str| !self.for_programs.contains(&name);
            return write_records(&mut self.out, &mut self.line, &held, columns, is_shown, times, width);
        }
        for row in &held {
            left_out(row, columns, self.for_programs, &mut self.left_out);
        }
        match shape {
            Shape::Records => Ok(()),
            Shape::Columns(widths) if in_pipe => {
                // In a pipe, later rows are printed one by one, so these rows are the first ones and have the header.
                for row in std::iter::once(&names).chain(&cells) {
                    write_padded(&mut self.out, &mut self.line, row, widths)?;
                }
                Ok(())
            }
            Shape::Columns(widths) => write_wrapped(&mut self.out, is_first.then_some(&names), &cells, widths),
        }
    }
}

/// Returns a cell on one line: in a pipe a row is one line.
fn one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\n') { Cow::from(text.replace('\n', " ")) } else { text }
}

/// Adds the unexpected fields of a row: those that are neither a column nor a field for programs.
fn left_out(row: &Row, columns: &[String], for_programs: &[&str], left_out: &mut BTreeSet<String>) {
    let is_known = |name: &&str| columns.iter().any(|column| column == name) || for_programs.contains(name);
    for name in row.names() {
        // One name more than is printed shows that there are more.
        if left_out.len() > MAX_LEFT_OUT {
            return;
        }
        if !is_known(&name) {
            left_out.insert(name.to_owned());
        }
    }
}

/// Writes a line of cells. A cell that is longer than its column makes the line longer.
fn write_padded(
    out: &mut impl Write,
    line: &mut String,
    cells: impl IntoIterator<Item = impl AsRef<str>>,
    widths: &[usize],
) -> anyhow::Result<()> {
    line.clear();
    let mut gap = 0;
    for (cell, width) in cells.into_iter().zip(widths) {
        let cell = cell.as_ref();
        line.extend(std::iter::repeat_n(' ', gap));
        line.push_str(cell);
        gap = GAP + width.saturating_sub(cell.width());
    }
    Ok(writeln!(out, "{}", line.trim_end())?)
}

/// Writes rows whose cells wrap within their columns.
fn write_wrapped(
    out: &mut impl Write,
    header: Option<&Vec<Cow<'_, str>>>,
    cells: &[Vec<Cow<'_, str>>],
    widths: &[usize],
) -> anyhow::Result<()> {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .add_rows(cells);
    if let Some(names) = header {
        table.set_header(names);
    }
    // Without a terminal comfy-table wraps only by constraints. Together they have the width.
    let last = widths.len().saturating_sub(1);
    for (index, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        let gap = if index == last { 0 } else { GAP };
        column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        let width = Width::Fixed(u16::try_from(width + gap).unwrap_or(u16::MAX));
        column.set_constraint(ColumnConstraint::Absolute(width));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes the fields of each row one below the other, and an empty line after each row. The fields that a row does not have are left
/// out, and those that only it has are added: there is room for them. Values stand in a column of their own, so that a line of a text
/// does not look like a field.
fn write_records(
    out: &mut impl Write,
    line: &mut String,
    rows: &[Row],
    columns: &[String],
    is_shown: impl Fn(&str) -> bool,
    times: Times,
    width: usize,
) -> anyhow::Result<()> {
    let names = |row: &Row| -> Vec<String> {
        let own = row.names().filter(|name| is_shown(name) && !columns.iter().any(|column| column == name));
        let shared = columns.iter().filter(|column| row.names().any(|name| name == *column));
        shared.cloned().chain(own.map(str::to_owned)).collect()
    };
    let longest = rows.iter().flat_map(names).map(|name| one_line(printable(&name)).width()).max().unwrap_or_default();
    let of_names = longest.min(width / 3).max(1);
    let widths = [of_names, width.saturating_sub(of_names + GAP).max(1)];
    for row in rows {
        for name in names(row) {
            let (value, name) = (cell(row.get(&name), times), one_line(printable(&name)).into_owned());
            // A word that cannot be broken, such as an id, is left to the terminal, which breaks it without a blank.
            if floor_of(&value) > widths[1] {
                write_padded(out, line, [Cow::from(name), one_line(value)], &widths)?;
            } else {
                write_wrapped(out, None, &[vec![Cow::from(name), value]], &widths)?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
