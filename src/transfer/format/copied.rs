//! Copies the usual lines of JSON into writes, in one pass. Any other line is left to [`json`](super::json) and
//! [`check`](super::check), which also say what is wrong with it.

use super::check::{KEYS, MAX_DEPTH, check_set, is_reserved};
use super::usual;
use crate::ddb::item::KeyNames;
use crate::ddb::key_schema::KeySchema;
use crate::ddb::lines::reader::{Quoted, Reader, Unknown, is_short};
use crate::ddb::prepared_write::PreparedWrite;
use crate::transfer::number::{Number, number_size};
use aws_sdk_dynamodb::types::ScalarAttributeType;
use std::borrow::Cow;

/// The most members of an object whose names are compared with each other.
const MAX_MEMBERS: usize = 64;

/// Returns the put of the item of a line; `None` for a line that is not usual, or whose item the table could not hold.
pub(super) fn put(text: &[u8], key: KeyNames, indexes: &KeySchema) -> Option<PreparedWrite> {
    let text = usual::usual_text(text)?;
    let out = Vec::with_capacity(text.len() + text.len() / 2);
    let copier =
        Copier { reader: Reader::new(text), out, names: Vec::new(), key, indexes, partition: None, sort: None };
    copier.put().ok()
}

/// What was copied.
enum Copied<'a> {
    Text(Quoted<'a>),
    Number,
    Other,
}

/// Reads a line, and writes its item as DynamoDB JSON.
struct Copier<'a, 'k> {
    reader: Reader<'a>,
    out: Vec<u8>,
    /// The names of the members so far of the objects around the next value, those of the item first.
    names: Vec<&'a str>,
    key: KeyNames,
    indexes: &'k KeySchema,
    partition: Option<Cow<'a, str>>,
    sort: Option<Cow<'a, str>>,
}

impl<'a> Copier<'a, '_> {
    fn put(mut self) -> Result<PreparedWrite, Unknown> {
        let is_contained = usual::enter_item(&mut self.reader)?;
        self.item()?;
        usual::leave_item(&mut self.reader, is_contained)?;
        let (partition, sort) = self.partition.zip(self.sort).ok_or(Unknown)?;
        Ok(PreparedWrite::put_of_text((partition.into(), sort.into()), &self.out))
    }

    /// Copies attributes that are all DynamoDB JSON, or all plain JSON without objects and arrays.
    fn item(&mut self) -> Result<(), Unknown> {
        let mut typed = 0;
        let all = self.members(|copier, name| {
            let is_typed = copier.reader.is_at(b'{');
            typed += usize::from(is_typed);
            let copied = if is_typed { copier.typed_value(1)? } else { copier.plain_value()? };
            copier.take_key(name, &copied)
        })?;
        if typed == 0 || typed == all { Ok(()) } else { Err(Unknown) }
    }

    /// Keeps an attribute that is a key of the table, and checks one that is a key of an index.
    fn take_key(&mut self, name: &str, copied: &Copied<'a>) -> Result<(), Unknown> {
        if name == self.key.partition {
            self.partition = Some(key_text(copied, KEYS[0])?);
        } else if name == self.key.sort {
            self.sort = Some(key_text(copied, KEYS[1])?);
        } else if let Some((kind, longest)) = self.indexes.requirement(name) {
            match (kind, copied) {
                (ScalarAttributeType::S, _) => drop(key_text(copied, *longest)?),
                (ScalarAttributeType::N, Copied::Number) => {}
                _ => return Err(Unknown),
            }
        }
        Ok(())
    }

    /// Copies the members of an object, whose names must differ. Returns how many there are.
    fn members(&mut self, mut value: impl FnMut(&mut Self, &'a str) -> Result<(), Unknown>) -> Result<usize, Unknown> {
        let first = self.names.len();
        self.copy(b'{')?;
        let mut has_members = !self.reader.takes(b'}');
        while has_members {
            let name = self.name(first)?;
            self.copy(b':')?;
            value(self, name)?;
            has_members = self.reader.has_next(b'}')?;
            self.out.extend(has_members.then_some(b','));
        }
        self.out.push(b'}');
        let all = self.names.len() - first;
        self.names.truncate(first);
        Ok(all)
    }

    /// Copies the name of a member of the object whose names begin at `first`.
    fn name(&mut self, first: usize) -> Result<&'a str, Unknown> {
        let quoted = self.reader.string()?;
        let name = quoted.quoted.trim_matches('"');
        let others = &self.names[first..];
        let is_usual = !quoted.has_escapes && !name.is_empty() && !is_reserved(name);
        if !is_usual || others.len() == MAX_MEMBERS || others.contains(&name) {
            return Err(Unknown);
        }
        self.out.extend_from_slice(quoted.quoted.as_bytes());
        self.names.push(name);
        Ok(name)
    }

    /// Copies a value, and adds its type.
    fn plain_value(&mut self) -> Result<Copied<'a>, Unknown> {
        if self.reader.is_at(b'"') {
            let text = self.reader.string()?;
            self.out.extend_from_slice(b"{\"S\":");
            text.write(&mut self.out)?;
            self.out.push(b'}');
            return Ok(Copied::Text(text));
        }
        match self.reader.literal() {
            "true" => self.out.extend_from_slice(b"{\"BOOL\":true}"),
            "false" => self.out.extend_from_slice(b"{\"BOOL\":false}"),
            "null" => self.out.extend_from_slice(b"{\"NULL\":true}"),
            number if is_short(number) => {
                self.out.extend_from_slice(b"{\"N\":\"");
                self.out.extend_from_slice(number.as_bytes());
                self.out.extend_from_slice(b"\"}");
                return Ok(Copied::Number);
            }
            _ => return Err(Unknown),
        }
        Ok(Copied::Other)
    }

    fn typed_value(&mut self, depth: usize) -> Result<Copied<'a>, Unknown> {
        if depth > MAX_DEPTH {
            return Err(Unknown);
        }
        self.copy(b'{')?;
        let kind = self.reader.string()?.quoted;
        self.out.extend_from_slice(kind.as_bytes());
        self.copy(b':')?;
        let copied = self.value_of(kind, depth)?;
        self.copy(b'}')?;
        Ok(copied)
    }

    /// Copies the value of a type, which is quoted.
    fn value_of(&mut self, kind: &str, depth: usize) -> Result<Copied<'a>, Unknown> {
        match kind {
            "\"S\"" => {
                let text = self.reader.string()?;
                text.write(&mut self.out)?;
                return Ok(Copied::Text(text));
            }
            "\"N\"" => {
                self.number()?;
                return Ok(Copied::Number);
            }
            "\"BOOL\"" => {
                let truth = self.reader.boolean()?;
                self.out.extend_from_slice(if truth { b"true" } else { b"false" });
            }
            "\"NULL\"" if self.reader.boolean()? => self.out.extend_from_slice(b"true"),
            "\"SS\"" => {
                let texts = self.list(|copier| {
                    let text = copier.reader.string()?;
                    text.write(&mut copier.out)?;
                    text.unescaped()
                })?;
                check_set(texts.iter()).map_err(|_| Unknown)?;
            }
            "\"NS\"" => {
                let numbers = self.list(Self::number)?;
                check_set(numbers.iter().map(|number| Number::parse(number))).map_err(|_| Unknown)?;
            }
            "\"L\"" => drop(self.list(|copier| copier.typed_value(depth + 1).map(drop))?),
            "\"M\"" => drop(self.members(|copier, _| copier.typed_value(depth + 1).map(drop))?),
            _ => return Err(Unknown),
        }
        Ok(Copied::Other)
    }

    fn number(&mut self) -> Result<&'a str, Unknown> {
        let quoted = self.reader.string()?;
        let number = quoted.quoted.trim_matches('"');
        if !is_short(number) && number_size(number).is_err() {
            return Err(Unknown);
        }
        self.out.extend_from_slice(quoted.quoted.as_bytes());
        Ok(number)
    }

    fn list<T>(&mut self, mut element: impl FnMut(&mut Self) -> Result<T, Unknown>) -> Result<Vec<T>, Unknown> {
        let mut elements = Vec::new();
        self.copy(b'[')?;
        let mut has_elements = !self.reader.takes(b']');
        while has_elements {
            elements.push(element(self)?);
            has_elements = self.reader.has_next(b']')?;
            self.out.extend(has_elements.then_some(b','));
        }
        self.out.push(b']');
        Ok(elements)
    }

    /// Reads this byte, and writes it.
    fn copy(&mut self, byte: u8) -> Result<(), Unknown> {
        self.reader.expect(byte)?;
        self.out.push(byte);
        Ok(())
    }
}

/// Returns the text of a key of at most `longest` bytes.
fn key_text<'a>(copied: &Copied<'a>, longest: usize) -> Result<Cow<'a, str>, Unknown> {
    let Copied::Text(quoted) = copied else { return Err(Unknown) };
    let text = quoted.unescaped()?;
    if text.is_empty() || text.len() > longest { Err(Unknown) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddb::item::Item;
    use crate::ddb::json::Raw;
    use crate::messaging::TABLE_SCHEMA;
    use crate::transfer::format::check::checked;
    use crate::transfer::format::json::read_any;
    use aws_sdk_dynamodb::types::AttributeValue;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    const KEY: KeyNames = TABLE_SCHEMA.key;

    fn indexes() -> KeySchema {
        KeySchema::of_attributes([
            ("group", (ScalarAttributeType::S, 20)),
            ("rank", (ScalarAttributeType::N, usize::MAX)),
            ("blob", (ScalarAttributeType::B, 20)),
        ])
    }

    /// Returns the write that is made of the item as it is read otherwise.
    fn otherwise(line: &[u8]) -> Result<PreparedWrite, String> {
        let item = checked(read_any(line, false)?, KEY)?;
        indexes().check(&item)?;
        PreparedWrite::put(&item, KEY).map_err(|error| error.to_string())
    }

    fn value(write: &PreparedWrite) -> Value {
        serde_json::from_slice(write.text()).unwrap()
    }

    fn copied(line: &str) -> Option<PreparedWrite> {
        put(line.as_bytes(), KEY, &indexes())
    }

    #[test]
    fn a_usual_line_is_copied() {
        for line in [
            r#"{"pk":"a","sk":"\u00e9\n","n":-12,"t":true,"f":false,"z":null,"group":"g"}"#,
            r#"{"n":{"N":"-1.5e3"},"pk":{"S":"a\/"},"sk":{"S":"b"},"l":{"L":[{"NULL":true},{"M":{"pk":{"BOOL":false},"group":{"N":"1"}}}]},"ss":{"SS":["x","\n",""]}}"#,
            "{\"Item\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"S\":\"b\"},\"ns\":{\"NS\":[\"1\",\"2\"]},\"rank\":{\"N\":\"1\"}}}\n",
            r#" { "Item" : { "pk" : "a" , "sk" : "b" , "rank" : 5 } } "#,
            r#"{"pk":{"S":"a"},"sk":{"S":"b"},"m":{"M":{}},"l":{"L":[]}}"#,
        ] {
            let (copied, otherwise) = (copied(line).expect(line), otherwise(line.as_bytes()).expect(line));
            assert_eq!((value(&copied), &copied.key), (value(&otherwise), &otherwise.key), "{line}");
        }
    }

    #[test]
    fn any_other_line_is_not() {
        let typed = |attribute: &str| format!(r#"{{"pk":{{"S":"a"}},"sk":{{"S":"b"}},{attribute}}}"#);
        let plain = |attribute: &str| format!(r#"{{"pk":"a","sk":"b",{attribute}}}"#);
        let deep = |levels: usize| format!(r#""d":{}{{"S":""}}{}"#, r#"{"L":["#.repeat(levels), "]}".repeat(levels));
        assert!(copied(&typed(&deep(31))).is_some());
        let long = "x".repeat(1_025);
        for line in [
            "{}".to_owned(),
            "[]".to_owned(),
            r#"{"pk":"a"}"#.to_owned(),
            r#"{"pk":"","sk":"b"}"#.to_owned(),
            r#"{"pk":1,"sk":"b"}"#.to_owned(),
            format!(r#"{{"pk":"a","sk":"{long}"}}"#),
            r#"{"PutRequest":{"Item":{"pk":"a","sk":"b"}}}"#.to_owned(),
            plain(r#""a":{"S":"b"}"#),
            plain(r#""a":[1]"#),
            plain(r#""a":1.5"#),
            plain(r#""a":01"#),
            plain(r#""a":truey"#),
            plain(r#""a":1,"a":2"#),
            plain(r#""pk":"b""#),
            plain(r#""":"b""#),
            plain(r#""\u0061":"b""#),
            plain(r#""a":"\ud800""#),
            plain(r#""$serde_json::private::Number":"1""#),
            plain(r#""group":"""#),
            plain(r#""group":"123456789012345678901""#),
            plain(r#""group":1"#),
            plain(r#""rank":"1""#),
            plain(r#""blob":"AA==""#),
            format!("{} 1", plain(r#""a":1"#)),
            typed(r#""a":{"S":"b","S":"c"}"#),
            typed(r#""a":{"NULL":false}"#),
            typed(r#""a":{"N":"five"}"#),
            typed(r#""a":{"N":"\u0031"}"#),
            typed(r#""a":{"N":"1E+126"}"#),
            typed(r#""a":{"SS":[]}"#),
            typed(r#""a":{"SS":["a","\u0061"]}"#),
            typed(r#""a":{"NS":["1","1.0"]}"#),
            typed(r#""a":{"B":"AA=="}"#),
            typed(r#""a":{"M":{"":{"S":""}}}"#),
            typed(r#""a":{"M":{"b":{"S":""},"b":{"S":""}}}"#),
            typed(&deep(32)),
        ] {
            assert_eq!(copied(&line), None, "{line}");
        }
        let many: Vec<String> = (0..100).map(|name| format!(r#""{name}":1"#)).collect();
        assert_eq!(copied(&plain(&many.join(","))), None);
    }

    /// A value of any type, also one that the table could not hold.
    fn any_value() -> impl Strategy<Value = AttributeValue> {
        let text = || prop_oneof![".{0,3}", Just("\u{1}\"\\/\u{10ffff}".to_owned())];
        let number = || prop_oneof!["-?[0-9]{1,3}", "-?[0-9]{1,40}(\\.[0-9]{1,2})?(e[0-9]{1,3})?"];
        let leaf = prop_oneof![
            text().prop_map(AttributeValue::S),
            number().prop_map(AttributeValue::N),
            any::<bool>().prop_map(AttributeValue::Bool),
            any::<bool>().prop_map(AttributeValue::Null),
            any::<[u8; 2]>().prop_map(|bytes| AttributeValue::B(aws_smithy_types::Blob::new(bytes))),
            prop::collection::vec(text(), 0..3).prop_map(AttributeValue::Ss),
            prop::collection::vec(number(), 0..3).prop_map(AttributeValue::Ns),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(AttributeValue::L),
                prop::collection::hash_map("[a-z]{0,2}", inner, 0..3).prop_map(AttributeValue::M),
            ]
        })
    }

    fn agrees(line: &[u8]) -> Result<(), TestCaseError> {
        if let Some(copied) = put(line, KEY, &indexes()) {
            let otherwise = otherwise(line);
            prop_assert!(otherwise.is_ok(), "{:?} {}", otherwise, String::from_utf8_lossy(line));
            let otherwise = otherwise.unwrap();
            prop_assert_eq!((value(&copied), &copied.key), (value(&otherwise), &otherwise.key));
            prop_assert!(copied.memory() >= copied.text().len());
        }
        Ok(())
    }

    proptest! {
        /// What is copied of a typed line is what the line says.
        #[test]
        fn any_item_is_copied_or_left(
            attributes in prop::collection::hash_map("pk|sk|group|rank|blob|[a-z]{0,2}", any_value(), 0..5),
            key in prop::array::uniform2("[a-zé]{0,3}"),
            is_contained in any::<bool>(),
        ) {
            let [pk, sk] = key.map(AttributeValue::S);
            let item: Item = Item::from([("pk".to_owned(), pk), ("sk".to_owned(), sk)]).into_iter().chain(attributes).collect();
            let raw: serde_json::Map<String, Value> =
                item.iter().map(|(name, value)| (name.clone(), serde_json::to_value(Raw(value, &[])).unwrap())).collect();
            let line = if is_contained { json!({ "Item": raw }) } else { Value::Object(raw) };
            agrees(line.to_string().as_bytes())?;
        }

        /// Nor does a changed byte make a line mean something else.
        #[test]
        fn any_line_is_copied_or_left(
            line in prop::sample::select(&[
                r#"{"pk":"a","sk":"\n","n":12,"t":true,"z":null}"#,
                r#"{"Item":{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"1"},"l":{"L":[{"M":{"a":{"BOOL":true}}}]},"ss":{"SS":["a","b"]}}}"#,
            ]),
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"{}[]\",:\\unSN1t \x01".as_slice())), 0..4),
        ) {
            let mut line = line.as_bytes().to_vec();
            for (at, byte) in changes {
                let at = at.index(line.len());
                line[at] = byte;
            }
            agrees(&line)?;
        }
    }
}
