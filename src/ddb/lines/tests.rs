//! With lines and without, the SDK reads the same.

use super::*;
use aws_sdk_dynamodb::operation::scan::{Scan, ScanOutput};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

/// Returns what the SDK reads; `None` if it refuses the answer.
pub(crate) fn read_by_sdk(body: &[u8]) -> Option<ScanOutput> {
    let answer = HttpResponse::new(200.try_into().unwrap(), SdkBody::from(body.to_vec()));
    let config = Scan::new().config().unwrap();
    let sdk = config.load::<SharedResponseDeserializer>().unwrap();
    let read = sdk.deserialize_nonstreaming_with_config(&answer, &ConfigBag::base());
    Some(read.ok()?.downcast().unwrap())
}

/// Returns the lines of an answer and what the SDK reads of the rest; `None` if the SDK has to read the answer as a whole.
pub(crate) fn read_as_lines(body: &[u8], format: LineFormat) -> Option<(Lines, Option<ScanOutput>)> {
    let (lines, rest) = split(body, format, &["pk", "sk"])?;
    Some((lines, read_by_sdk(&rest)))
}

fn lines(body: &str, format: LineFormat) -> String {
    let (lines, rest) = read_as_lines(body.as_bytes(), format).expect(body);
    let (rest, whole) = (rest.expect(body), read_by_sdk(body.as_bytes()).expect(body));
    assert_eq!(lines.items, whole.items().len(), "{body}");
    assert_eq!(rest.last_evaluated_key, whole.last_evaluated_key, "{body}");
    assert_eq!(rest.consumed_capacity, whole.consumed_capacity, "{body}");
    assert_eq!((rest.count, rest.scanned_count), (whole.count, whole.scanned_count), "{body}");
    String::from_utf8(lines.text).unwrap()
}

const ITEM: &str = r#"{"a":{"N":"1"},"sk":{"S":"b\"\/\u0041"},"pk":{"M":{"z":{"L":[]},"pk":{"BOOL":true}}}}"#;

#[test]
fn an_answer_becomes_lines() {
    let page = format!(r#"{{"Count":2,"Items":[{ITEM},{{}}],"ScannedCount":3}}"#);
    assert_eq!(lines(&page, LineFormat::Plain), "{\"pk\":{\"pk\":true,\"z\":[]},\"sk\":\"b\\\"/A\",\"a\":1}\n{}\n");
    let raw = r#"{"pk":{"M":{"pk":{"BOOL":true},"z":{"L":[]}}},"sk":{"S":"b\"/A"},"a":{"N":"1"}}"#;
    assert_eq!(lines(&page, LineFormat::Raw), format!("{raw}\n{{}}\n"));
    assert_eq!(lines(&page, LineFormat::Item), format!("{{\"Item\":{raw}}}\n{{\"Item\":{{}}}}\n"));
}

#[test]
fn what_is_around_the_items_may_be_in_any_order() {
    let key = r#""LastEvaluatedKey":{"pk":{"S":"]},{\"Items\":["}}"#;
    for page in [
        format!(r#"{{{key},"Items":[{ITEM}],"ConsumedCapacity":{{"TableName":"t","CapacityUnits":1.5}}}}"#),
        format!("\r\n {{ \"Items\" :\t[ {ITEM} ] , {key} , \"Count\" : 1 }} \n"),
        format!(r#"{{"Other":[{{"Items":[1,2,{{}}]}},null,-1.5e3],"Items":[{ITEM}],{key}}}"#),
    ] {
        assert_eq!(lines(&page, LineFormat::Plain).lines().count(), 1, "{page}");
    }
    assert_eq!(lines(r#"{"Items":[],"Count":0}"#, LineFormat::Plain), "");
    assert_eq!(lines(r#"{"Count":0}"#, LineFormat::Plain), "");
    assert_eq!(lines("{}", LineFormat::Plain), "");
}

#[test]
fn what_dynamodb_does_not_write_is_left_to_the_sdk() {
    let deep = |levels: usize| format!(r#"{{"pk":{}{{"S":""}}{}}}"#, r#"{"L":["#.repeat(levels), "]}".repeat(levels));
    assert!(read_as_lines(format!(r#"{{"Items":[{}]}}"#, deep(32)).as_bytes(), LineFormat::Plain).is_some());
    for items in [
        "null",
        "{}",
        "[null]",
        "[{},]",
        "[{}",
        r#"[{"pk":null}]"#,
        r#"[{"pk":{}}]"#,
        r#"[{"pk":{"S":null}}]"#,
        r#"[{"pk":{"S":"a","N":null}}]"#,
        r#"[{"pk":{"__type":"x","S":"a"}}]"#,
        r#"[{"pk":{"S":"a","S":"b"}}]"#,
        r#"[{"pk":{"S":1}}]"#,
        r#"[{"pk":{"X":1}}]"#,
        r#"[{"pk":{"N":1}}]"#,
        r#"[{"pk":{"B":"a"}}]"#,
        r#"[{"pk":{"B":"AP8\u003d"}}]"#,
        r#"[{"pk":{"SS":[null]}}]"#,
        r#"[{"pk":{"BOOL":"true"}}]"#,
        r#"[{"pk":{"S":"a"},"pk":{"S":"b"}}]"#,
        r#"[{"pk":{"S":"a"},"\u0070k":{"S":"b"}}]"#,
        r#"[{"pk":{"S":"\ud800"}}]"#,
        r#"[{"pk":{"S":"\udc00\ud800"}}]"#,
        r#"[{"pk":{"S":"\u12"}}]"#,
        r#"[{"pk":{"S":"\x"}}]"#,
        "[{\"pk\":{\"S\":\"\u{1}\"}}]",
        &format!("[{}]", deep(33)),
        &format!("[{}]", deep(200)),
        r#"[{}],"Items":[{}]"#,
        r#"[{}],"It\u0065ms":[]"#,
    ] {
        let body = format!(r#"{{"Count":1,"Items":{items}}}"#);
        assert_eq!(read_as_lines(body.as_bytes(), LineFormat::Plain).map(|(lines, _)| lines), None, "{body}");
    }
    assert!(split(b"{\"Items\":[{\"pk\":{\"S\":\"\xff\"}}]}", LineFormat::Plain, &[]).is_none());
    assert!(split(b"", LineFormat::Plain, &[]).is_none());
}

#[test]
fn the_first_lines_can_be_taken() {
    let lines = Lines { text: b"{}\n{\"a\":1}\n{}\n".to_vec(), items: 3 };
    let first: Vec<usize> = (0..5).map(|items| lines.first(items).len()).collect();
    assert_eq!(first, [0, 3, 11, 14, 14]);
}

#[test]
fn a_number_that_plain_json_would_change_is_text() {
    let line = |number: &str, format| {
        lines(&format!(r#"{{"Items":[{{"n":{{"N":"{number}"}}}}]}}"#), format).trim_end().to_owned()
    };
    for (number, plain, lossless) in [
        ("0", "0", "0"),
        ("-0", "0", "-0"),
        ("007", "7", r#"{"N":"007"}"#),
        ("1e2", r#""1e2""#, "1e2"),
        ("0.5", "0.5", "0.5"),
        ("123456789012345678", "123456789012345678", "123456789012345678"),
        ("9223372036854775808", r#""9223372036854775808""#, "9223372036854775808"),
        (" 1", r#"" 1""#, "1"),
        ("NaN", r#""NaN""#, r#"{"N":"NaN"}"#),
        (r"\u0031", "1", "1"),
    ] {
        assert_eq!(line(number, LineFormat::Plain), format!("{{\"n\":{plain}}}"));
        assert_eq!(line(number, LineFormat::Lossless), format!("{{\"n\":{lossless}}}"));
    }
}
