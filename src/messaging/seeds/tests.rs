use super::*;

fn parse(text: &str) -> Result<Seeds> {
    Seeds::parse(&[("seeds.json".to_owned(), text.to_owned())])
}

#[test]
fn the_built_in_seeds_are_what_the_issue_asks_for() {
    let seeds = Seeds::built_in().unwrap();
    let handles: Vec<&str> = seeds.users.iter().map(|user| user.handle.as_str()).collect();
    assert_eq!(handles, ["andrewbrown", "bayko", "londo"]);
    assert!(seeds.conversations.len() >= 3);
    let long = &seeds.conversations[0];
    assert_eq!(long.conversation_id, "5ae290ed-55d1-47a0-bc6d-fe2bc2700399");
    assert_eq!(long.between, ["andrewbrown", "bayko"]);
    assert!(long.messages.len() >= 100);
}

#[test]
fn ids_that_no_file_names_are_fixed_and_different() {
    let text = r#"{ "conversations": [
        { "between": ["a", "b"], "messages": [{ "from": "a", "message": "x" }, { "from": "a", "message": "x" }] },
        { "between": ["b", "a"], "messages": [{ "from": "a", "message": "x" }] }
    ] }"#;
    let (first, second) = (parse(text).unwrap(), parse(text).unwrap());
    assert_eq!(first, second);
    assert_ne!(first.conversations[0].conversation_id, first.conversations[1].conversation_id);
    let ids: HashSet<&str> = first
        .conversations
        .iter()
        .flat_map(|conversation| &conversation.messages)
        .map(|message| message.uuid.as_str())
        .collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn what_is_wrong_is_named_by_line_and_field() {
    let conversation = |messages: &str| {
        format!("{{\n\"conversations\": [\n{{ \"between\": [\"a\", \"b\"],\n\"messages\": [\n{messages} ] }} ] }}")
    };
    let good = r#"{ "from": "a", "message": "x" }"#;
    for (text, line, field) in [
        ("{".to_owned(), 1, "the file"),
        ("{\n\"users\": 7 }".to_owned(), 2, "users"),
        ("{\n\"people\": [] }".to_owned(), 2, "people"),
        ("{ \"users\": [\n{ \"handle\": \"a\", \"display_name\": \"A\" } ] }".to_owned(), 2, "users[0].email"),
        (
            "{ \"users\": [\n\n{ \"handle\": \" \", \"display_name\": \"A\", \"email\": \"e\" } ] }".to_owned(),
            3,
            "users[0].handle",
        ),
        (
            conversation(&format!("{good},\n{{ \"from\": \"c\", \"message\": \"x\" }}")),
            6,
            "conversations[0].messages[1].from",
        ),
        (conversation("{ \"from\": \"a\",\n \"message\": 7 }"), 6, "conversations[0].messages[0].message"),
        (conversation("{ \"from\": \"a\", \"message\": \"\" }"), 5, "conversations[0].messages[0].message"),
        (conversation(""), 4, "conversations[0].messages"),
        (
            "{ \"conversations\": [\n{ \"between\": [\"a\", \"a\"], \"messages\": [] } ] }".to_owned(),
            2,
            "conversations[0].between",
        ),
        (
            "{ \"conversations\": [\n{ \"between\": [\"a\"], \"messages\": [] } ] }".to_owned(),
            2,
            "conversations[0].between",
        ),
    ] {
        match parse(&text) {
            Err(Error::File(FileError::Seeds { faults, .. })) => {
                assert_eq!((faults[0].line, faults[0].field.as_str()), (line, field), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn what_must_be_unique_is() {
    let user = r#"{ "handle": "a", "display_name": "A", "email": "e" }"#;
    assert!(parse(&format!("{{ \"users\": [{user}, {user}] }}")).is_err());
    let id = "11111111-2222-4333-8444-555555555555";
    let conversation = format!(
        r#"{{ "message_group_uuid": "{id}", "between": ["a", "b"], "messages": [{{ "from": "a", "message": "x" }}] }}"#
    );
    assert!(parse(&format!("{{ \"conversations\": [{conversation}, {conversation}] }}")).is_err());
}

#[test]
fn synthetic_conversations_follow_from_their_seed() {
    let handles = ["a", "b", "c"].map(str::to_owned);
    let of = |seed| Seeds::synthetic(4, 5, seed, &handles);
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
    assert!(of(1).iter().all(|conversation| conversation.between[0] == "a" && conversation.messages.len() == 5));
    assert!(Seeds::synthetic(4, 5, 1, &handles[..1]).is_empty());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).*", inner in r#"[\[\]{}",:a-z0-9 \n]*"#) {
        parse(&text).ok();
        parse(&format!("{{ \"users\": [{inner}], \"conversations\": [{inner}] }}")).ok();
    }

    #[test]
    fn what_is_written_reads_back(texts in proptest::collection::vec("[^ ](?s).{0,100}", 1..20)) {
        let messages: Vec<_> = texts.iter().map(|text| serde_json::json!({ "from": "a", "message": text })).collect();
        let file = serde_json::json!({ "conversations": [{ "between": ["a", "b"], "messages": messages }] });
        let read: Vec<String> = match parse(&format!("{file:#}")) {
            Ok(seeds) => {
                proptest::prop_assert_eq!(&parse(&Seeds::render(&seeds.conversations)).unwrap(), &seeds);
                seeds.conversations[0].messages.iter().map(|message| message.text.clone()).collect()
            }
            // White space of other scripts makes a blank message too.
            Err(_) => return Ok(()),
        };
        proptest::prop_assert_eq!(read, texts);
    }
}
