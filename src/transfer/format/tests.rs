//! What is written in any format is read back unchanged.

use super::*;
use crate::ddb::item::Item;
use crate::error::Shape;
use crate::messaging::TABLE_SCHEMA;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::Blob;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

const FORMATS: [FileFormat; 3] = [FileFormat::Jsonl, FileFormat::DynamoDbJson, FileFormat::Csv];

fn written(format: FileFormat, items: &[Item]) -> Vec<u8> {
    let (mut encoder, mut out) = (Encoder::new(format, &TABLE_SCHEMA), Vec::new());
    // In two steps, as an export writes pages.
    let (first, second) = items.split_at(items.len() / 2);
    encoder.encode(first, &mut out).unwrap();
    encoder.encode(second, &mut out).unwrap();
    out
}

fn read(format: FileFormat, text: &[u8]) -> Vec<Line> {
    let mut decoder = Decoder::new("items", format, &TABLE_SCHEMA, text).unwrap();
    std::iter::from_fn(|| decoder.next_line().unwrap()).collect()
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof!["-?[1-9][0-9]{0,37}", "-?0\\.[0-9]{0,36}[1-9]", "[1-9]E[+-][1-9][0-9]", Just("0".to_owned())]
}

fn set<T: Ord + std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::btree_set(of, 1..4).prop_map(|set: BTreeSet<T>| set.into_iter().collect())
}

fn value() -> impl Strategy<Value = AttributeValue> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..8);
    let leaf = prop_oneof![
        any::<String>().prop_map(AttributeValue::S),
        number().prop_map(AttributeValue::N),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        bytes().prop_map(|bytes| AttributeValue::B(Blob::new(bytes))),
        set(any::<String>()).prop_map(AttributeValue::Ss),
        set(number()).prop_map(AttributeValue::Ns),
        set(bytes()).prop_map(|blobs| AttributeValue::Bs(blobs.into_iter().map(Blob::new).collect())),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            // Names that are also names of types.
            prop::collection::hash_map("[SNBML]{1,2}|NULL|BOOL|Item|[a-z:,\"]{1,6}", inner, 0..4)
                .prop_map(AttributeValue::M),
        ]
    })
}

pub(super) fn item() -> impl Strategy<Value = Item> {
    let key = || "[ -~é]{1,20}".prop_map(AttributeValue::S);
    (prop::collection::hash_map("[SNBML]{1,2}|Item|other|a|b|[a-z:,\"]{1,6}", value(), 0..5), key(), key()).prop_map(
        |(mut item, pk, sk)| {
            item.insert("pk".to_owned(), pk);
            item.insert("sk".to_owned(), sk);
            item
        },
    )
}

proptest! {
    #[test]
    fn nothing_is_lost_in_any_format(items in prop::collection::vec(item(), 0..6)) {
        for format in FORMATS {
            let lines = read(format, &written(format, &items));
            let again: Vec<Item> = lines.into_iter().map(|line| line.item.unwrap()).collect();
            prop_assert_eq!(&again, &items, "{:?}", format);
        }
    }
}

#[test]
fn a_plain_line_is_what_a_person_would_write() {
    let item = HashMap::from([
        ("pk".to_owned(), AttributeValue::S("a".to_owned())),
        ("sk".to_owned(), AttributeValue::S("b".to_owned())),
        ("n".to_owned(), AttributeValue::N("12345678901234567890123456789012345678".to_owned())),
        ("ss".to_owned(), AttributeValue::Ss(vec!["x".to_owned()])),
    ]);
    let text = |item: &Item| String::from_utf8(written(FileFormat::Jsonl, std::slice::from_ref(item))).unwrap();
    let mut plain = item.clone();
    plain.remove("ss");
    assert_eq!(text(&plain), "{\"pk\":\"a\",\"sk\":\"b\",\"n\":12345678901234567890123456789012345678}\n");
    // A value that plain JSON has no form for makes the whole line DynamoDB JSON.
    assert_eq!(
        text(&item),
        "{\"pk\":{\"S\":\"a\"},\"sk\":{\"S\":\"b\"},\"n\":{\"N\":\"12345678901234567890123456789012345678\"},\
         \"ss\":{\"SS\":[\"x\"]}}\n"
    );
    let csv = String::from_utf8(written(FileFormat::Csv, &[item])).unwrap();
    assert_eq!(
        csv,
        "pk:S,sk:S,n:N,other\na,b,12345678901234567890123456789012345678,\"{\"\"ss\"\":{\"\"SS\"\":[\"\"x\"\"]}}\"\n"
    );
}

#[test]
fn a_bad_line_is_refused_by_its_number() {
    let text = r#"{"pk": "a", "sk": "1"}

not json
{"pk": "a"}
{"pk": "a", "sk": ""}
{"pk": "a", "sk": 7}
{"pk": "a", "sk": "1", "n": 123456789012345678901234567890123456789}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "s": {"SS": []}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "b": {"B": "?"}}
["pk"]
{"pk": "a", "sk": "2", "message_group_uuid": 7}
{"pk": "a", "sk": "2"}"#;
    let lines = read(FileFormat::Jsonl, text.as_bytes());
    let shown: Vec<String> = lines
        .iter()
        .map(|line| format!("{}: {}", line.number, line.item.as_ref().map_or_else(Clone::clone, |_| "ok".to_owned())))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    let endless = [b"{\"pk\": \"".as_slice(), &vec![b'a'; 17 << 20], b"\n{\"pk\": \"a\", \"sk\": \"1\"}"].concat();
    let lines = read(FileFormat::Jsonl, &endless);
    assert_eq!(lines[0].item.as_ref().unwrap_err(), "it is longer than 16 MiB");
    assert_eq!((lines[1].number, lines[1].item.is_ok()), (2, true));
    let csv = read(FileFormat::Csv, b"pk,sk,n:N\na,1,5\na,2\na,3,five\n");
    let bad: Vec<u64> = csv.iter().filter(|line| line.item.is_err()).map(|line| line.number).collect();
    assert_eq!(bad, [3, 4]);
    let csv = read(FileFormat::Csv, b"pk,sk,n:N\r\na,1,5\r\na,2\r\na,3,five\r\n");
    let bad: Vec<u64> = csv.iter().filter(|line| line.item.is_err()).map(|line| line.number).collect();
    assert_eq!(bad, [3, 4]);
    let deep = format!("{{\"pk\": \"a\", \"sk\": \"1\", \"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let lines = read(FileFormat::Jsonl, deep.as_bytes());
    assert_eq!(lines[0].item.as_ref().unwrap_err(), "\"x\": it is nested deeper than 32 levels");
    let typed = format!("{{\"pk\": {{\"S\": \"a\"}}, \"x\": {}{}}}", "{\"L\": [".repeat(50_000), "]}".repeat(50_000));
    let lines = read(FileFormat::Jsonl, typed.as_bytes());
    assert_eq!(lines[0].item.as_ref().unwrap_err(), "\"x\": it is nested deeper than 32 levels");
}

/// Returns each record as `line: why`, or `line: ok`.
fn shown(lines: &[Line]) -> Vec<String> {
    let why = |line: &Line| line.item.as_ref().map_or_else(Clone::clone, |_| "ok".to_owned());
    lines.iter().map(|line| format!("{}: {}", line.number, why(line))).collect()
}

#[test]
fn a_name_that_is_there_twice_is_refused() {
    let text = r#"{"pk": "a", "sk": "1", "message": "a", "message": "b"}
{"pk": "a", "sk": "1", "m": {"a": 1, "\u0061": 2}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "m": {"S": "a", "S": "b"}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "m": {"M": {"a": {"N": "1"}, "a": {"N": "1"}}}}
{"Item": {"pk": {"S": "a"}, "sk": {"S": "1"}, "sk": {"S": "2"}}}
{"Item": {"pk": {"S": "a"}, "sk": {"S": "1"}}, "Item": {"pk": {"S": "a"}, "sk": {"S": "2"}}}
{"pk": "a", "sk": "1", "l": [{"x": 1, "x": 1}]}"#;
    insta::assert_snapshot!(shown(&read(FileFormat::Jsonl, text.as_bytes())).join("\n"), @r#"
    1: the name "message" occurs twice
    2: "m": the name "a" occurs twice
    3: "m": the name "S" occurs twice
    4: "m": the name "a" occurs twice
    5: the name "sk" occurs twice
    6: the name "Item" occurs twice
    7: "l": the name "x" occurs twice
    "#);
    let csv = "pk,sk,n:N,other\na,1,5,\"{\"\"n\"\":5}\"\na,2,,\"{\"\"n\"\":5}\"\na,3,5,\"{\"\"x\"\":5,\"\"x\"\":6}\"\n";
    insta::assert_snapshot!(shown(&read(FileFormat::Csv, csv.as_bytes())).join("\n"), @r#"
    2: "n" has a column, and is in the column other too
    3: ok
    4: the name "x" occurs twice
    "#);
}

#[test]
fn a_header_that_is_not_understood_is_refused() {
    let header = |text: &str| {
        Decoder::new("items.csv", FileFormat::Csv, &TABLE_SCHEMA, text.as_bytes()).err().map(|why| why.to_string())
    };
    let bad = [
        "pk,sk,a:X",
        "pk,sk,a:",
        "pk,sk,:S",
        "pk,,sk",
        "pk,sk,a:S,a:N",
        "pk,sk,other,other",
        "pk,sk,a,a",
        "pk,sk,\"a",
        "pk,sk,a\"b",
    ];
    let shown: Vec<String> = bad.iter().map(|text| format!("{text}: {}", header(text).unwrap_or_default())).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    pk,sk,a:X: the header of items.csv: the column "a:X" has the type "X", and columns have the types S and N; an attribute of this name has the column "a:X:S"
    pk,sk,a:: the header of items.csv: the column "a:" has the type "", and columns have the types S and N; an attribute of this name has the column "a::S"
    pk,sk,:S: the header of items.csv: the column ":S" has no name
    pk,,sk: the header of items.csv: the column "" has no name
    pk,sk,a:S,a:N: the header of items.csv: it has two columns for "a"
    pk,sk,other,other: the header of items.csv: it has two columns for "other"
    pk,sk,a,a: the header of items.csv: it has two columns for "a"
    pk,sk,"a: the header of items.csv: the quote on line 1 is never closed, so the record ends with the file
    pk,sk,a"b: the header of items.csv: a quote stands inside a cell that does not begin with one
    "#);
    for good in
        ["", "pk,sk", "pk:S,sk:S,a:b:S,a:N:N,other:S,other", "\u{feff}pk,sk", "\u{feff}\"pk\",\"sk\"", "\n\npk,sk\r\n"]
    {
        assert_eq!(header(good), None, "{good}");
    }
    let bom = read(FileFormat::Csv, "\u{feff}\"pk\",sk\na,1\n".as_bytes());
    assert!(bom[0].item.is_ok(), "{bom:?}");
}

#[test]
fn what_could_be_either_is_not_guessed_at() {
    let text = r#"{"pk": "a", "sk": "1", "m": {"B": "true"}}
{"pk": "a", "sk": "1", "m": {"SS": ["x"]}}
{"pk": "a", "sk": "1", "m": [{"x": {"M": 5}}]}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "n": 5}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "n": {"N": 5}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "n": {"NULL": false}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "n": {"L": [5]}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "n": {"B": "AB=="}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "n": {"B": {"type": "Buffer", "data": [1]}}}
{"pk": {"S": "a"}, "sk": {"S": "1"}, "n": {"L": [{"B": "AQ=="}]}}
{"pk": "a", "sk": "1", "m": {"B": "true", "x": 1}}"#;
    insta::assert_snapshot!(shown(&read(FileFormat::Jsonl, text.as_bytes())).join("\n"), @r#"
    1: "m": {"B": ...} is a value of the type B in DynamoDB JSON and a map in plain JSON, and the other attributes do not tell which
    2: "m": {"SS": ...} is a value of the type SS in DynamoDB JSON and a map in plain JSON, and the other attributes do not tell which
    3: "m": {"M": ...} is a value of the type M in DynamoDB JSON and a map in plain JSON, and the other attributes do not tell which
    4: "pk": {"S": ...} is a value of the type S in DynamoDB JSON and a map in plain JSON, and the other attributes do not tell which
    5: "n": not a value of the type N: invalid type: integer `5`, expected a string at column 1
    6: "n": not a value of the type NULL: it can only be true
    7: "n": it has no DynamoDB type
    8: "n": not a value of the type B: a binary value is not base64
    9: "n": not a value of the type B: invalid type: map, expected a string at column 0
    10: ok
    11: ok
    "#);
    let mut plain = Decoder::new("items", FileFormat::Jsonl, &TABLE_SCHEMA, text.as_bytes()).unwrap().plain(true);
    let item = plain.next_line().unwrap().unwrap().item.unwrap();
    assert_eq!(item["m"], AttributeValue::M(HashMap::from([("B".to_owned(), AttributeValue::S("true".to_owned()))])));
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    assert_eq!(shown(&read(FileFormat::Csv, b"pk,sk\na,\xff\nb,1\n")), ["2: it is not UTF-8", "3: ok"]);
    let json = read(FileFormat::Jsonl, b"{\"pk\": \"a\", \"sk\": \"\xff\"}\n{\"pk\": \"a\", \"sk\": \"\\ud800\"}\n");
    assert!(json.iter().all(|line| line.item.is_err()), "{json:?}");
}

/// Returns the sort keys of the items, and the reasons of the records that are refused.
fn keys(text: &str) -> Vec<String> {
    let key = |line: Line| match line.item {
        Ok(item) => format!("{}: {}", line.number, item["sk"].as_s().unwrap()),
        Err(why) => format!("{}: {why}", line.number),
    };
    read(FileFormat::DynamoDbJson, text.as_bytes()).into_iter().map(key).collect()
}

#[test]
fn what_others_put_around_items_is_read() {
    let one = r#"{"pk": {"S": "a"}, "sk": {"S": "1"}}"#;
    let two = r#"{"pk": {"S": "a"}, "sk": {"S": "2"}}"#;
    let both = ["1: 1", "1: 2"];
    assert_eq!(keys(&format!("[{one},{two}]")), both);
    assert_eq!(keys("[\n{\"pk\": \"a\", \"sk\": \"1\"},\n{\"pk\": \"a\", \"sk\": \"2\"}\n]\n"), ["2: 1", "3: 2"]);
    // As `aws dynamodb scan` prints it, as dynamodump writes it, and on one line.
    assert_eq!(
        keys(&format!(
            "{{\n    \"Items\": [\n        {one},\n        {two}\n    ],\n    \"Count\": 2,\n    \"ConsumedCapacity\": null\n}}\n"
        )),
        ["3: 1", "4: 2"]
    );
    assert_eq!(keys(&format!("{{\"Count\": 2, \"Items\": [{one}, {two}], \"ScannedCount\": 2}}")), both);
    assert_eq!(keys(&format!("{{\"Items\": [{one}]}}\n{{\"Items\": [{two}]}}\n")), ["1: 1", "2: 2"]);
    let put = |item: &str| format!("{{\"PutRequest\": {{\"Item\": {item}}}}}");
    let (put_one, put_two) = (put(one), put(two));
    assert_eq!(keys(&format!("{{\"t\": [{put_one},\n{put_two}]}}")), ["1: 1", "2: 2"]);
    assert_eq!(keys(&format!("{{\"RequestItems\": {{\"t\": [{put_one},{put_two}]}}}}")), both);
    assert_eq!(keys(&format!("{{\n  \"t\": [\n    {put_one},\n    {put_two}\n  ]\n}}")), ["3: 1", "4: 2"]);
    assert_eq!(keys(&format!("{put_one}\n{put_two}\n")), ["1: 1", "2: 2"]);
    assert_eq!(keys(&format!("{{\"Item\": {one}}}\n{{\"Item\": {two}}}\n")), ["1: 1", "2: 2"]);
    assert_eq!(keys(&format!("{{\n  \"Item\": {one}\n}}\n")), ["1: 1"]);
    assert_eq!(keys(&format!("{one}{two}")), both);
    let meta = r#""Metadata": {"WriteTimestampMicros": {"N": "1"}}, "Keys": {"pk": {"S": "a"}, "sk": {"S": "1"}}"#;
    insta::assert_snapshot!(
        keys(&format!("{{{meta}, \"NewImage\": {one}}}\n{{{meta}, \"OldImage\": {one}}}\n{{{meta}}}\n{{{meta}, \"NewImage\": {two}, \"OldImage\": {one}}}")).join("\n"),
        @r#"
        1: 1
        2: it is the deletion of an item (NewImage is missing), and an import deletes nothing
        3: it is the deletion of an item (NewImage is missing), and an import deletes nothing
        4: 2
        "#
    );
    insta::assert_snapshot!(
        keys(&format!("{{\"t\": [{put_one}, {{\"DeleteRequest\": {{\"Key\": {one}}}}}], \"u\": [{put_two}]}}")).join("\n"),
        @r#"
        1: 1
        1: it is a DeleteRequest, and an import deletes nothing
        1: it is a request for the table "u", and not for "t"
        "#
    );
    // An item may have attributes with the names of members beside items.
    assert_eq!(keys("{\"Items\": [{\"a\": 1}], \"Count\": 1, \"pk\": \"a\", \"sk\": \"1\"}\n"), ["1: 1"]);
    // A line that is cut does not affect the other lines.
    assert_eq!(keys(&format!("{{\"pk\": {{\"S\": \n{one}\n{two}\n")).len(), 3);
    for empty in ["", "\n\n", "[]", "{\"Items\": [], \"Count\": 0}"] {
        assert_eq!(keys(empty), [""; 0], "{empty}");
    }
}

#[test]
fn what_is_not_imported_is_named_as_a_whole() {
    let shape = |format, text: &[u8]| match Decoder::new("x", format, &TABLE_SCHEMA, text) {
        Err(Error::File(FileError::Shape { shape, .. })) => Some(shape),
        _ => None,
    };
    let json: [(&[u8], Shape); 20] = [
        (b"\x1f\x8b\x08\0", Shape::Gzip),
        (b"\x28\xb5\x2f\xfd\0", Shape::Zstd),
        (b"\xff\xfe{\0", Shape::Utf16),
        (b"{\0\"\0p\0k\0", Shape::Utf16),
        (b"\0{\0\"", Shape::Utf16),
        (b"$ion_1_0 {Item:{pk:\"a\"}}", Shape::Ion),
        (b"\xe0\x01\x00\xea\xee", Shape::Ion),
        (b"PK\x03\x04", Shape::Binary),
        (b"SQLite format 3\0", Shape::Binary),
        (b"pk,sk\na,1\n", Shape::NotJson),
        (b"<?xml version=\"1.0\"?>", Shape::NotJson),
        (b"\"pk\"", Shape::NotJson),
        (b"{\"pk\": \"a\", \"sk\": \"1\"},\n{\"pk\": \"a\", \"sk\": \"2\"}\n", Shape::Commas),
        (b"{\"version\": \"2020-06-30\", \"exportArn\": \"a\", \"manifestFilesS3Key\": \"m\"}", Shape::Manifest),
        (b"{\n  \"version\": \"2020-06-30\",\n  \"manifestFilesS3Key\": \"m\"\n}", Shape::Manifest),
        (b"{\"itemCount\":8,\"md5Checksum\":\"s\",\"etag\":\"e\",\"dataFileS3Key\":\"d\"}\n", Shape::Manifest),
        (b"{\"Table\": {\"TableName\": \"t\"}}", Shape::Description),
        (b"{\"AttributeDefinitions\": [], \"KeySchema\": []}\n{\"pk\": \"a\"}\n", Shape::Description),
        (b"{\n \"ModelName\": \"m\",\n \"DataModel\": [{}]\n}", Shape::DataModel),
        (b"\n\n\xef\xbb\xbf{", Shape::NotJson),
    ];
    for (text, expected) in json {
        assert_eq!(shape(FileFormat::Jsonl, text), Some(expected), "{}", String::from_utf8_lossy(text));
    }
    let csv: [(&[u8], Shape); 6] = [
        (b"pk;sk;n\na;1;5\n", Shape::Separator(';')),
        (b"pk\tsk\na\t1\n", Shape::Separator('\t')),
        (b"sep=;\npk;sk\n", Shape::Separator(';')),
        (b"{\"pk\": \"a\"}", Shape::Json),
        (b"[{\"pk\": \"a\"}]", Shape::Json),
        (b"\xff\xfep\0k\0", Shape::Utf16),
    ];
    for (text, expected) in csv {
        assert_eq!(shape(FileFormat::Csv, text), Some(expected), "{}", String::from_utf8_lossy(text));
    }
}

proptest! {
    /// No text makes a decoder panic or run forever, and records are counted from 1 without a gap.
    #[test]
    fn any_bytes_are_records_or_an_error(text in prop::collection::vec(prop::sample::select(b"{}[]\",:;\r\n\tapSkN1\\\xff\0 ".as_slice()), 0..60)) {
        for format in FORMATS {
            if let Ok(mut decoder) = Decoder::new("x", format, &TABLE_SCHEMA, text.as_slice()) {
                let ordinals: Vec<u64> =
                    std::iter::from_fn(|| decoder.next_line().unwrap()).map(|line| line.ordinal).collect();
                prop_assert_eq!(&ordinals, &(1..=ordinals.len() as u64).collect::<Vec<_>>());
            }
        }
    }

    /// A file that is cut loses only records from the cut on.
    #[test]
    fn a_cut_changes_no_other_record(items in prop::collection::vec(item(), 1..5), at in any::<prop::sample::Index>()) {
        for format in FORMATS {
            let whole = written(format, &items);
            let cut = &whole[..at.index(whole.len())];
            let Ok(mut decoder) = Decoder::new("x", format, &TABLE_SCHEMA, cut) else { continue };
            let records: Vec<Line> = std::iter::from_fn(|| decoder.next_line().unwrap()).collect();
            prop_assert!(records.len() <= items.len());
            // The last record of a CSV may look complete although it is cut.
            let sure = records.len().saturating_sub(1);
            for (record, item) in records.iter().zip(&items).take(sure) {
                prop_assert_eq!(record.item.as_ref().ok(), Some(item), "{:?}", format);
            }
        }
    }
}
