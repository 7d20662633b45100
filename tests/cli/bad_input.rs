//! Wrong input ends with one error line, an exit code and a hint, and changes nothing.

use crate::support::{World, assert_same, contract};

contract!(
    an_unknown_handle,
    an_unknown_conversation,
    malformed_seeds,
    bad_dates,
    a_bad_filter_of_a_scan,
    a_bad_filter_of_the_pool,
    a_missing_table,
    bad_arguments,
);

/// Runs bad commands in a seeded world, and checks that nothing changed.
fn unchanged(world: &World, commands: impl FnOnce()) {
    world.run(["setup"]).ok();
    let before = world.items();
    commands();
    assert_same(&world.items(), &before);
}

fn an_unknown_handle(world: &World) {
    unchanged(world, || {
        insta::assert_snapshot!(world.run(["ddb", "patterns", "list-conversations", "--as", "baiko"]), @"
        --- stderr
        target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
        error: there is no user with the handle baiko in the users database; near matches: bayko
        hint: --as bayko, if that is who you mean
        --- exit 3
        ");
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--with", "baiko"]), @"
        --- stderr
        target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
        error: there is no user with the handle baiko in the users database; near matches: bayko
        hint: --with bayko, if that is who you mean
        --- exit 3
        ");
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--as", "xyzzy"]), @"
        --- stderr
        target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
        error: there is no user with the handle xyzzy in the users database
        hint: cruddur setup inserts the users of the seeds; cruddur cognito list-users lists the handles of the user pool
        --- exit 3
        ");
    });
}

fn an_unknown_conversation(world: &World) {
    unchanged(world, || {
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "00000000-0000-0000-0000-000000000000"]), @"
        --- stderr
        target: local, DynamoDB embedded in .cruddur
        error: there is no conversation [uuid 1]
        hint: cruddur ddb patterns list-conversations
        --- exit 3
        ");
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "00000000-0000-0000-0000-000000000000", "--since", "2026-01-01"]), @"
        --- stderr
        target: local, DynamoDB embedded in .cruddur
        error: there is no conversation [uuid 1]
        hint: cruddur ddb patterns list-conversations
        --- exit 3
        ");
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--with", "andrewbrown"]), @"
        --- stderr
        target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
        error: there is no conversation between andrewbrown and andrewbrown
        hint: cruddur ddb patterns list-conversations
        --- exit 3
        ");
    });
}

fn malformed_seeds(world: &World) {
    unchanged(world, || {
        let conversation = |message: &str| {
            format!(
                "{{ \"conversations\": [\n  {{ \"between\": [\"bayko\", \"londo\"],\n    \"messages\": [\n      {message}\n    ] }}\n] }}\n"
            )
        };
        for (name, text) in [
            ("no-json", "{ \"users\": [\n  nonsense\n] }".to_owned()),
            ("unknown-field", conversation(r#"{ "form": "bayko", "message": "Hello" }"#)),
            ("wrong-type", conversation(r#"{ "from": "bayko", "message": 7 }"#)),
            ("stranger", conversation(r#"{ "from": "andrewbrown", "message": "Hello" }"#)),
            ("blank", conversation(r#"{ "from": "bayko", "message": " " }"#)),
            ("too-long", conversation(&format!(r#"{{ "from": "bayko", "message": "{}" }}"#, "ü".repeat(1_025)))),
        ] {
            world.write(&format!("{name}.json"), &text);
            let output = world.run(["ddb", "seed", "--file", &format!("{name}.json")]);
            insta::with_settings!({ description => name }, { insta::assert_snapshot!(name, output) });
        }
        insta::assert_snapshot!(world.run(["ddb", "seed", "--file", "not-there.json"]), @"
        --- stderr
        error: cannot read not-there.json
          caused by: No such file or directory (os error 2)
        hint: give the path of a file that exists and that you may read
        --- exit 2
        ");
    });
}

fn bad_dates(world: &World) {
    unchanged(world, || {
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--since", "yesterday"]), @r#"
        --- stderr
        error: invalid value 'yesterday' for '--since <TIME>': "yesterday" is not a time: give 30s, 15m, 1h or 2d, or a time such as 2026-11-22T12:00:00Z

        For more information, try '--help'.
        --- exit 2
        "#);
        insta::assert_snapshot!(world.run(["ddb", "seed", "--until", "2026-02-30"]), @r#"
        --- stderr
        error: invalid value '2026-02-30' for '--until <TIME>': "2026-02-30" is not a time: give a date or a time such as 2026-11-22 or 2026-11-22T12:00:00Z

        For more information, try '--help'.
        --- exit 2
        "#);
    });
}

fn a_bad_filter_of_a_scan(world: &World) {
    unchanged(world, || {
        let scan = world.run(["ddb", "scan", "--filter", "nonsense("]);
        assert_eq!(scan.status, 2, "{scan}");
        assert!(scan.stderr.contains("error: the filter expression: "), "{scan}");
        assert!(scan.stderr.contains("hint: see --help for an example"), "{scan}");
        insta::assert_snapshot!(world.run(["ddb", "scan", "--value", ":h=bayko"]), @"
        --- stderr
        error: the following required arguments were not provided:
          --filter <EXPRESSION>

        Usage: cruddur ddb scan --filter <EXPRESSION> --value <:NAME=VALUE>

        For more information, try '--help'.
        --- exit 2
        ");
        insta::assert_snapshot!(world.run(["ddb", "scan", "--filter", "a = :b", "--value", r#"b={"N":true}"#]), @"
        --- stderr
        error: true is not a value of the DynamoDB type N: see AttributeValue in the DynamoDB API reference
        hint: see --help
        --- exit 2
        ");
    });
}

fn a_bad_filter_of_the_pool(world: &World) {
    unchanged(world, || {
        let listed = world.run(["cognito", "list-users", "--filter", "nonsense"]);
        assert_eq!(listed.status, 2, "{listed}");
        assert!(listed.stderr.contains("error: the filter expression: "), "{listed}");
    });
}

fn a_missing_table(world: &World) {
    world.seed_users();
    insta::allow_duplicates! {
        for command in ["ddb scan", "ddb seed", "ddb patterns list-conversations", "ddb patterns get-conversation g"] {
            let output = world.run_line(command);
            // The first line depends on the stores that a command needs.
            let (_, rest) = output.stderr.split_once('\n').expect("a target");
            assert_eq!(output.status, 3, "{output}");
            insta::assert_snapshot!(rest, @"
            error: there is no table cruddur-messages (embedded in .cruddur)
            hint: cruddur setup creates everything; cruddur ddb schema-load creates the table alone; cruddur ddb list-tables lists the existing tables
            ");
        }
    }
}

fn bad_arguments(world: &World) {
    unchanged(world, || {
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "g", "--with", "bayko"]), @"
        --- stderr
        error: the argument '[CONVERSATION_ID]' cannot be used with '--with <HANDLE>'

        Usage: cruddur ddb patterns get-conversation <CONVERSATION_ID>

        For more information, try '--help'.
        --- exit 2
        ");
        insta::assert_snapshot!(world.run(["ddb", "list-tables", "--query", "[?"]), @"
        --- stderr
        error: --query: Parse error: Unexpected nud token -- found Eof (line 0, column 2)
        hint: a query is JMESPath, such as '[].handle' or 'length(@)'; jmespath.org explains it
        --- exit 2
        ");
        insta::assert_snapshot!(world.run(["ddb", "list-tables", "--table", "x"]), @r#"
        --- stderr
        error: invalid value 'x' for '--table <NAME>': "x" is not the name of a table: it takes 3 to 255 letters, digits, underscores, hyphens and dots

        For more information, try '--help'.
        --- exit 2
        "#);
        insta::assert_snapshot!(world.run(["ddb", "seed", "--conversations", "3"]), @"
        --- stderr
        error: the following required arguments were not provided:
          --messages <M>

        Usage: cruddur ddb seed --conversations <N> --messages <M>

        For more information, try '--help'.
        --- exit 2
        ");
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--limit", "0"]), @"
        --- stderr
        error: invalid value '0' for '--limit <N>': the minimum is 1

        For more information, try '--help'.
        --- exit 2
        ");
        insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--since", "2026-02-01", "--until", "2026-01-01"]), @"
        --- stderr
        error: --since is later than --until, so no message can be in between
        hint: swap them
        --- exit 2
        ");
        insta::assert_snapshot!(world.run(["ddb", "seed", "--conversations", "18446744073709551615", "--messages", "1"]), @"
        --- stderr
        error: invalid value '18446744073709551615' for '--conversations <N>': the maximum is 4294967295

        For more information, try '--help'.
        --- exit 2
        ");
        insta::assert_snapshot!(world.run(["ddb", "scan", "--error-format", "json", "--limti", "3"]), @r#"
        --- stderr
        {"kind":"error","reason":"usage","exit_code":2,"message":"unexpected argument '--limti' found","causes":[],"hint":"--limit","operation":null,"code":null,"request_id":null,"retryable":false}
        --- exit 2
        "#);
        insta::assert_snapshot!(world.run(["ddb", "scna"]), @"
        --- stderr
        error: unrecognized subcommand 'scna'

          tip: a similar subcommand exists: 'scan'

        Usage: cruddur ddb [OPTIONS] <COMMAND>

        For more information, try '--help'.
        --- exit 2
        ");
    });
}

#[test]
fn an_error_may_be_json() {
    insta::assert_snapshot!(World::embedded().run(["ddb", "scan", "--error-format", "json", "--quiet"]), @r#"
    --- stderr
    {"kind":"error","reason":"not found","exit_code":3,"message":"there is no table cruddur-messages (embedded in .cruddur)","causes":[],"hint":"cruddur setup creates everything; cruddur ddb schema-load creates the table alone; cruddur ddb list-tables lists the existing tables","operation":null,"code":null,"request_id":null,"retryable":false}
    --- exit 3
    "#);
}

/// A file that is made to exhaust memory or the stack ends with a clear error.
#[test]
fn a_seeds_file_of_an_attacker() {
    let world = World::embedded();
    let deep = format!("{{ \"users\": {}{} }}", "[".repeat(10_000), "]".repeat(10_000));
    world.write("deep.json", &deep);
    let output = world.run(["ddb", "seed", "--file", "deep.json"]);
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.starts_with("error: deep.json, line 1: "), "{output}");
    let large = std::fs::File::create(world.dir().join("large.json")).unwrap();
    large.set_len(100 << 20).unwrap();
    let output = world.run(["ddb", "seed", "--file", "large.json"]);
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("the seeds files are larger than 32 MiB"), "{output}");
}
