use super::columns::FIRST_PAGE;
use super::*;
use crate::cli::text::{cell, is_direction, printable};
use cruddur::timestamp::Timestamp;
use serde_json::{Value, json};

fn printed(format: Format, columns: Columns, width: Option<usize>, rows: &[Value]) -> String {
    styled(columns, Style { format, width, ..Style::default() }, rows)
}

fn styled(columns: Columns, style: Style<'_>, rows: &[Value]) -> String {
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, columns, style);
    for row in rows {
        writer.push(Row::from_iter(row.as_object().unwrap().clone())).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

const TWO: Columns = Columns::Fixed(&["handle", "message"]);

#[test]
fn a_table_wraps_on_a_terminal() {
    let rows = [json!({ "handle": "bayko", "message": "a message of some words, longer than the terminal is wide" })];
    insta::assert_snapshot!(printed(Format::Table, TWO, Some(40), &rows), @"
    handle  message
    bayko   a message of some words, longer
            than the terminal is wide
    ");
}

#[test]
fn a_row_is_a_line_in_a_pipe() {
    let rows =
        [json!({ "handle": "bayko", "message": "two\nlines" }), json!({ "handle": "andrewbrown", "message": "x" })];
    insta::assert_snapshot!(printed(Format::Table, TWO, None, &rows), @"
    handle       message
    bayko        two lines
    andrewbrown  x
    ");
}

#[test]
fn a_table_leaves_out_what_is_for_programs() {
    let columns = Columns::ForPrograms { table: &["handle"], more: &["user_uuid"] };
    let rows = [json!({ "handle": "bayko", "user_uuid": "u" }), json!({ "handle": "londo", "user_uuid": "v" })];
    assert_eq!(printed(Format::Table, columns.clone(), None, &rows), "handle\nbayko\nlondo\n");
    assert_eq!(printed(Format::Csv, columns.clone(), None, &rows), "handle,user_uuid\nbayko,u\nlondo,v\n");
    assert!(printed(Format::Jsonl, columns, None, &rows).starts_with(r#"{"handle":"bayko","user_uuid":"u"}"#));
}

#[test]
fn a_table_takes_its_widths_from_the_first_rows() {
    let row = |at: usize| json!({ "handle": format!("user{at}"), "message": "x".repeat(if at < FIRST_PAGE { 3 } else { 20 }) });
    let rows: Vec<Value> = (0..FIRST_PAGE + 2).map(row).collect();
    let table = printed(Format::Table, TWO, None, &rows);
    assert_eq!(table.lines().count(), FIRST_PAGE + 3);
    assert_eq!(table.lines().filter(|line| line.starts_with("handle")).count(), 1);
    assert!(table.ends_with(&format!("user101  {}\n", "x".repeat(20))), "{table}");
}

#[test]
fn a_row_that_comes_late_and_long_is_still_a_line_in_a_pipe() {
    let mut rows = vec![json!({ "pk": "1", "sk": "2" }); FIRST_PAGE];
    rows.push(json!({ "pk": "日本", "sk": "two\nlines", "extra": 1 }));
    rows.push(json!({ "pk": "longer", "sk": null }));
    let table = printed(Format::Table, Columns::FromData, None, &rows);
    assert!(table.starts_with("pk  sk\n1   2\n"), "{table}");
    assert!(table.ends_with("1   2\n日本  two lines\nlonger\n"), "{table}");
}

#[test]
fn a_csv_has_a_place_for_what_comes_late() {
    let mut rows = vec![json!({ "pk": "1" }); FIRST_PAGE];
    rows.push(json!({ "pk": "2", "extra": [1] }));
    let csv = printed(Format::Csv, Columns::FromData, None, &rows);
    assert!(csv.starts_with("pk,other\n1,\n"), "{csv}");
    assert!(csv.ends_with("2,\"{\"\"extra\"\":[1]}\"\n"), "{csv}");
}

#[test]
fn only_times_of_our_own_are_shortened() {
    assert_eq!(cell(&json!("2026-11-22T11:03:00.000000+00:00"), Times::Utc), "2026-11-22 11:03:00Z");
    for other in ["2026-11-22T11:03:00+05:00", "MSG#2026-11-22T11:03:00.000000+00:00", "日本語日本語日本語日本語+00:00"]
    {
        assert_eq!(cell(&json!(other), Times::Utc), other);
    }
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let row = json!({ "na\u{1b}[31mme": "va\u{9b}2Jlue\u{7f}" });
    let table = printed(Format::Table, Columns::FromData, None, std::slice::from_ref(&row));
    assert_eq!(table, "na[31mme\nva2Jlue\n");
    // As long as a time, and with the same ends.
    let disguised = json!("\u{1b}]0;pwned\u{7}T\u{1b}[31mred.000000+00:00");
    assert_eq!(cell(&disguised, Times::Relative(Timestamp::now())), "]0;pwned [31mredZ");
    let json = printed(Format::Json, Columns::FromData, None, std::slice::from_ref(&row));
    assert!(json.is_ascii() && !json.contains('\u{1b}'), "{json}");
    let read: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(read, [row]);
}

#[test]
fn an_id_is_never_broken() {
    let id = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
    let rows = [json!({ "handle": "bayko", "message": "some words that may be broken anywhere", "id": id })];
    let columns = Columns::Fixed(&["handle", "message", "id"]);
    let table = printed(Format::Table, columns.clone(), Some(60), &rows);
    assert!(table.contains(id) && table.lines().all(|line| line.len() <= 60), "{table}");
    insta::assert_snapshot!(printed(Format::Table, columns, Some(40), &rows), @"
    handle   bayko
    message  some words that may be broken
             anywhere
    id       5ae290ed-55d1-47a0-bc6d-fe2bc2700399
    ");
}

/// What does not fit is printed as records: each with its own fields, in which no text looks like a field.
#[test]
fn a_wide_row_is_a_record() {
    let columns: Vec<String> = (0..12).map(|at| format!("field{at}")).collect();
    let rows = [
        json!({ "field0": "a", "field1": null, "field2": "one\nfield3   forged", "alone": "of this row" }),
        json!({ "field3": "some words that may be broken, but only between two of them" }),
    ];
    let columns = Columns::Named(columns);
    insta::assert_snapshot!(printed(Format::Table, columns, Some(40), &rows), @"
    field0  a
    field1
    field2  one
            field3   forged
    alone   of this row

    field3  some words that may be broken,
            but only between two of them
    ");
    let columns = Columns::ForPrograms { table: &["a_long_name_of_a_field"], more: &["id"] };
    let rows = [json!({ "a_long_name_of_a_field": "x".repeat(38), "id": "1" })];
    assert!(!printed(Format::Table, columns, Some(30), &rows).contains("id"));
}

#[test]
fn a_csv_for_spreadsheets_runs_nothing() {
    let texts = ["=1+1", "+1", "-1", "@x", "\tx", " =1", "\u{a0}=1", "\u{ff1d}1", "\u{ff20}x", "plain", " plain"];
    let rows = texts.map(|text| json!({ "message": text }));
    let csv = |cells: Cells| {
        let style = Style { format: Format::Csv, cells, ..Style::default() };
        styled(Columns::Fixed(&["message"]), style, &rows)
    };
    let safe = Cells { for_spreadsheets: true };
    assert_eq!(
        csv(safe),
        "message\n'=1+1\n'+1\n'-1\n'@x\n'\tx\n' =1\n'\u{a0}=1\n'\u{ff1d}1\n'\u{ff20}x\nplain\n plain\n"
    );
    assert_eq!(csv(Cells::default()), format!("message\n{}\n", texts.join("\n")));
    // The header has cells too, and a line end may be before the sign.
    let style = Style { format: Format::Csv, cells: safe, ..Style::default() };
    assert_eq!(styled(Columns::FromData, style, &[json!({ "=name": "\n=1" })]), "'=name,other\n\"'\n=1\",\n");
}

proptest::proptest! {
    #[test]
    fn no_text_drives_a_terminal(text in ".*") {
        let printed = printable(&text);
        proptest::prop_assert!(printed.chars().all(|c| c == '\n' || (!c.is_control() && !is_direction(c))));
    }

    #[test]
    fn json_and_csv_lose_nothing(name in "[a-z]{1,8}", text in "(?s).*") {
        let row = json!({ name.clone(): text });
        let jsonl = printed(Format::Jsonl, Columns::FromData, None, std::slice::from_ref(&row));
        proptest::prop_assert_eq!(serde_json::from_str::<Value>(&jsonl).unwrap(), row.clone());
        let csv = printed(Format::Csv, Columns::FromData, None, std::slice::from_ref(&row));
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        proptest::prop_assert_eq!(&record[0], row[&name].as_str().unwrap());
    }

    #[test]
    fn a_table_takes_any_text_at_any_width(text in "(?s).{0,200}", width in 1_usize..120) {
        let row = json!({ "handle": "bayko", "message": text });
        printed(Format::Table, TWO, Some(width), std::slice::from_ref(&row));
    }
}

#[test]
fn text_has_a_line_for_each_row_and_loses_nothing() {
    let rows = [json!({ "handle": "bayko" }), json!({ "handle": "a\tb\nc\\d", "message": { "x": [1, true] } })];
    assert_eq!(printed(Format::Text, TWO, None, &rows), "bayko\t\\N\na\\tb\\nc\\\\d\t{\"x\":[1,true]}\n");
    assert_eq!(printed(Format::Text, TWO, None, &[]), "");
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, Columns::FromData, Style { format: Format::Text, ..Style::default() });
    assert!(writer.push(row([])).unwrap_err().to_string().contains("without their names"));
    for (query, expected) in [
        ("[].handle", "bayko\na\\tb\\nc\\\\d\n"),
        ("[].[message, handle] | [0]", "\\N\nbayko\n"),
        ("[:1].[message, handle]", "\\N\tbayko\n"),
        ("[:1].{b: handle, a: `7`}", "7\tbayko\n"),
        ("length(@)", "2\n"),
        ("[0].{h: handle}", "h\tbayko\n"),
        ("[?handle=='nobody']", ""),
        ("[0].nothing", "\\N\n"),
    ] {
        let query = Query::compile(query).unwrap();
        let mut out = Vec::new();
        let mut writer =
            Writer::new(&mut out, TWO, Style { format: Format::Text, query: Some(&query), ..Style::default() });
        for row in &rows {
            writer.push(Row::from_iter(row.as_object().unwrap().clone())).unwrap();
        }
        writer.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}

#[test]
fn markdown_shows_every_value_as_it_is() {
    let rows = [json!({ "handle": "a|b", "message": "<b>*two*</b>\nlines & `more` [x](y)" }), json!({ "handle": "c" })];
    assert_eq!(
        printed(Format::Markdown, TWO, None, &rows),
        "| handle | message |\n| --- | --- |\n\
         | a\\|b | &lt;b&gt;\\*two\\*&lt;/b&gt;<br>lines &amp; \\`more\\` \\[x\\](y) |\n| c |  |\n"
    );
    assert_eq!(printed(Format::Markdown, TWO, None, &[]), "| handle | message |\n| --- | --- |\n");
    assert_eq!(printed(Format::Markdown, Columns::FromData, None, &[]), "");
    assert!(printed(Format::Markdown, Columns::FromData, None, &rows).starts_with("| handle | message |\n"));
}
