//! What was written is read as it was, in every form.

use super::*;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::Blob;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

const FORMATS: [FileFormat; 3] = [FileFormat::Jsonl, FileFormat::DynamoDbJson, FileFormat::Csv];

fn written(format: FileFormat, items: &[Item]) -> Vec<u8> {
    let (mut encoder, mut out) = (Encoder::new(format), Vec::new());
    // In two steps, as pages come.
    let (first, second) = items.split_at(items.len() / 2);
    encoder.encode(first, &mut out).unwrap();
    encoder.encode(second, &mut out).unwrap();
    out
}

fn read(format: FileFormat, text: &[u8]) -> Vec<Line> {
    let mut decoder = Decoder::new("items", format, text).unwrap();
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
            // Names that look like types are names all the same.
            prop::collection::hash_map("[SNBML]{1,2}|NULL|BOOL|Item|[a-z:,\"]{1,6}", inner, 0..4)
                .prop_map(AttributeValue::M),
        ]
    })
}

fn item() -> impl Strategy<Value = Item> {
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
    let text = String::from_utf8(written(FileFormat::Jsonl, std::slice::from_ref(&item))).unwrap();
    assert_eq!(
        text,
        "{\"pk\":\"a\",\"sk\":\"b\",\"n\":12345678901234567890123456789012345678,\"ss\":{\"SS\":[\"x\"]}}\n"
    );
    let raw = r#"{"pk": {"S": "a"}, "sk": {"S": "b"}, "n": {"N": "7"}}"#;
    assert_eq!(
        read(FileFormat::Jsonl, raw.as_bytes())[0].item.as_ref().unwrap()["n"],
        AttributeValue::N("7".to_owned())
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
{"pk": "a", "sk": "1", "s": {"SS": []}}
{"pk": "a", "sk": "1", "b": {"B": "?"}}
["pk"]
{"pk": "a", "sk": "2", "message_group_uuid": 7}
{"pk": "a", "sk": "2"}"#;
    let lines = read(FileFormat::Jsonl, text.as_bytes());
    let shown: Vec<String> = lines
        .iter()
        .map(|line| format!("{}: {}", line.number, line.item.as_ref().map_or_else(Clone::clone, |_| "ok".to_owned())))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    let endless = [b"{\"pk\": \"".as_slice(), &vec![b'a'; 5 << 20], b"\n{\"pk\": \"a\", \"sk\": \"1\"}"].concat();
    let lines = read(FileFormat::Jsonl, &endless);
    assert_eq!(lines[0].item.as_ref().unwrap_err(), "it is longer than 4 MiB");
    assert_eq!((lines[1].number, lines[1].item.is_ok()), (2, true));
    let csv = read(FileFormat::Csv, b"pk,sk,n:N\na,1,5\na,2\na,3,five\n");
    let bad: Vec<u64> = csv.iter().filter(|line| line.item.is_err()).map(|line| line.number).collect();
    assert_eq!(bad, [3, 4]);
    let csv = read(FileFormat::Csv, b"pk,sk,n:N\r\na,1,5\r\na,2\r\na,3,five\r\n");
    let bad: Vec<u64> = csv.iter().filter(|line| line.item.is_err()).map(|line| line.number).collect();
    assert_eq!(bad, [3, 4]);
    let deep = format!("{{\"pk\": \"a\", \"sk\": \"1\", \"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let lines = read(FileFormat::Jsonl, deep.as_bytes());
    assert_eq!(lines[0].item.as_ref().unwrap_err(), "it is nested deeper than 32 levels");
}
