//! `cruddur ddb repair`.

use crate::inboxes::inbox_rows;
use crate::support::{CONVERSATION, World, assert_same, contract};
use serde_json::{Value, json};

contract!(
    a_healthy_table_is_left_alone,
    a_lost_row_is_put_back,
    a_row_that_is_behind_is_updated,
    a_row_that_shows_something_else_is_fixed,
    a_doubled_row_is_one_again,
    an_old_name_is_replaced,
    unknown_participants_are_reported,
    a_claim_that_was_left_is_deleted,
    one_inbox_can_be_repaired,
    a_row_that_one_inbox_lost_is_found_in_the_other,
    one_inbox_is_examined_without_a_scan,
    a_check_of_one_inbox_names_the_command_for_it,
    two_repairs_at_once_are_one,
    a_conversation_with_oneself_is_repaired,
    an_inbox_is_fixed_although_the_other_participant_was_deleted,
);

fn a_healthy_table_is_left_alone(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let output = world.run(["ddb", "repair", "--all"]).ok();
    assert!(output.stderr.contains("inboxes: nothing to fix"), "{output}");
    assert_same(&world.items(), &before);
    assert_eq!(world.run(["ddb", "repair"]).status, 2);
}

fn a_claim_that_was_left_is_deleted(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let newcomer = "00000000-0000-4000-8000-000000000000";
    world.sql(&format!(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('{newcomer}', 'New', 'newcomer', 'new@cruddur.example', '')"
    ));
    let [bayko, londo] = ["bayko", "londo"].map(|handle| world.uuid_of(handle));
    let claim = |first: &str, second: &str| {
        let mut pair = [first, second];
        pair.sort_unstable();
        let pk = format!("BEGIN#{}", pair.join("#"));
        json!({ "pk": { "S": pk }, "sk": { "S": "BEGIN#" }, "begins": { "S": "another" } })
    };
    // The next writer uses the claim of two users without a conversation. Nobody uses that of a user who is gone.
    let unused = claim(&bayko, newcomer);
    let of_gone = claim(&bayko, "ffffffff-0000-4000-8000-000000000000");
    world.put(&[claim(&bayko, &londo), of_gone, unused.clone()]);
    let fixed = world.run(["ddb", "repair", "--all", "--output", "json"]).ok().rows();
    let results: Vec<_> = fixed.iter().map(|row| (&row["problem"], &row["status"])).collect();
    assert_eq!(results, [(&json!("claim left"), &json!("fixed")); 2]);
    world.delete(&[&unused]);
    assert_same(&world.items(), &before);
}

fn a_lost_row_is_put_back(world: &World) {
    for layout in ["model", "flask"] {
        world.run(["setup", "--layout", layout]).ok();
        let before = world.items();
        world.delete(&inbox_rows(world).iter().take(1).collect::<Vec<_>>());
        let dry = world.run(["ddb", "repair", "--all", "--dry-run", "--output", "json"]).ok().rows();
        assert_eq!(
            (dry.len(), &dry[0]["problem"], &dry[0]["status"]),
            (1, &json!("missing"), &json!("would be fixed"))
        );
        assert_eq!(world.items().len(), before.len() - 1);
        world.run(["ddb", "repair", "--all"]).ok();
        assert_same(&world.items(), &before);
        world.run(["ddb", "drop-table", "--yes"]).ok();
    }
}

fn a_row_that_is_behind_is_updated(world: &World) {
    world.run(["setup"]).ok();
    let items = world.items();
    let mut message = items.iter().find(|item| item["pk"]["S"] == format!("MSG#{CONVERSATION}")).unwrap().clone();
    message["sk"]["S"] = "MSG#2026-11-22T12:00:00.000000+00:00".into();
    message["message"]["S"] = "newest".into();
    message["message_uuid"]["S"] = "00000000-0000-4000-8000-000000000000".into();
    world.put(&[message]);
    let fixed = world.run(["ddb", "repair", "--all", "--output", "json"]).ok().rows();
    assert!(fixed.len() == 2 && fixed.iter().all(|row| row["problem"] == "behind" && row["status"] == "fixed"));
    assert!(inbox_rows(world).iter().all(|row| row["message"]["S"] == "newest"));
    assert_eq!(world.items().len(), items.len() + 1);
}

/// First a row has the right time and another text, as the seeds of the app leave it. Then its time is later than every message.
fn a_row_that_shows_something_else_is_fixed(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let mut filler = inbox_rows(world).remove(0);
    filler["message"]["S"] = "this is a filler message".into();
    world.put(&[filler.clone()]);
    let fixed = world.run(["ddb", "repair", "--all", "--output", "json"]).ok().rows();
    assert_eq!((fixed.len(), &fixed[0]["problem"]), (1, &json!("another message")));
    assert_same(&world.items(), &before);
    world.delete(&[&filler]);
    filler["sk"]["S"] = "GRP#2026-11-22T12:30:00.000000+00:00".into();
    world.put(&[filler]);
    world.run(["ddb", "repair", "--all"]).ok();
    assert_same(&world.items(), &before);
}

fn a_doubled_row_is_one_again(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let mut old = inbox_rows(world).remove(0);
    old["sk"]["S"] = "GRP#2026-11-22T11:00:00.000000+00:00".into();
    world.put(&[old]);
    let fixed = world.run(["ddb", "repair", "--all", "--output", "json"]).ok().rows();
    assert_eq!((fixed.len(), &fixed[0]["problem"]), (1, &json!("doubled")));
    assert_same(&world.items(), &before);
}

fn an_old_name_is_replaced(world: &World) {
    world.run(["setup"]).ok();
    world.sql("UPDATE users SET display_name = 'Emperor Mollari' WHERE handle = 'londo'");
    let fixed = world.run(["ddb", "repair", "--all", "--output", "json"]).ok().rows();
    assert!(!fixed.is_empty() && fixed.iter().all(|row| row["problem"] == "renamed"), "{fixed:?}");
    let inbox = world.run(["ddb", "patterns", "list-conversations", "--as", "bayko", "--output", "json"]).ok().rows();
    let names: Vec<&Value> =
        inbox.iter().filter(|row| row["handle"] == "londo").map(|row| &row["display_name"]).collect();
    assert_eq!(names, ["Emperor Mollari"]);
    assert!(world.run(["ddb", "repair", "--all"]).ok().stderr.contains("nothing to fix"));
}

fn unknown_participants_are_reported(world: &World) {
    world.prepare();
    world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Hello"]).ok();
    let rows: Vec<Value> = world.items().into_iter().filter(|item| !item["message_uuid"].is_object()).collect();
    world.delete(&rows.iter().collect::<Vec<_>>());
    let output = world.run(["ddb", "repair", "--all", "--output", "json"]);
    assert_eq!(output.status, 6, "{output}");
    let rows = output.rows();
    assert_eq!((&rows[0]["problem"], &rows[0]["status"]), (&json!("participants unknown"), &json!("not fixed")));
}

fn one_inbox_can_be_repaired(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let rows = inbox_rows(world);
    let mut behind = rows.clone();
    for row in &mut behind {
        row["message"]["S"] = "another".into();
    }
    world.put(&behind);
    world.run(["ddb", "repair", "--as", "londo"]).ok();
    assert_eq!(inbox_rows(world).iter().filter(|row| row["message"]["S"] == "another").count(), 1);
    world.run(["ddb", "repair", "--as", "bayko"]).ok();
    assert_same(&world.items(), &before);
}

fn a_row_that_one_inbox_lost_is_found_in_the_other(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let rows = inbox_rows(world);
    let of_londo = rows.iter().find(|row| row["handle"]["S"] == "bayko").unwrap();
    world.delete(&[of_londo]);
    world.run(["ddb", "repair", "--as", "londo"]).ok();
    assert_eq!(inbox_rows(world).len(), 1);
    world.run(["ddb", "repair", "--as", "londo", "--with", "bayko"]).ok();
    assert_same(&world.items(), &before);
    assert_eq!(world.run(["ddb", "repair", "--as", "londo", "--with", "nobody"]).status, 3);
}

/// It queries the inbox and the newest messages of each conversation in it, in both layouts. It queries again what looks wrong.
fn one_inbox_is_examined_without_a_scan(world: &World) {
    world.run(["setup"]).ok();
    let calls = |output: &str, operation: &str| output.lines().filter(|line| line.contains(operation)).count();
    let output = world.run(["ddb", "repair", "--as", "londo", "--max-rcu", "500", "--verbose"]).ok();
    assert_eq!((calls(&output.stderr, " Scan "), calls(&output.stderr, " Query ")), (0, 6), "{output}");
}

fn a_check_of_one_inbox_names_the_command_for_it(world: &World) {
    world.run(["setup"]).ok();
    let mut row = inbox_rows(world).remove(0);
    row["message"]["S"] = "another".into();
    let owner = if row["handle"]["S"] == "londo" { "bayko" } else { "londo" };
    world.put(&[row]);
    let output = world.run(["ddb", "repair", "--as", owner, "--check"]).fails_with(6);
    assert!(output.stderr.contains(&format!("cruddur ddb repair --as {owner} without --check")), "{output}");
    world.run(["ddb", "repair", "--as", owner]).ok();
    world.run(["ddb", "repair", "--as", owner, "--check"]).ok();
    world.run(["ddb", "repair", "--all", "--check"]).ok();
}

fn two_repairs_at_once_are_one(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let is_row = |item: &&Value| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("GRP#"));
    let mut rows: Vec<Value> = before.iter().filter(is_row).cloned().collect();
    world.delete(&rows.iter().collect::<Vec<_>>());
    for row in rows.iter_mut().skip(2) {
        row["sk"]["S"] = "GRP#2026-11-22T01:00:00.000000+00:00".into();
        row["message"]["S"] = "old".into();
    }
    world.put(&rows[3..]);
    std::thread::scope(|scope| {
        let runs = [(); 2].map(|()| scope.spawn(|| world.run(["ddb", "repair", "--all"])));
        for run in runs {
            run.join().unwrap().ok();
        }
    });
    assert_same(&world.items(), &before);
}

fn a_conversation_with_oneself_is_repaired(world: &World) {
    world.run(["setup"]).ok();
    let mut row = inbox_rows(world).remove(0);
    let owner = row["pk"]["S"].as_str().unwrap().trim_start_matches("GRP#").to_owned();
    let mut message = world.items().into_iter().rfind(|item| item["pk"]["S"] == format!("MSG#{CONVERSATION}")).unwrap();
    row["message_group_uuid"]["S"] = "note-to-self".into();
    row["sk"]["S"] = "GRP#2026-11-22T11:00:00.000000+00:00".into();
    message["pk"]["S"] = "MSG#note-to-self".into();
    message["message_group_uuid"]["S"] = "note-to-self".into();
    for item in [&mut row, &mut message] {
        item["user_uuid"]["S"] = owner.clone().into();
    }
    world.put(&[row, message]);
    let fixed = world.run(["ddb", "repair", "--all", "--output", "json"]).ok().rows();
    assert!(fixed.iter().all(|row| row["message_group_uuid"] == "note-to-self"), "{fixed:?}");
    world.run(["ddb", "repair", "--all", "--check"]).ok();
}

fn an_inbox_is_fixed_although_the_other_participant_was_deleted(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let mut of_bayko = inbox_rows(world).into_iter().find(|row| row["handle"]["S"] == "londo").unwrap();
    of_bayko["message"]["S"] = "another".into();
    world.put(&[of_bayko]);
    world.sql("DELETE FROM users WHERE handle = 'londo'");
    world.run(["ddb", "repair", "--as", "bayko"]).ok();
    assert_same(&world.items(), &before);
}
