//! The lines of a scan are, byte for byte, those of the items that the SDK reads from the same answer.

use super::tests::item;
use super::*;
use crate::ddb::lines::split;
use crate::ddb::lines::tests::read_by_sdk;
use crate::ddb::{Item, plain_json, raw_json};
use crate::messaging::TABLE_SCHEMA;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const FORMATS: [LineFormat; 4] = [LineFormat::Plain, LineFormat::Raw, LineFormat::Lossless, LineFormat::Item];

/// Returns the fields of an item as JSON.
type Fields = fn(&Item, &[&str]) -> Vec<(String, Value)>;

/// Returns the lines that items become without a reading path of their own.
fn lines_of(items: &[Item], format: LineFormat) -> Vec<u8> {
    let order = TABLE_SCHEMA.attribute_order;
    let file = |format| {
        let mut out = Vec::new();
        Encoder::new(format, &TABLE_SCHEMA).encode(items, &mut out).unwrap();
        out
    };
    let printed = |fields: Fields| {
        let line = |item| format!("{}\n", Value::Object(Map::from_iter(fields(item, order))));
        items.iter().map(line).collect::<String>().into_bytes()
    };
    match format {
        LineFormat::Plain => printed(|item, order| plain_json(item.clone(), order)),
        LineFormat::Raw => printed(raw_json),
        LineFormat::Lossless => file(FileFormat::Jsonl),
        LineFormat::Item => file(FileFormat::DynamoDbJson),
    }
}

/// Writes JSON in one of the ways that a server may write it: with white space, escapes, and members in any order.
struct Server(fastrand::Rng);

impl Server {
    fn write(&mut self, value: &Value, out: &mut String) {
        self.space(out);
        match value {
            Value::Object(members) => {
                let mut members: Vec<(&String, &Value)> = members.iter().collect();
                self.0.shuffle(&mut members);
                self.list(out, ['{', '}'], members, |server, (name, value), out| {
                    server.string(name, out);
                    server.space(out);
                    out.push(':');
                    // The SDK decodes base64 before it looks for escapes.
                    let is_binary = matches!(name.as_str(), "B" | "BS") && !value.is_object();
                    if is_binary { out.push_str(&value.to_string()) } else { server.write(value, out) }
                });
            }
            Value::Array(values) => self.list(out, ['[', ']'], values, Self::write),
            Value::String(text) => self.string(text, out),
            other => out.push_str(&other.to_string()),
        }
        self.space(out);
    }

    fn list<T>(
        &mut self,
        out: &mut String,
        [open, close]: [char; 2],
        of: impl IntoIterator<Item = T>,
        write: fn(&mut Self, T, &mut String),
    ) {
        out.push(open);
        for (at, value) in of.into_iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            self.space(out);
            write(self, value, out);
            self.space(out);
        }
        out.push(close);
    }

    fn space(&mut self, out: &mut String) {
        if self.0.u8(..8) == 0 {
            out.push(self.0.choice([' ', '\n', '\r', '\t']).unwrap());
        }
    }

    fn string(&mut self, text: &str, out: &mut String) {
        // The names of types, and of what is beside the items, are left as they are.
        let is_name = text.len() <= 4 || ["Count", "ScannedCount", "Items", "LastEvaluatedKey"].contains(&text);
        let is_escaped = self.0.u8(..4) == 0 && !is_name;
        out.push('"');
        for c in text.chars() {
            match (c, self.0.u8(..4)) {
                ('"' | '\\', 1..) => out.extend(['\\', c]),
                ('\n', 1..) => out.push_str("\\n"),
                ('/', 1) => out.push_str("\\/"),
                (c, 0) if is_escaped || c < ' ' || c == '"' || c == '\\' => self.escape(c, out),
                (c, _) if c < ' ' => self.escape(c, out),
                (c, _) => out.push(c),
            }
        }
        out.push('"');
    }

    fn escape(&mut self, c: char, out: &mut String) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str(&if self.0.bool() { format!("\\u{unit:04x}") } else { format!("\\u{unit:04X}") });
        }
    }
}

fn answer(items: &[Item], seed: u64) -> String {
    let items: Vec<Value> = items.iter().map(|item| Value::Object(Map::from_iter(raw_json(item, &[])))).collect();
    let page =
        json!({ "Count": items.len(), "ScannedCount": 7, "Items": items, "LastEvaluatedKey": { "pk": { "S": "x" } } });
    let mut text = String::new();
    Server(fastrand::Rng::with_seed(seed)).write(&page, &mut text);
    text
}

proptest! {
    #[test]
    fn every_type_has_the_same_line_on_both_paths(items in prop::collection::vec(item(), 0..5), seed: u64) {
        let body = answer(&items, seed);
        let sdk = read_by_sdk(body.as_bytes()).unwrap();
        for format in FORMATS {
            let (lines, rest) = split(body.as_bytes(), format, TABLE_SCHEMA.attribute_order).unwrap();
            let expected = lines_of(sdk.items(), format);
            prop_assert_eq!(String::from_utf8_lossy(&lines.text), String::from_utf8_lossy(&expected), "{}", body);
            prop_assert_eq!(lines.items, items.len());
            let rest = read_by_sdk(&rest).unwrap();
            prop_assert_eq!((rest.count, rest.last_evaluated_key), (sdk.count, sdk.last_evaluated_key.clone()));
        }
    }

    /// An answer that was damaged is refused on both paths, or read alike, or left to the SDK.
    #[test]
    fn a_damaged_answer_is_not_read_otherwise(
        items in prop::collection::vec(item(), 0..3),
        seed: u64,
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"{}[]\",:\\unS1t \x01\xff".as_slice())), 0..3),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut body = answer(&items, seed).into_bytes();
        for (at, byte) in damage {
            let at = at.index(body.len());
            body[at] = byte;
        }
        if let Some(cut) = cut {
            body.truncate(cut.index(body.len()));
        }
        let sdk = read_by_sdk(&body);
        for format in FORMATS {
            let Some((lines, rest)) = split(&body, format, TABLE_SCHEMA.attribute_order) else { continue };
            let rest = read_by_sdk(&rest);
            prop_assert_eq!(rest.is_some(), sdk.is_some(), "{}", String::from_utf8_lossy(&body));
            if let (Some(sdk), Some(rest)) = (&sdk, rest) {
                prop_assert_eq!(lines.text, lines_of(sdk.items(), format), "{}", String::from_utf8_lossy(&body));
                prop_assert_eq!(&rest.last_evaluated_key, &sdk.last_evaluated_key);
            }
        }
    }
}

#[test]
fn a_long_list_of_numbers_has_the_same_line() {
    let numbers: Vec<Value> = (0..130_000).map(|n| json!({ "N": n.to_string() })).collect();
    let body = json!({ "Items": [{ "pk": { "L": numbers } }] }).to_string();
    let sdk = read_by_sdk(body.as_bytes()).unwrap();
    for format in FORMATS {
        let (lines, _) = split(body.as_bytes(), format, &[]).unwrap();
        assert!(lines.text == lines_of(sdk.items(), format), "{format:?}");
    }
}
